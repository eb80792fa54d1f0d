package gatehouse.ssh;

import akka.Done;
import akka.util.ByteString;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import gatehouse.telemetry.Meters;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.apache.sshd.common.channel.ChannelAsyncOutputStream;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to one person. MINA takes one write at a time and completes it when the
 * client's window and the socket have had room for all of it; what comes meanwhile waits here.
 *
 * <pre>
 *   open ──leave──▶ leaving ──all sent──▶ (the channel says goodbye)
 *     └────────────────┴──────closed────▶ closed
 * </pre>
 *
 * <p>Thread-safe. The next write is started on the executor, as starting it where the last one was
 * completed would nest ever deeper.
 */
final class SshOutput {

  private enum State {
    OPEN,
    LEAVING,
    CLOSED
  }

  private enum Place {
    FIRST,
    LATER,
    TOO_LATE,
    TOO_MUCH
  }

  private record Unsent(ByteString bytes, CompletableFuture<Done> sent) {}

  private final ChannelAsyncOutputStream stream;
  private final Executor executor;
  private final int limit;
  private final IntConsumer goodbye;
  private final Runnable overflow;

  @GuardedBy("this")
  private final Queue<Unsent> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private State state = State.OPEN;

  @GuardedBy("this")
  private boolean sending;

  @GuardedBy("this")
  private int pending;

  @GuardedBy("this")
  private int exitStatus;

  /**
   * Nothing on its way yet.
   *
   * @param limit how many bytes may wait behind others
   * @param goodbye told the exit status when, after {@link #leave}, all is sent
   * @param overflow told when more than {@code limit} would have to wait
   */
  SshOutput(
      ChannelAsyncOutputStream stream,
      Executor executor,
      int limit,
      IntConsumer goodbye,
      Runnable overflow) {
    this.stream = stream;
    this.executor = executor;
    this.limit = limit;
    this.goodbye = goodbye;
    this.overflow = overflow;
  }

  /** Sends {@code bytes} after all that was written before; see {@link gatehouse.line.Line}. */
  CompletionStage<Done> write(ByteString bytes) {
    var unsent = new Unsent(bytes, new CompletableFuture<>());
    switch (enqueue(unsent)) {
      case FIRST -> send(unsent);
      case LATER -> {}
      case TOO_LATE -> unsent.sent().completeExceptionally(new EOFException("the line is closed"));
      case TOO_MUCH -> {
        unsent.sent().completeExceptionally(new IOException("too much output is waiting"));
        overflow.run();
      }
    }
    return unsent.sent();
  }

  private synchronized Place enqueue(Unsent unsent) {
    int size = unsent.bytes().size();
    if (state != State.OPEN) {
      return Place.TOO_LATE;
    }
    if (pending > 0 && pending + size > limit) {
      return Place.TOO_MUCH;
    }
    waiting.add(unsent);
    pending += size;
    if (sending) {
      return Place.LATER;
    }
    sending = true;
    return Place.FIRST;
  }

  /** Takes nothing more, and says goodbye once all is sent. Idempotent. */
  void leave(int status) {
    boolean idle;
    synchronized (this) {
      if (state != State.OPEN) {
        return;
      }
      state = State.LEAVING;
      exitStatus = status;
      idle = !sending;
    }
    if (idle) {
      goodbye.accept(status);
    }
  }

  /** The channel is gone: whatever is not sent never will be. Idempotent. */
  void closed() {
    List<Unsent> lost;
    synchronized (this) {
      state = State.CLOSED;
      lost = new ArrayList<>(waiting);
      waiting.clear();
      pending = 0;
    }
    var gone = new EOFException("the connection is gone");
    lost.forEach(unsent -> unsent.sent().completeExceptionally(gone));
  }

  private void send(Unsent next) {
    var buffer = new ByteArrayBuffer(next.bytes().toArrayUnsafe());
    try {
      // Otherwise this thread would be made to wait while keys are exchanged anew.
      ThreadUtils.runAsInternal(buffer, stream::writeBuffer)
          .addListener(written -> onWritten(next, written));
    } catch (IOException | RuntimeException refused) {
      closed();
    }
  }

  private void onWritten(Unsent last, IoWriteFuture written) {
    if (!written.isWritten()) {
      closed();
      return;
    }
    synchronized (this) {
      if (state != State.CLOSED) {
        waiting.remove();
        pending -= last.bytes().size();
      }
    }
    Meters.BYTES_OUT.inc(last.bytes().size());
    // Whatever this makes somebody write joins the queue, as we are still sending.
    last.sent().complete(Done.getInstance());
    sendNext();
  }

  private void sendNext() {
    @Nullable Unsent next;
    boolean done;
    int status;
    synchronized (this) {
      next = waiting.peek();
      sending = next != null;
      done = next == null && state == State.LEAVING;
      status = exitStatus;
    }
    if (next != null) {
      var started = next;
      executor.execute(() -> send(started));
    } else if (done) {
      goodbye.accept(status);
    }
  }
}
