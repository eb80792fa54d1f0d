package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.LOCK_NB;
import static gatehouse.game.pty.Libc.LOCK_SH;
import static gatehouse.game.pty.Libc.O_CLOEXEC;
import static gatehouse.game.pty.Libc.O_RDONLY;

import gatehouse.game.pty.Ptys.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel's word on whether a program, or any process it started, still lives: a file that all
 * of them hold locked by {@code flock(2)}, through a descriptor that each inherits from the one
 * before. It outlives the process that started the program, and needs nobody to clean it up.
 *
 * <p>May be called by any thread; nothing blocks for longer than the file system does.
 */
public final class RunLock {

  /** The program waits that long for whoever else has the lock, and then ends with this status. */
  private static final int PATIENCE_SECONDS = 5;

  private static final int NOT_HAD = 75;

  private RunLock() {}

  /** The command that runs {@code command} in the same process, with the file made and locked. */
  public static List<String> holding(Path file, List<String> command) {
    var line =
        new ArrayList<>(
            List.of(
                "/usr/bin/flock",
                "--exclusive",
                "--wait",
                Integer.toString(PATIENCE_SECONDS),
                "--conflict-exit-code",
                Integer.toString(NOT_HAD),
                "--no-fork",
                file.toString()));
    line.addAll(command);
    return line;
  }

  /** Whether the program was ever started. */
  public static boolean wasTaken(Path file) {
    return Files.exists(file);
  }

  /** Whether the program, or what it started, lives. */
  public static boolean isHeld(Path file) {
    try (var arena = Arena.ofConfined()) {
      int fd = LIBC.open(arena.allocateFrom(file.toString()), O_RDONLY | O_CLOEXEC, 0);
      if (fd == -Errno.ENOENT) {
        return false;
      }
      Errno.check("cannot open " + file, fd);
      try {
        int result = LIBC.flock(fd, LOCK_SH | LOCK_NB);
        if (result == -Errno.EAGAIN) {
          return true;
        }
        Errno.check("cannot try the lock of " + file, result);
        return false;
      } finally {
        LIBC.close(fd);
      }
    }
  }

  /** Signals all processes that hold it, as far as we may. */
  public static void signalHolders(Path file, Signal signal) {
    ProcessHandle.allProcesses()
        .filter(process -> hasOpen(process.pid(), file))
        .forEach(process -> LIBC.kill((int) process.pid(), Child.number(signal)));
  }

  private static boolean hasOpen(long pid, Path file) {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return open.anyMatch(descriptor -> isLinkTo(descriptor, file));
    } catch (IOException | UncheckedIOException goneOrNotOurs) {
      return false;
    }
  }

  private static boolean isLinkTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
