package gatehouse.ssh;

import java.util.concurrent.TimeUnit;

/**
 * How often a client may have the keys exchanged again, which costs the server more than the
 * client: as often as it likes after much output, as is usual; else so often at once, and then once
 * in a while.
 */
final class Rekeying {

  /** How often at once. */
  static final int AT_ONCE = 16;

  /** After which time once more. */
  static final long PAUSE = TimeUnit.SECONDS.toNanos(30);

  /** What is much output. */
  static final long MUCH = 512 * 1024;

  /** How long from {@link #asOf} on until all exchanges are forgotten. */
  private long owed;

  private long asOf;

  /**
   * Of a connection that begins.
   *
   * @param now by {@link System#nanoTime}
   */
  Rekeying(long now) {
    asOf = now;
  }

  /** Whether it may be done now, when {@code sent} bytes were sent since the last time. */
  boolean isAllowed(long now, long sent) {
    if (sent >= MUCH) {
      return true;
    }
    owed = Math.max(0, owed - (now - asOf)) + PAUSE;
    asOf = now;
    return owed <= AT_ONCE * PAUSE;
  }
}
