package gatehouse.game.pty;

import akka.Done;
import akka.util.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is typed into a PTY, in order. Bytes wait here, up to a limit, while the kernel has no room
 * for them because the program does not read.
 *
 * <p>When bytes have waited too long they are dropped and all that was typed after them too: a
 * program must not get the second half of something whose first half is lost.
 */
final class Input {

  private static final class Typed {

    private final byte[] bytes;
    private final long deadline;
    private final CompletableFuture<Done> taken = new CompletableFuture<>();
    private int position;

    private Typed(byte[] bytes, long deadline) {
      this.bytes = bytes;
      this.deadline = deadline;
    }
  }

  private final Epoll epoll;
  private final Master master;
  private final int limit;
  private final Duration timeout;

  /** Bytes accepted and not yet taken by the kernel; counted by those who type. */
  private final AtomicInteger waitingBytes = new AtomicInteger();

  /** Of the epoll thread, like all below. */
  private final ArrayDeque<Typed> waiting = new ArrayDeque<>();

  private boolean stuck;
  private boolean timing;
  private @Nullable String closed;

  Input(Epoll epoll, Master master, PtySettings settings) {
    this.epoll = epoll;
    this.master = master;
    this.limit = settings.writeBuffer();
    this.timeout = settings.writeTimeout();
  }

  /** Accepts bytes from any thread; the stage is completed on the epoll thread. */
  CompletionStage<Done> write(ByteString bytes) {
    int length = bytes.length();
    int before = waitingBytes.getAndAdd(length);
    if (length > limit - before) {
      waitingBytes.addAndGet(-length);
      return CompletableFuture.failedFuture(
          new PtyException(
              "cannot take %d bytes: %d of at most %d wait for the program to read"
                  .formatted(length, before, limit)));
    }
    var typed = new Typed(bytes.toArrayUnsafe(), System.nanoTime() + timeout.toNanos());
    if (!epoll.post(() -> accept(typed))) {
      return CompletableFuture.failedFuture(new PtyException("PTYs are closed"));
    }
    return typed.taken.minimalCompletionStage();
  }

  private void accept(Typed typed) {
    waiting.add(typed);
    if (closed != null) {
      fail(closed);
    } else if (stuck) {
      watchTheClock();
    } else {
      flush();
    }
  }

  private void flush() {
    stuck = false;
    for (var typed = waiting.peek(); typed != null && !stuck; typed = waiting.peek()) {
      int left = typed.bytes.length - typed.position;
      int count = left == 0 ? 0 : master.write(typed.bytes, typed.position);
      if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
        stuck = true;
      } else if (count < 0) {
        fail("cannot write to a PTY: " + Errno.describe(-count));
      } else {
        typed.position += count;
        if (count == left) {
          waiting.remove();
          waitingBytes.addAndGet(-typed.bytes.length);
          typed.taken.complete(Done.getInstance());
        }
      }
    }
    if (stuck) {
      master.whenWritable(this::flush);
      watchTheClock();
    }
  }

  private void watchTheClock() {
    var oldest = waiting.peek();
    if (oldest != null && !timing) {
      timing = true;
      epoll.after(Duration.ofNanos(oldest.deadline - System.nanoTime()), this::onTime);
    }
  }

  private void onTime() {
    timing = false;
    var oldest = waiting.peek();
    if (oldest != null && oldest.deadline - System.nanoTime() <= 0) {
      fail("the program has not read what was typed within " + timeout.toMillis() + " ms");
    }
    watchTheClock();
  }

  /** Drops all that waits. */
  private void fail(String why) {
    for (var typed = waiting.poll(); typed != null; typed = waiting.poll()) {
      waitingBytes.addAndGet(-typed.bytes.length);
      typed.taken.completeExceptionally(new PtyException(why));
    }
  }

  /** No more writing; the first reason is the one told. */
  void close(String why) {
    if (closed == null) {
      closed = why;
      fail(why);
    }
  }
}
