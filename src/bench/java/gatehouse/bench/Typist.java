package gatehouse.bench;

import gatehouse.testkit.RemoteTerminal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Somebody at the echo program who types a key, sees it, and types the next when it is time. */
final class Typist {

  private static final int PATIENCE_SECONDS = 10;

  /** Letters that do not end a control sequence of any that a screen is drawn with. */
  private static final String LETTERS = "opqvwxyz";

  private final RemoteTerminal terminal;
  private final Semaphore echoed = new Semaphore(0);
  private volatile long echoedAt;
  private int typed;

  Typist(RemoteTerminal terminal) {
    this.terminal = terminal;
    terminal.tap((bytes, from, length) -> {
      echoedAt = System.nanoTime();
      echoed.release();
    });
  }

  /**
   * Types for so long, with even pauses from a random moment on.
   *
   * @param types told each letter before it is typed
   * @param nanos told for each letter how long its echo took
   */
  void types(Duration time, double keysPerSecond, LetterConsumer types, LongConsumer nanos)
      throws IOException, InterruptedException {
    long pause = (long) (1e9 / keysPerSecond);
    long next = System.nanoTime() + ThreadLocalRandom.current().nextLong(pause);
    long end = System.nanoTime() + time.toNanos();
    for (; Math.max(next, System.nanoTime()) < end; next += pause) {
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      char letter = LETTERS.charAt(typed++ % LETTERS.length());
      types.accept(letter);
      nanos.accept(type(letter));
    }
  }

  /** Types a letter in the first column; how many nanoseconds its echo took. */
  private long type(char letter) throws IOException, InterruptedException {
    echoed.drainPermits();
    long start = System.nanoTime();
    terminal.types("\r" + letter);
    if (!echoed.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("a key was not echoed");
    }
    return echoedAt - start;
  }

  /** Hears of letters. */
  interface LetterConsumer {
    void accept(char letter);
  }
}
