package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.LIBC;
import static gatehouse.game.pty.Libc.O_RDWR;
import static gatehouse.game.pty.Libc.POSIX_SPAWN_SETSID;
import static gatehouse.game.pty.Libc.POSIX_SPAWN_SETSIGDEF;
import static gatehouse.game.pty.Libc.POSIX_SPAWN_SETSIGMASK;

import gatehouse.game.pty.Ptys.PtyProgram;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.util.List;

/**
 * One {@code posix_spawn} of a program as the leader of a new session on a PTY.
 *
 * <p>The slave is opened <em>in the child</em>, as descriptor 0, which makes it the child's
 * controlling terminal; opened here, it would become that of a JVM that leads a session itself. The
 * child gets descriptors 0, 1 and 2, no blocked and no ignored signals, and an environment of its
 * own.
 */
final class PosixSpawn implements AutoCloseable {

  /** Room for any of glibc's opaque structures here; the largest has 336 bytes. */
  private static final long OPAQUE = 512;

  private final PtyProgram program;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment actions = arena.allocate(OPAQUE, Long.BYTES);
  private final MemorySegment attributes = arena.allocate(OPAQUE, Long.BYTES);

  private PosixSpawn(PtyProgram program) {
    this.program = program;
    check(LIBC.posix_spawn_file_actions_init(actions));
    check(LIBC.posix_spawnattr_init(attributes));
  }

  /**
   * Runs a program on the slave named and gives its process id, once it has been loaded. Blocks for
   * as long as that takes.
   */
  static int spawn(PtyProgram program, MemorySegment slave) {
    try (var spawn = new PosixSpawn(program)) {
      spawn.describeSession();
      spawn.describeFiles(slave);
      return spawn.run();
    }
  }

  private void describeSession() {
    // A set of signals is a bit each. sigfillset(3) would leave out two that glibc uses itself.
    var none = arena.allocate(OPAQUE, Long.BYTES);
    var all = arena.allocate(OPAQUE, Long.BYTES).fill((byte) -1);
    check(LIBC.posix_spawnattr_setsigmask(attributes, none));
    check(LIBC.posix_spawnattr_setsigdefault(attributes, all));
    int flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    check(LIBC.posix_spawnattr_setflags(attributes, (short) flags));
  }

  private void describeFiles(MemorySegment slave) {
    var directory = arena.allocateFrom(program.directory().toString());
    check(LIBC.posix_spawn_file_actions_addopen(actions, 0, slave, O_RDWR, 0));
    check(LIBC.posix_spawn_file_actions_adddup2(actions, 0, 1));
    check(LIBC.posix_spawn_file_actions_adddup2(actions, 0, 2));
    check(LIBC.posix_spawn_file_actions_addclosefrom_np(actions, 3));
    check(LIBC.posix_spawn_file_actions_addchdir_np(actions, directory));
  }

  private int run() {
    var environment =
        program.environment().entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .toList();
    var pid = arena.allocate(ValueLayout.JAVA_INT);
    var path = arena.allocateFrom(program.command().getFirst());
    check(
        LIBC.posix_spawn(
            pid, path, actions, attributes, strings(program.command()), strings(environment)));
    return pid.get(ValueLayout.JAVA_INT, 0);
  }

  /** A {@code char *[]}, ended by NULL. */
  private MemorySegment strings(List<String> strings) {
    var array = arena.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(strings.get(i)));
    }
    return array;
  }

  private void check(int error) {
    if (error != 0) {
      var path = program.command().getFirst();
      var directory = program.directory();
      // Failing to enter the directory and failing to load the program give the same errors.
      var what = Files.isExecutable(directory.resolve(".")) ? path : path + " in " + directory;
      throw Errno.failure("cannot run " + what, error);
    }
  }

  @Override
  public void close() {
    LIBC.posix_spawnattr_destroy(attributes);
    LIBC.posix_spawn_file_actions_destroy(actions);
    arena.close();
  }
}
