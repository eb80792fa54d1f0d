package gatehouse.telemetry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/**
 * Measures how long one game takes to answer a key. A game does not say which key its output
 * answers: measured is from the first key since the last output to the next output. Thread-safe.
 */
public final class KeyToOutput {

  /** What comes later is no answer to that key. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final long NO_KEY = 0;

  private final LongSupplier nanos;
  private final DoubleConsumer seconds;
  private final AtomicLong since = new AtomicLong(NO_KEY);

  /** Measures into {@link Meters#KEY_TO_OUTPUT}. */
  public KeyToOutput() {
    this(System::nanoTime, Meters.KEY_TO_OUTPUT::observe);
  }

  KeyToOutput(LongSupplier nanos, DoubleConsumer seconds) {
    this.nanos = nanos;
    this.seconds = seconds;
  }

  /** A key has come in. */
  public void key() {
    if (since.get() == NO_KEY) {
      since.compareAndSet(NO_KEY, nanos.getAsLong() | 1);
    }
  }

  /** Output is on its way out. */
  public void output() {
    if (since.get() == NO_KEY) {
      return;
    }
    long key = since.getAndSet(NO_KEY);
    long took = nanos.getAsLong() - key;
    if (key != NO_KEY && took <= LONGEST.toNanos()) {
      seconds.accept(took / 1e9);
    }
  }
}
