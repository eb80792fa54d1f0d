package gatehouse.game.pty;

import akka.util.ByteString;
import gatehouse.game.pty.Ptys.Chunk;
import org.jspecify.annotations.Nullable;

/**
 * What the program on a PTY writes, for one reader at a time and at its pace. Used from the epoll
 * thread only.
 *
 * <pre>
 *   ... bytes read before | latest chunk | in the kernel, at most some 20 KiB | not written yet
 *                         ▲              ▲
 *                    a reader may begin anywhere here
 * </pre>
 *
 * <p>The latest chunk is kept, since a reader may end without having seen what it was handed last.
 * Another reader may begin there, and nothing is lost in between.
 */
final class Output {

  /** Who gets the bytes; each method is called on the epoll thread and returns at once. */
  interface Reader {

    /** The one chunk that was asked for. */
    void chunk(Chunk chunk);

    /** There will be no more. */
    void end();

    /** There will be no more for this reader. */
    void fail(PtyException why);
  }

  private static final Chunk NOTHING = new Chunk(0, ByteString.emptyByteString());

  private final Master master;
  private Chunk latest = NOTHING;
  private @Nullable Reader reader;

  /** Where the reader is: in the latest chunk, or at its end. */
  private long position;

  /** The reader waits for a chunk. */
  private boolean wanted;

  /** The kernel has said that there is nothing to read. */
  private boolean drained;

  private boolean programEnded;
  private boolean ended;

  Output(Master master) {
    this.master = master;
  }

  /** Puts a reader in place of the one before, unless it asks for what is not at hand. */
  void attach(Reader newcomer, long from) {
    if (from < latest.offset() || from > offset()) {
      newcomer.fail(
          new PtyException(
              "cannot read from offset %d: at hand is what follows %d to %d"
                  .formatted(from, latest.offset(), offset())));
      return;
    }
    fail(new PtyException("another reader took over at offset " + from));
    reader = newcomer;
    position = from;
  }

  /** The reader is gone; what the program writes stays in the kernel. */
  void detach(Reader leaver) {
    if (leaver.equals(reader)) {
      reader = null;
      wanted = false;
    }
  }

  /** The reader wants one chunk more. */
  void pull(Reader asking) {
    if (asking.equals(reader)) {
      wanted = true;
      advance();
    }
  }

  /** What the kernel does not have by now was never written. */
  void programEnded() {
    programEnded = true;
    advance();
  }

  /** No more reading: the master is about to be closed. */
  void close() {
    ended = true;
    advance();
  }

  /** Ends the reader, if there is one. */
  void fail(PtyException why) {
    var failing = reader;
    reader = null;
    wanted = false;
    if (failing != null) {
      failing.fail(why);
    }
  }

  /** How many bytes the program has written that were read. */
  private long offset() {
    return latest.offset() + latest.bytes().length();
  }

  private void advance() {
    if (!wanted) {
      return;
    }
    if (position == offset() && !ended) {
      read();
    }
    if (position < offset()) {
      deliver();
    } else if (ended) {
      end();
    }
  }

  private void read() {
    if (drained && !programEnded) {
      awaitMore();
      return;
    }
    int filled = 0;
    int result;
    do {
      result = master.read(filled);
      filled += Math.max(0, result);
    } while (result > 0 && filled < master.room());
    if (filled > 0) {
      latest = new Chunk(offset(), ByteString.fromArrayUnsafe(master.filled(filled)));
    }
    drained = result == -Errno.EAGAIN || result == -Errno.EINTR;
    ended = drained ? programEnded : result <= 0;
    if (filled == 0 && !ended) {
      awaitMore();
    }
  }

  private void awaitMore() {
    master.whenReadable(() -> {
      drained = false;
      advance();
    });
  }

  private void deliver() {
    var wanting = reader;
    if (wanting != null) {
      var chunk = new Chunk(position, latest.bytes().drop((int) (position - latest.offset())));
      position = offset();
      wanted = false;
      wanting.chunk(chunk);
    }
  }

  private void end() {
    var ending = reader;
    reader = null;
    wanted = false;
    if (ending != null) {
      ending.end();
    }
  }
}
