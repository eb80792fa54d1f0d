package gatehouse.ssh;

import akka.Done;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Whether a client's terminal takes what the client has received, as far as the channel's window
 * tells: a client asks for more once its terminal has taken a part of it. Thread-safe.
 */
final class SshReceipts {

  private final BooleanSupplier reading;

  @GuardedBy("this")
  private final List<CompletableFuture<Done>> waiting = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  /**
   * Of one channel.
   *
   * @param reading whether so little is unread that the terminal must be taking it
   */
  SshReceipts(BooleanSupplier reading) {
    this.reading = reading;
  }

  /** Completes when little is unread; fails when the channel is gone. */
  synchronized CompletionStage<Done> whenRead() {
    if (closed) {
      return CompletableFuture.failedStage(gone());
    }
    if (reading.getAsBoolean()) {
      return CompletableFuture.completedStage(Done.getInstance());
    }
    var read = new CompletableFuture<Done>();
    waiting.add(read);
    return read;
  }

  /** The client has made room. */
  void onWindowExpanded() {
    if (reading.getAsBoolean()) {
      takeWaiting().forEach(read -> read.complete(Done.getInstance()));
    }
  }

  /** The channel is gone. Idempotent. */
  void closed() {
    synchronized (this) {
      closed = true;
    }
    takeWaiting().forEach(read -> read.completeExceptionally(gone()));
  }

  private synchronized List<CompletableFuture<Done>> takeWaiting() {
    var taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  private static EOFException gone() {
    return new EOFException("the connection is gone");
  }
}
