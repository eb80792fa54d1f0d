package gatehouse.game.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A sandbox by bubblewrap: user, mount, PID, network, IPC and UTS namespaces of the game's own, a
 * read-only system, and of this machine's other files only those of its {@link Room}.
 *
 * <pre>
 *   sh (leads the session) ─▶ bwrap ─▶ bwrap, pid 1 inside ─▶ choom, prlimit, env ─exec─▶ game
 * </pre>
 *
 * <p>Started by an ordinary user, bubblewrap makes a user namespace, in which the game has the uid
 * that it would have under root: NetHack names saves by it. The namespace counts the game's
 * processes apart from all others, and allows no further one inside, through which much of the
 * kernel could be reached.
 *
 * <p>Started by root, bubblewrap mounts as root, so that the data may lie where nobody else can go;
 * then {@code setpriv} gives up everything inside, and a second bubblewrap makes that user
 * namespace. Where user namespaces are denied, root can still do the rest; then the limit of
 * processes is that of all games together.
 *
 * <p>Two options are left out on purpose. {@code --die-with-parent} kills a game in the middle of
 * its save. {@code --new-session} takes the controlling terminal away, and new sizes with it; what
 * it protects from, a game that types into the terminal of the shell that it returns to, does not
 * exist here as the terminal ends with the game.
 */
final class Bubblewrap implements Confinement {

  private static final Path PROGRAM = Path.of("/usr/bin/bwrap");

  private static final List<Path> SYSTEM =
      paths("/usr", "/bin", "/lib", "/lib32", "/lib64", "/sbin");

  private static final List<Path> SYSTEM_FILES =
      paths("/etc/alternatives", "/etc/ld.so.cache", "/etc/terminfo");

  private static final String SESSION_LEADER = sessionLeader();

  private static final Limits PROBE =
      new Limits(16, 16, 1 << 20, 1 << 28, Duration.ofMinutes(1), 1, 1);

  private final Identity us;
  private final Identity runAs;
  private final boolean userNamespace;

  /**
   * For games started by {@code us}.
   *
   * @param userNamespace whether each has one, without which it takes root
   */
  Bubblewrap(Identity us, Identity runAs, boolean userNamespace) {
    if (!userNamespace && !us.isRoot()) {
      throw new IllegalArgumentException("only root can do without a user namespace");
    }
    this.us = us;
    this.runAs = runAs;
    this.userNamespace = userNamespace;
  }

  /** Tries it on a program that does nothing; blocks. Says why it cannot be used, if it cannot. */
  Optional<String> problem(Duration patience) {
    if (!Files.isExecutable(PROGRAM)) {
      return Optional.of("bubblewrap is not installed: Debian package bubblewrap");
    }
    var room = new Room(Map.of(), Map.of(), List.of(), Path.of("/"));
    var probe =
        new ProcessBuilder(confine(List.of("/bin/true"), room, PROBE))
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    probe.environment().clear();
    try {
      var process = probe.start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Optional.of("bubblewrap does not answer");
      }
      var said = new String(process.getInputStream().readNBytes(200), UTF_8).lines().findFirst();
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(said.orElse("bubblewrap: status " + process.exitValue()));
    } catch (IOException problem) {
      return Optional.of(String.valueOf(problem.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  @Override
  public List<String> confine(List<String> command, Room room, Limits limits) {
    var line = new ArrayList<>(List.of("/bin/sh", "-c", SESSION_LEADER, "gatehouse-game"));
    line.add(PROGRAM.toString());
    line.addAll(namespaces());
    line.addAll(system());
    for (Path folder : parents(room)) {
      line.addAll(List.of("--perms", "0755", "--dir", folder.toString()));
    }
    room.readable().stream()
        .filter(path -> SYSTEM.stream().noneMatch(path::startsWith))
        .forEach(path -> line.addAll(bind("--ro-bind", path, path)));
    room.overlays().forEach((inside, outside) -> line.addAll(bind("--ro-bind", outside, inside)));
    room.writable().forEach((inside, outside) -> line.addAll(bind("--bind", outside, inside)));
    line.addAll(List.of("--remount-ro", "/", "--"));
    if (us.isRoot()) {
      line.addAll(Unconfined.dropTo(runAs));
      if (userNamespace) {
        line.add(PROGRAM.toString());
        line.addAll(userNamespace());
        line.addAll(List.of("--dev-bind", "/", "/", "--"));
      }
    }
    line.addAll(limits.command());
    line.addAll(List.of("/usr/bin/env", "--default-signal", "--chdir=" + room.directory()));
    line.addAll(command);
    return line;
  }

  @Override
  public boolean ownTree() {
    return true;
  }

  @Override
  public boolean admits(GameEntry entry) {
    return true;
  }

  @Override
  public Identity seenAs() {
    return runAs;
  }

  @Override
  public Optional<String> warning() {
    return userNamespace
        ? Optional.empty()
        : Optional.of(
            "games have no user namespace, which this machine denies: gatehouse.game.limits.processes"
                + " is for all games together");
  }

  private List<String> namespaces() {
    var options = new ArrayList<>(List.of("--unshare-pid", "--unshare-net", "--unshare-ipc"));
    options.addAll(List.of("--unshare-uts", "--hostname", "gatehouse", "--cap-drop", "ALL"));
    if (us.isRoot()) {
      for (String needed : List.of("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")) {
        options.addAll(List.of("--cap-add", needed));
      }
    } else {
      options.addAll(userNamespace());
    }
    return options;
  }

  private List<String> userNamespace() {
    var uid = Integer.toString(runAs.uid());
    var gid = Integer.toString(runAs.gid());
    return List.of("--unshare-user", "--disable-userns", "--uid", uid, "--gid", gid);
  }

  private static List<String> system() {
    var options = new ArrayList<>(List.of("--proc", "/proc", "--dev", "/dev"));
    // Else /dev/shm would be memory without a limit.
    options.addAll(List.of("--remount-ro", "/dev"));
    options.addAll(List.of("--perms", "1777", "--size", "16777216", "--tmpfs", "/tmp"));
    for (Path path : SYSTEM) {
      if (Files.isSymbolicLink(path)) {
        options.addAll(List.of("--symlink", target(path), path.toString()));
      } else if (Files.isDirectory(path)) {
        options.addAll(bind("--ro-bind", path, path));
      }
    }
    options.addAll(List.of("--perms", "0755", "--dir", "/etc"));
    for (Path path : SYSTEM_FILES) {
      options.addAll(bind("--ro-bind-try", path, path));
    }
    return options;
  }

  /** Folders that lead to mounts: bubblewrap would make them for root alone. */
  private static Set<Path> parents(Room room) {
    var mounts = new ArrayList<>(room.readable());
    mounts.addAll(room.overlays().keySet());
    mounts.addAll(room.writable().keySet());
    var parents = new LinkedHashSet<Path>();
    for (Path mount : mounts) {
      for (int names = 1; names < mount.getNameCount(); names++) {
        parents.add(Path.of("/").resolve(mount.subpath(0, names)));
      }
    }
    parents.removeIf(parent -> SYSTEM.stream().anyMatch(parent::startsWith));
    return parents;
  }

  private static List<String> bind(String option, Path outside, Path inside) {
    return List.of(option, outside.toString(), inside.toString());
  }

  private static List<Path> paths(String... paths) {
    return Arrays.stream(paths).map(Path::of).toList();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot read the link " + link, problem);
    }
  }

  private static String sessionLeader() {
    try (var script = Bubblewrap.class.getResourceAsStream("session-leader.sh")) {
      return new String(script.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.joining("\n"));
    } catch (IOException problem) {
      throw new UncheckedIOException("session-leader.sh", problem);
    }
  }
}
