package gatehouse.admission;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What networks have before them for what they did: time, which adds up with each offence and runs
 * off by itself. From a threshold on a network is refused until all of it has run off.
 *
 * <p>When too many networks have some, the one that has the least before it is forgiven. Not
 * thread-safe.
 */
final class Penalties {

  private static final class Penalty {
    private final Source source;
    private final long number;
    private long end;
    private boolean enforced;

    private Penalty(Source source, long number) {
      this.source = source;
      this.number = number;
    }
  }

  private final PenaltySettings settings;
  private final Map<Source, Penalty> bySource = new HashMap<>();
  private final TreeSet<Penalty> byEnd =
      new TreeSet<>(
          Comparator.<Penalty>comparingLong(penalty -> penalty.end)
              .thenComparingLong(penalty -> penalty.number));
  private long numbers;

  Penalties(PenaltySettings settings) {
    this.settings = settings;
  }

  /** Adds what the offence costs, and tells how much. Times are milliseconds of any clock. */
  Duration add(Source source, Offence offence, long now) {
    var cost = settings.each().getOrDefault(offence, Duration.ZERO);
    if (cost.isZero()) {
      return cost;
    }
    forget(now);
    var penalty = take(source);
    penalty.enforced &= penalty.end > now;
    long end = Math.max(penalty.end, now) + cost.toMillis();
    penalty.end = Math.min(end, now + settings.longest().toMillis());
    penalty.enforced |= penalty.end - now >= settings.threshold().toMillis();
    bySource.put(source, penalty);
    byEnd.add(penalty);
    return cost;
  }

  private Penalty take(Source source) {
    var known = bySource.get(source);
    if (known != null) {
      byEnd.remove(known);
      return known;
    }
    if (bySource.size() >= settings.mostSources()) {
      remove(byEnd.getFirst());
    }
    return new Penalty(source, numbers++);
  }

  /** Whether the network is to be refused. */
  boolean enforced(Source source, long now) {
    var penalty = find(source, now);
    return penalty != null && penalty.enforced;
  }

  /** Whether the network is to be refused, and not only for what is {@code own}. */
  boolean enforcedBeyond(Source source, Duration own, long now) {
    var penalty = find(source, now);
    return penalty != null && penalty.enforced && penalty.end - now > own.toMillis();
  }

  /** Whether the network has done something of late; what ran off long ago is forgotten. */
  boolean remembers(Source source) {
    return bySource.containsKey(source);
  }

  private @Nullable Penalty find(Source source, long now) {
    var penalty = bySource.get(source);
    return penalty != null && penalty.end > now ? penalty : null;
  }

  /** Forgets what ran off long ago: a threshold's time. */
  void forget(long now) {
    long latest = now - settings.threshold().toMillis();
    while (!byEnd.isEmpty() && byEnd.getFirst().end <= latest) {
      remove(byEnd.getFirst());
    }
  }

  private void remove(Penalty penalty) {
    byEnd.remove(penalty);
    bySource.remove(penalty.source);
  }

  /** How many networks are remembered. */
  int size() {
    return bySource.size();
  }
}
