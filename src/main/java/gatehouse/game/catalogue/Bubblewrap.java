package gatehouse.game.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.game.catalogue.LauncherSettings.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * A sandbox by bubblewrap: mount, PID, network, IPC and UTS namespaces of the game's own, a
 * read-only system, and of this machine's other files only those of its {@link Room}.
 *
 * <pre>
 *   sh (leads the session) ─▶ bwrap ─▶ bwrap, pid 1 inside ─▶ setpriv, prlimit, env ─exec─▶ game
 * </pre>
 *
 * <p>Started by root, bubblewrap mounts as root, so that the data may lie where nobody else can go,
 * and {@code setpriv} gives up everything inside. Started by another user it needs a user
 * namespace, in which the game has the same uid as it would have under root: NetHack names saves by
 * it.
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

  private final Identity us;
  private final Identity runAs;
  private final Limits limits;

  Bubblewrap(Identity us, Identity runAs, Limits limits) {
    this.us = us;
    this.runAs = runAs;
    this.limits = limits;
  }

  /** Tries it on a program that does nothing; blocks. Says why it cannot be used, if it cannot. */
  Optional<String> problem(LauncherSettings settings) {
    if (!Files.isExecutable(PROGRAM)) {
      return Optional.of("bubblewrap is not installed: Debian package bubblewrap");
    }
    var room = new Room(Map.of(), Map.of(), List.of(), Path.of("/"));
    var probe =
        new ProcessBuilder(confine(List.of("/bin/true"), room))
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    probe.environment().clear();
    try {
      var process = probe.start();
      if (!process.waitFor(settings.probeTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
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
  public List<String> confine(List<String> command, Room room) {
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
    }
    line.addAll(Unconfined.limited(limits));
    line.addAll(List.of("/usr/bin/env", "--default-signal", "--chdir=" + room.directory()));
    line.addAll(command);
    return line;
  }

  @Override
  public boolean ownTree() {
    return true;
  }

  @Override
  public Identity seenAs() {
    return runAs;
  }

  @Override
  public Optional<String> warning() {
    return Optional.empty();
  }

  private List<String> namespaces() {
    var options = new ArrayList<>(List.of("--unshare-pid", "--unshare-net", "--unshare-ipc"));
    options.addAll(List.of("--unshare-uts", "--hostname", "gatehouse", "--cap-drop", "ALL"));
    if (us.isRoot()) {
      for (String needed : List.of("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")) {
        options.addAll(List.of("--cap-add", needed));
      }
    } else {
      options.addAll(List.of("--unshare-user", "--uid", Integer.toString(runAs.uid())));
      options.addAll(List.of("--gid", Integer.toString(runAs.gid())));
    }
    return options;
  }

  private static List<String> system() {
    var options = new ArrayList<>(List.of("--proc", "/proc", "--dev", "/dev"));
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
