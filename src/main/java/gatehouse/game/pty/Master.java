package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.EPOLLIN;
import static gatehouse.game.pty.Libc.EPOLLONESHOT;
import static gatehouse.game.pty.Libc.EPOLLOUT;
import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.TIOCGPGRP;
import static gatehouse.game.pty.Libc.TIOCSWINSZ;

import gatehouse.terminal.TerminalSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The side of a PTY that a terminal would have. Nothing is watched unless asked for, and then once,
 * for a PTY whose program is gone is ready for ever. Used from the epoll thread only.
 */
final class Master {

  private final int fd;
  private final Epoll.Watch watch;

  /** All masters of an epoll thread share it. */
  private final MemorySegment buffer;

  private @Nullable Runnable whenReadable;
  private @Nullable Runnable whenWritable;
  private boolean closed;

  Master(int fd, Epoll epoll, MemorySegment buffer) {
    this.fd = fd;
    this.buffer = buffer;
    this.watch = epoll.watch(fd, this::ready);
  }

  /** Runs this once when there is something to read, or nothing will ever be. */
  void whenReadable(Runnable next) {
    whenReadable = next;
    arm();
  }

  /** Runs this once when there is room to write, or nobody will ever read. */
  void whenWritable(Runnable next) {
    whenWritable = next;
    arm();
  }

  private void arm() {
    int interest = (whenReadable == null ? 0 : EPOLLIN) | (whenWritable == null ? 0 : EPOLLOUT);
    watch.arm(interest | EPOLLONESHOT);
  }

  private void ready(int events) {
    boolean hungUp = (events & ~(EPOLLIN | EPOLLOUT)) != 0;
    var read = hungUp || (events & EPOLLIN) != 0 ? whenReadable : null;
    var write = hungUp || (events & EPOLLOUT) != 0 ? whenWritable : null;
    whenReadable = read == null ? whenReadable : null;
    whenWritable = write == null ? whenWritable : null;
    if (whenReadable != null || whenWritable != null) {
      arm();
    }
    if (read != null) {
      read.run();
    }
    if (write != null && !closed) {
      write.run();
    }
  }

  /** What one {@code read} into {@link #filled} gives, after the bytes already there. */
  int read(int already) {
    return (int) LIBC.read(fd, buffer.asSlice(already), buffer.byteSize() - already);
  }

  /** How much fits between two calls of {@link #filled}. */
  int room() {
    return (int) buffer.byteSize();
  }

  /** A copy of the first bytes read. */
  byte[] filled(int count) {
    return buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
  }

  /** What one {@code write} gives: how many of the bytes from there on were taken, or the error. */
  int write(byte[] bytes, int from) {
    int count = Math.min(bytes.length - from, room());
    MemorySegment.copy(bytes, from, buffer, ValueLayout.JAVA_BYTE, 0, count);
    return (int) LIBC.write(fd, buffer, count);
  }

  void resize(TerminalSize size) {
    resize(fd, size);
  }

  static void resize(int fd, TerminalSize size) {
    try (var arena = Arena.ofConfined()) {
      var window =
          arena.allocateFrom(
              ValueLayout.JAVA_SHORT,
              unsigned(size.rows()),
              unsigned(size.columns()),
              (short) 0,
              (short) 0);
      Errno.check("cannot resize a PTY", LIBC.ioctl(fd, TIOCSWINSZ, window));
    }
  }

  private static short unsigned(int cells) {
    return (short) Math.min(cells, 0xffff);
  }

  /** The process group in the foreground of the session; 0 or negative if there is none. */
  int foreground() {
    if (closed) {
      return 0;
    }
    try (var arena = Arena.ofConfined()) {
      var group = arena.allocate(ValueLayout.JAVA_INT);
      int result = LIBC.ioctl(fd, TIOCGPGRP, group);
      return result < 0 ? result : group.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** The kernel hangs up on the session; all else here must not be called any more. */
  void close() {
    if (!closed) {
      closed = true;
      watch.end();
      LIBC.close(fd);
    }
  }
}
