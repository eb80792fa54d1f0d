package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.O_CLOEXEC;
import static gatehouse.game.pty.Libc.O_NOCTTY;
import static gatehouse.game.pty.Libc.O_NONBLOCK;
import static gatehouse.game.pty.Libc.O_RDWR;
import static gatehouse.game.pty.Libc.SYS_PIDFD_OPEN;

import gatehouse.game.pty.Ptys.PtyProgram;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * A program just started on a new PTY, as three numbers that whoever holds this must see closed or
 * reaped.
 *
 * @param master the PTY's master side, non-blocking
 * @param pid the program, unreaped
 * @param pidfd becomes readable when it ends
 */
record Launch(int master, int pid, int pidfd) {

  private static final long LONGEST_NAME = 64;

  /** Says in one line what is wrong with a program that no system could run. */
  static Optional<String> problemWith(PtyProgram program) {
    var command = program.command();
    if (command.isEmpty()) {
      return Optional.of("cannot run an empty command");
    }
    if (!command.getFirst().startsWith("/")) {
      return Optional.of("cannot run " + command.getFirst() + ": not an absolute path");
    }
    if (!program.directory().isAbsolute()) {
      return Optional.of("cannot run " + command.getFirst() + " in a relative directory");
    }
    var environment = program.environment();
    if (environment.keySet().stream().anyMatch(name -> name.isEmpty() || name.contains("="))) {
      return Optional.of("cannot name a variable of the environment with '=' or with nothing");
    }
    if (command.stream().anyMatch(Launch::hasNul)
        || environment.keySet().stream().anyMatch(Launch::hasNul)
        || environment.values().stream().anyMatch(Launch::hasNul)) {
      return Optional.of("cannot pass a NUL to a program");
    }
    return Optional.empty();
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  /** Makes a PTY and starts a program on it. Blocks until the program has been loaded. */
  static Launch of(PtyProgram program) {
    int master =
        Errno.check(
            "cannot open a PTY", LIBC.posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    try {
      int pid = spawn(program, master);
      return new Launch(master, pid, watch(program, pid));
    } catch (RuntimeException failure) {
      LIBC.close(master);
      throw failure;
    }
  }

  private static int spawn(PtyProgram program, int master) {
    Errno.check("cannot open a PTY", LIBC.grantpt(master));
    Errno.check("cannot open a PTY", LIBC.unlockpt(master));
    Master.resize(master, program.size());
    try (var arena = Arena.ofConfined()) {
      var slave = arena.allocate(LONGEST_NAME);
      Errno.check("cannot name a PTY", -LIBC.ptsname_r(master, slave, LONGEST_NAME));
      return PosixSpawn.spawn(program, slave);
    }
  }

  private static int watch(PtyProgram program, int pid) {
    int pidfd = (int) LIBC.syscall(SYS_PIDFD_OPEN, pid, 0);
    if (pidfd < 0) {
      Child.killAndReap(pid);
      throw Errno.failure("cannot watch " + program.command().getFirst(), -pidfd);
    }
    return pidfd;
  }

  /** Closes the PTY again and ends the program. Blocks until it is reaped. */
  void undo() {
    LIBC.close(master);
    LIBC.close(pidfd);
    Child.killAndReap(pid);
  }
}
