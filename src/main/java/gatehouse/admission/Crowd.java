package gatehouse.admission;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All who have not signed in yet, and who of them has to leave when there is no place for one more.
 *
 * <p>That is one of the household with the most places, so that whoever brings many pays for it;
 * among equals whoever is half-open, as only who goes on with SSH may be a person; among those
 * whoever came first. Who has just come is left a moment, unless the household crowds or its
 * network has had a penalty of late. All takes time by the logarithm of the number of households.
 * Not thread-safe.
 */
final class Crowd {

  private final NavigableSet<Household> halfOpen = ordered(household -> household.halfOpen);
  private final NavigableSet<Household> settled = ordered(household -> household.settled);
  private int size;

  private static NavigableSet<Household> ordered(Function<Household, SequencedSet<Visit>> those) {
    return new TreeSet<>(
        Comparator.comparingInt(Household::places)
            .reversed()
            .thenComparingLong(household -> those.apply(household).getFirst().standing)
            .thenComparingLong(household -> those.apply(household).getFirst().number()));
  }

  /** Somebody has come. */
  void add(Visit visit, Household household) {
    change(household, () -> household.halfOpen.add(visit));
    size++;
  }

  /** Somebody has exchanged keys. */
  void settle(Visit visit, Household household) {
    change(
        household,
        () -> {
          if (household.halfOpen.remove(visit)) {
            household.settled.add(visit);
          }
        });
  }

  /** Somebody has signed in or is gone. */
  void remove(Visit visit, Household household) {
    change(
        household,
        () -> {
          if (household.halfOpen.remove(visit) || household.settled.remove(visit)) {
            size--;
          }
        });
  }

  /** Households are ordered by what is changed here, so they are taken out for as long. */
  private void change(Household household, Runnable change) {
    if (!household.halfOpen.isEmpty()) {
      halfOpen.remove(household);
    }
    if (!household.settled.isEmpty()) {
      settled.remove(household);
    }
    change.run();
    if (!household.halfOpen.isEmpty()) {
      halfOpen.add(household);
    }
    if (!household.settled.isEmpty()) {
      settled.add(household);
    }
  }

  /**
   * Who has to leave if one more of {@code newcomer} comes; null if the newcomer has to.
   *
   * @param latest who came after it has come just now
   */
  @Nullable Visit first(Household newcomer, long latest) {
    var open = halfOpen.isEmpty() ? null : halfOpen.getFirst();
    var waiting = settled.isEmpty() ? null : settled.getFirst();
    if (newcomer.places() >= Math.max(places(open), places(waiting))) {
      return newcomer.first(latest);
    }
    var ofOpen = first(open, newcomer, latest, household -> household.halfOpen);
    var ofWaiting = first(waiting, newcomer, latest, household -> household.settled);
    if (ofOpen == null || (ofWaiting != null && places(waiting) > places(open))) {
      return ofWaiting;
    }
    return ofOpen;
  }

  private static @Nullable Visit first(
      @Nullable Household household,
      Household newcomer,
      long latest,
      Function<Household, SequencedSet<Visit>> those) {
    if (household == null) {
      return null;
    }
    var visit = those.apply(household).getFirst();
    boolean crowds = household.places() > newcomer.places() + 1;
    return crowds || visit.standing <= latest ? visit : null;
  }

  private static int places(@Nullable Household household) {
    return household == null ? 0 : household.places();
  }

  /** How many there are. */
  int size() {
    return size;
  }
}
