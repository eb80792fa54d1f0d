package gatehouse.ssh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Lets so many do something costly at once; others wait in line, and not for ever. Who goes ahead
 * waits only for others who do. Thread-safe, and no method waits.
 */
final class Turns {

  /** Somebody in line. */
  interface Waiter {

    /** It is your turn, which ends with {@link #give}. Called by the executor. */
    void turn();

    /** It has taken too long; you are no longer in line. Called by the executor. */
    void tooLong();
  }

  private final Duration patience;
  private final InstantSource clock;
  private final Executor executor;

  @GuardedBy("this")
  private final Map<Waiter, Long> ahead = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<Waiter, Long> behind = new LinkedHashMap<>();

  @GuardedBy("this")
  private int free;

  Turns(int most, Duration patience, InstantSource clock, Executor executor) {
    this.free = most;
    this.patience = patience;
    this.clock = clock;
    this.executor = executor;
  }

  /** Takes a turn if it needs no waiting. */
  synchronized boolean take() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  /** Gets in line; the turn may come before this returns. */
  void await(Waiter waiter, boolean goesAhead) {
    synchronized (this) {
      if (free == 0) {
        (goesAhead ? ahead : behind).put(waiter, clock.millis());
        return;
      }
      free--;
    }
    executor.execute(waiter::turn);
  }

  /** Ends a turn, which goes to the next in line. */
  void give() {
    Waiter next;
    synchronized (this) {
      var line = ahead.isEmpty() ? behind : ahead;
      if (line.isEmpty()) {
        free++;
        return;
      }
      next = line.keySet().iterator().next();
      line.remove(next);
    }
    executor.execute(next::turn);
  }

  /** Leaves the line, if in it. */
  synchronized void leave(Waiter waiter) {
    ahead.remove(waiter);
    behind.remove(waiter);
  }

  /** Sends away who has waited too long. To be called a few times a second. */
  void sweep() {
    List<Waiter> tired = new ArrayList<>();
    synchronized (this) {
      long latest = clock.millis() - patience.toMillis();
      for (var line : List.of(ahead, behind)) {
        line.entrySet().stream()
            .takeWhile(waiting -> waiting.getValue() <= latest)
            .forEach(waiting -> tired.add(waiting.getKey()));
        tired.forEach(line::remove);
      }
    }
    tired.forEach(waiter -> executor.execute(waiter::tooLong));
  }
}
