package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.EPOLLIN;
import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.WNOHANG;

import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.game.pty.Ptys.Signalled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The program on a PTY as a child process, reaped as soon as it has ended. Used from the epoll
 * thread only, so that no signal can hit another process that got its number.
 */
final class Child {

  /** {@code struct rusage}: 18 numbers of 64 bits. */
  private static final long USAGE_NUMBERS = 18;

  private final int pid;
  private final int pidfd;
  private final Runnable ended;
  private final Epoll.Watch watch;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private boolean closed;

  /**
   * Watches a program that was started and not reaped.
   *
   * @param ended runs once, just before {@link #end} completes
   */
  Child(int pid, int pidfd, Epoll epoll, Runnable ended) {
    this.pid = pid;
    this.pidfd = pidfd;
    this.ended = ended;
    this.watch = epoll.watch(pidfd, events -> reap());
    watch.arm(EPOLLIN);
  }

  /** Completes on the epoll thread. */
  CompletableFuture<End> end() {
    return end;
  }

  /** Its number, which another process may get once it {@link #hasEnded}. */
  int pid() {
    return pid;
  }

  boolean hasEnded() {
    return end.isDone();
  }

  /**
   * Signals the program and everything in its session's foreground, each process once.
   *
   * @param foreground a process group; 0 or negative if there is none
   */
  void signal(Signal signal, int foreground) {
    if (closed) {
      return;
    }
    kill(-pid, signal);
    if (foreground > 0 && foreground != pid) {
      kill(-foreground, signal);
    }
  }

  private static void kill(int target, Signal signal) {
    int result = LIBC.kill(target, number(signal));
    if (result != -Errno.ESRCH) {
      Errno.check("cannot signal a program", result);
    }
  }

  /** As the kernel counts them. */
  static int number(Signal signal) {
    return switch (signal) {
      case HUP -> 1;
      case INT -> 2;
      case KILL -> 9;
      case TERM -> 15;
      case CONT -> 18;
      case STOP -> 19;
    };
  }

  private void reap() {
    try (var arena = Arena.ofConfined()) {
      var status = arena.allocate(ValueLayout.JAVA_INT);
      var usage = arena.allocate(ValueLayout.JAVA_LONG, USAGE_NUMBERS);
      int result = LIBC.wait4(pid, status, WNOHANG, usage);
      if (result == 0) {
        return;
      }
      unwatch();
      ended.run();
      if (result < 0) {
        end.completeExceptionally(Errno.failure("cannot tell how a program ended", -result));
      } else {
        end.complete(new End(decode(status.get(ValueLayout.JAVA_INT, 0)), cpu(usage)));
      }
    }
  }

  /** What {@code wait(2)} packs into an int. */
  static Exit decode(int status) {
    int signal = status & 0x7f;
    return signal == 0 ? new Exited((status >> 8) & 0xff) : new Signalled(signal);
  }

  /**
   * In {@code getrusage(2)}'s order: the program's time, then the kernel's. The peak of its memory
   * is there too, but what was spawned from a JVM has the JVM's.
   */
  private static Duration cpu(MemorySegment numbers) {
    return time(numbers, 0).plus(time(numbers, 2));
  }

  private static Duration time(MemorySegment numbers, long at) {
    long seconds = numbers.getAtIndex(ValueLayout.JAVA_LONG, at);
    long microseconds = numbers.getAtIndex(ValueLayout.JAVA_LONG, at + 1);
    return Duration.ofSeconds(seconds, microseconds * 1000);
  }

  private void unwatch() {
    if (!closed) {
      closed = true;
      watch.end();
      LIBC.close(pidfd);
    }
  }

  /** Stops watching; a program that still runs is left alone. */
  void close() {
    unwatch();
    end.completeExceptionally(new PtyException("how the program ends will not be known"));
  }

  /** Ends a child that nobody will watch. */
  static void killAndReap(int pid) {
    LIBC.kill(pid, number(Signal.KILL));
    try (var arena = Arena.ofConfined()) {
      LIBC.waitpid(pid, arena.allocate(ValueLayout.JAVA_INT), 0);
    }
  }
}
