package gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.util.ByteString;
import gatehouse.line.Line;
import gatehouse.terminal.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A person at a terminal: types, looks at what was written, hangs up. */
public final class FakeLine implements Line {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final StringBuilder written = new StringBuilder();
  private final ByteArrayOutputStream everything = new ByteArrayOutputStream();
  private final List<CompletableFuture<Done>> stalled = new ArrayList<>();
  private Optional<Listener> listener = Optional.empty();
  private TerminalSize size = TerminalSize.STANDARD;
  private int consumed;
  private final List<CompletableFuture<Done>> unanswered = new ArrayList<>();
  private boolean silent;
  private boolean stalling;
  private boolean gone;
  private OptionalInt exitStatus = OptionalInt.empty();

  @Override
  public String peer() {
    return "192.0.2.1:49152";
  }

  @Override
  public synchronized TerminalSize size() {
    return size;
  }

  @Override
  public String term() {
    return "xterm-256color";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public synchronized void listen(Listener to) {
    listener = Optional.of(to);
  }

  @Override
  public synchronized void consumed(int bytes) {
    consumed += bytes;
  }

  @Override
  public synchronized CompletionStage<Done> write(ByteString bytes) {
    if (gone) {
      return CompletableFuture.failedStage(new IOException("the connection is gone"));
    }
    written.append(bytes.decodeString(StandardCharsets.UTF_8));
    everything.writeBytes(bytes.toArray());
    if (!stalling) {
      return CompletableFuture.completedStage(Done.getInstance());
    }
    var taken = new CompletableFuture<Done>();
    stalled.add(taken);
    return taken;
  }

  @Override
  public synchronized CompletionStage<Done> received() {
    if (gone) {
      return CompletableFuture.failedStage(new IOException("the connection is gone"));
    }
    if (!silent) {
      return CompletableFuture.completedStage(Done.getInstance());
    }
    var answered = new CompletableFuture<Done>();
    unanswered.add(answered);
    return answered;
  }

  /** Receives nothing any more, though the connection takes it, until {@link #receivesAgain}. */
  public synchronized void receivesNothing() {
    silent = true;
  }

  /** Says that all has been received, and goes on saying so. */
  public void receivesAgain() {
    List<CompletableFuture<Done>> answered;
    synchronized (this) {
      silent = false;
      answered = List.copyOf(unanswered);
      unanswered.clear();
    }
    answered.forEach(one -> one.complete(Done.getInstance()));
  }

  @Override
  public synchronized void hangUp(int status) {
    if (exitStatus.isEmpty()) {
      exitStatus = OptionalInt.of(status);
    }
  }

  /** Types; {@code \r} is Enter. */
  public void types(String keys) {
    listening().typed(ByteString.fromString(keys));
  }

  /** Gives the window another size. */
  public void resizes(int columns, int rows) {
    Listener to = listening();
    synchronized (this) {
      size = new TerminalSize(columns, rows);
    }
    to.resized(size());
  }

  /** Loses the connection. */
  public void losesConnection() {
    Listener to = listening();
    synchronized (this) {
      gone = true;
    }
    to.hungUp();
  }

  /** Loses the connection without anybody hearing of it yet. */
  public synchronized void losesConnectionSilently() {
    gone = true;
  }

  /** Has another size from now on, without telling. */
  public synchronized void isResizedTo(int columns, int rows) {
    size = new TerminalSize(columns, rows);
  }

  /** Stops taking output until {@link #readsOn}. */
  public synchronized void stopsReading() {
    stalling = true;
  }

  /** Takes all that waits, and what comes. */
  public synchronized void readsOn() {
    stalling = false;
    stalled.forEach(taken -> taken.complete(Done.getInstance()));
    stalled.clear();
  }

  /** Waits until {@code text} has been written since the last time something was seen. */
  public void sees(String text) {
    await("to see: " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(shown()).contains(text));
    synchronized (this) {
      written.delete(0, written.indexOf(text) + text.length());
    }
  }

  /** What was written since something was last seen. */
  public synchronized String shown() {
    return written.toString();
  }

  /** All that was ever written. */
  public synchronized byte[] everything() {
    return everything.toByteArray();
  }

  /** Waits until this many bytes of keys have been dealt with. */
  public void hasConsumed(int bytes) {
    await("consumed")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(consumedBytes()).isEqualTo(bytes));
  }

  private synchronized int consumedBytes() {
    return consumed;
  }

  /** Waits until the line was hung up on with this status. */
  public void isHungUpOnWith(int status) {
    await("hang-up")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(status()).isEqualTo(OptionalInt.of(status)));
  }

  /** Whether the line was hung up on. */
  public boolean isHungUp() {
    return status().isPresent();
  }

  private synchronized OptionalInt status() {
    return exitStatus;
  }

  private Listener listening() {
    await("a listener").atMost(PATIENCE).until(() -> current().isPresent());
    return current().orElseThrow();
  }

  private synchronized Optional<Listener> current() {
    return listener;
  }
}
