package gatehouse.admission;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one source. Those that have not signed in take up places: first half-open,
 * then, once keys have been exchanged, settled. Not thread-safe.
 */
final class Household {

  /** Longest here first. */
  final SequencedSet<Visit> halfOpen = new LinkedHashSet<>();

  /** Longest here first, but for those that took longer to exchange keys. */
  final SequencedSet<Visit> settled = new LinkedHashSet<>();

  /** How many there are, signed in or not. */
  int open;

  /** How many have not signed in. */
  int places() {
    return halfOpen.size() + settled.size();
  }

  /** Who of it should leave first, of those who count as having come by {@code latest}. */
  @Nullable Visit first(long latest) {
    for (var those : List.of(halfOpen, settled)) {
      if (!those.isEmpty() && those.getFirst().standing <= latest) {
        return those.getFirst();
      }
    }
    return null;
  }
}
