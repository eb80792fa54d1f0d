package gatehouse.admission;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What each of many has before it for what it did, or was done to it: time, which adds up and runs
 * off by itself. From a threshold on it is enforced until all of it has run off.
 *
 * <p>When too many have some, the one that has the least before it is forgiven. Times are
 * milliseconds of any clock. Not thread-safe.
 *
 * @param <K> those that have it
 */
final class Penalties<K> {

  /**
   * How much there can be.
   *
   * @param threshold from which on it is enforced
   * @param longest what one can have before it
   * @param most how many are remembered
   */
  record Limits(Duration threshold, Duration longest, int most) {}

  private static final class Penalty<K> {
    private final K whose;
    private final long number;
    private long end;
    private boolean enforced;

    private Penalty(K whose, long number) {
      this.whose = whose;
      this.number = number;
    }
  }

  private final Limits limits;
  private final Map<K, Penalty<K>> all = new HashMap<>();
  private final TreeSet<Penalty<K>> byEnd =
      new TreeSet<>(
          Comparator.<Penalty<K>>comparingLong(penalty -> penalty.end)
              .thenComparingLong(penalty -> penalty.number));
  private long numbers;

  Penalties(Limits limits) {
    this.limits = limits;
  }

  /** Adds {@code cost}. */
  void add(K whose, Duration cost, long now) {
    if (cost.isZero()) {
      return;
    }
    forget(now);
    var penalty = take(whose);
    penalty.enforced &= penalty.end > now;
    long end = Math.max(penalty.end, now) + cost.toMillis();
    penalty.end = Math.min(end, now + limits.longest().toMillis());
    penalty.enforced |= penalty.end - now >= limits.threshold().toMillis();
    all.put(whose, penalty);
    byEnd.add(penalty);
  }

  /** Has at least {@code left} before it, and that enforced. */
  void raise(K whose, Duration left, long now) {
    forget(now);
    var penalty = take(whose);
    long end = now + Math.min(left.toMillis(), limits.longest().toMillis());
    penalty.end = Math.max(penalty.end, end);
    penalty.enforced = true;
    all.put(whose, penalty);
    byEnd.add(penalty);
  }

  /** Those that have at least {@code least} before them, enforced, the strongest {@code most}. */
  Map<K, Duration> strongest(Duration least, int most, long now) {
    var strongest = new LinkedHashMap<K, Duration>();
    for (var penalty : byEnd.descendingSet()) {
      long left = penalty.end - now;
      if (left < least.toMillis() || strongest.size() == most) {
        break;
      }
      if (penalty.enforced) {
        strongest.put(penalty.whose, Duration.ofMillis(left));
      }
    }
    return strongest;
  }

  private Penalty<K> take(K whose) {
    var known = all.get(whose);
    if (known != null) {
      byEnd.remove(known);
      return known;
    }
    if (all.size() >= limits.most()) {
      remove(byEnd.getFirst());
    }
    return new Penalty<>(whose, numbers++);
  }

  /** Whether it is to be enforced. */
  boolean enforced(K whose, long now) {
    var penalty = find(whose, now);
    return penalty != null && penalty.enforced;
  }

  /** Whether it is to be enforced, and not only for what is {@code own}. */
  boolean enforcedBeyond(K whose, Duration own, long now) {
    var penalty = find(whose, now);
    return penalty != null && penalty.enforced && penalty.end - now > own.toMillis();
  }

  /** Whether there was something of late; what ran off long ago is forgotten. */
  boolean remembers(K whose) {
    return all.containsKey(whose);
  }

  private @Nullable Penalty<K> find(K whose, long now) {
    var penalty = all.get(whose);
    return penalty != null && penalty.end > now ? penalty : null;
  }

  /** Forgets what ran off long ago: a threshold's time. */
  void forget(long now) {
    long latest = now - limits.threshold().toMillis();
    while (!byEnd.isEmpty() && byEnd.getFirst().end <= latest) {
      remove(byEnd.getFirst());
    }
  }

  private void remove(Penalty<K> penalty) {
    byEnd.remove(penalty);
    all.remove(penalty.whose);
  }

  /** How many are remembered. */
  int size() {
    return all.size();
  }
}
