package gatehouse.ssh;

import akka.Done;
import akka.util.ByteString;
import gatehouse.line.Line;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A session channel as a {@link Line}.
 *
 * <p>What happens on it is put into a queue, which whoever finds it untended empties into the
 * listener: so the listener hears one thing at a time and in order, and no lock is held meanwhile.
 * Before there is a listener nobody tends the queue; what it may hold is bounded by the window.
 */
final class SshLine implements Line {

  /** Of the sizes a window has within this time, as it is dragged, only the last is told. */
  private static final Duration RESIZE_PAUSE = Duration.ofMillis(20);

  private sealed interface News {}

  private record Typed(ByteString keys) implements News {}

  private record Resized() implements News {}

  private record HungUp() implements News {}

  private final SshChannel channel;
  private final SshOutput output;

  private final Queue<News> news = new ConcurrentLinkedQueue<>();

  /** How much news there is; until there is a listener one more, so that nobody tends the queue. */
  private final AtomicInteger untold = new AtomicInteger(1);

  private final AtomicBoolean resizeUntold = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Listener listener;
  private boolean over;

  private volatile TerminalSize size = TerminalSize.STANDARD;
  private volatile String term = "";
  private volatile Map<String, String> environment = Map.of();

  SshLine(SshChannel channel, SshOutput output) {
    this.channel = channel;
    this.output = output;
  }

  /** The terminal as the client describes it before the session starts. */
  void terminalIs(String term, TerminalSize size) {
    this.term = term;
    this.size = size;
  }

  /** The variables that came before the session starts. */
  void environmentIs(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The person typed. */
  void onTyped(ByteString keys) {
    tell(new Typed(keys));
  }

  /** The window has another size, of which the listener hears a moment later. */
  void onResized(TerminalSize size) {
    this.size = size;
    if (listener != null && !resizeUntold.getAndSet(true)) {
      channel.after(RESIZE_PAUSE, () -> tell(new Resized()));
    }
  }

  /** The channel is closing, whoever began it. Idempotent. */
  void onClosed() {
    if (!closed.getAndSet(true)) {
      output.closed();
      tell(new HungUp());
    }
  }

  @Override
  public String peer() {
    return channel.peer();
  }

  @Override
  public TerminalSize size() {
    return size;
  }

  @Override
  public String term() {
    return term;
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public void listen(Listener listener) {
    if (this.listener != null) {
      throw new IllegalStateException("somebody listens already");
    }
    this.listener = listener;
    while (untold.decrementAndGet() > 0) {
      tellNext();
    }
  }

  @Override
  public void consumed(int bytes) {
    channel.release(bytes);
  }

  @Override
  public CompletionStage<Done> write(ByteString bytes) {
    return output.write(bytes);
  }

  @Override
  public CompletionStage<Done> received() {
    return channel.received();
  }

  @Override
  public void hangUp(int exitStatus) {
    channel.hangUp(output, exitStatus);
  }

  private void tell(News latest) {
    news.add(latest);
    if (untold.getAndIncrement() == 0) {
      do {
        tellNext();
      } while (untold.decrementAndGet() > 0);
    }
  }

  private void tellNext() {
    var next = news.remove();
    var hears = listener;
    if (over || hears == null) {
      return;
    }
    switch (next) {
      case Typed(ByteString keys) -> hears.typed(keys);
      case Resized() -> {
        resizeUntold.set(false);
        hears.resized(size);
      }
      case HungUp() -> {
        over = true;
        hears.hungUp();
      }
    }
  }
}
