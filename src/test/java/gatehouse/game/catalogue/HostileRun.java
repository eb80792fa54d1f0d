package gatehouse.game.catalogue;

import static gatehouse.game.catalogue.Installation.ALICE;
import static gatehouse.game.catalogue.Installation.BOB;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import gatehouse.game.catalogue.HostileCalls.Call;
import gatehouse.game.pty.LocalPtys;
import gatehouse.game.pty.PtySettings;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A machine with something to get, and {@link Hostile} let loose on it by {@link Launcher}'s plan
 * on a real PTY, while somebody else plays.
 */
final class HostileRun implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(90);

  private final ActorSystem<?> system;
  private final Path folder;
  private final Identity us;
  private final boolean foreign;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();
  private final LocalPtys ptys = LocalPtys.open(new PtySettings(4, 16_384, 65_536, SOON));

  /** What happened: all that the game wrote, how it ended, and what the other game answered. */
  record Outcome(List<String> lines, Exit exit, String neighbour) {

    /** What the game said of each attempt, by its name. */
    Map<String, String> attempts() {
      return lines.stream()
          .filter(line -> line.matches("(held|OPEN) [^:]+: .*"))
          .collect(Collectors.toMap(line -> line.substring(5, line.indexOf(':')), line -> line));
    }
  }

  /** For a service that {@code us} would have started; {@code folder} is made passable. */
  HostileRun(ActorSystem<?> system, Path folder, Identity us) throws IOException {
    this.system = system;
    this.folder = folder;
    this.us = us;
    this.foreign = !us.equals(Identity.ofThisProcess());
    mode(folder, "rwxr-xr-x");
    lay("data", "rwxr-xr-x");
    keep("ssh", "rwx------", "host_ed25519", "rw-------");
    keep("db", "rwxr-x---", "gatehouse.mv.db", "rw-r--r--");
    keep("log", "rwxr-x---", "gatehouse.log", "rw-r--r--");
    copyClasses();
    listen();
    var service = new ProcessBuilder(asUs(List.of("/bin/sleep", "600"))).start();
    open.add(service::destroyForcibly);
    targets.addAll(List.of("data=" + folder.resolve("data"), "service=" + service.pid()));
  }

  private void lay(String path, String mode) throws IOException {
    own(mode(Files.createDirectory(folder.resolve(path)), mode));
  }

  private void keep(String name, String mode, String file, String fileMode) throws IOException {
    lay("data/" + name, mode);
    own(mode(Files.writeString(folder.resolve("data").resolve(name).resolve(file), "x"), fileMode));
  }

  private static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private void own(Path path) throws IOException {
    if (foreign) {
      Files.setAttribute(path, "unix:gid", us.gid());
      Files.setAttribute(path, "unix:uid", us.uid());
    }
  }

  private void copyClasses() throws IOException {
    var compiled = Path.of("gatehouse", "game", "catalogue");
    var classes = Files.createDirectories(folder.resolve("classes").resolve(compiled));
    for (Path made = classes; !made.equals(folder); made = made.resolveSibling("..").normalize()) {
      mode(made, "rwxr-xr-x");
    }
    var source =
        Path.of(Hostile.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (var files = Files.newDirectoryStream(source.resolve(compiled), "Hostile*.class")) {
      for (Path file : files) {
        mode(Files.copy(file, classes.resolve(file.getFileName())), "rw-r--r--");
      }
    }
  }

  /** What a machine has to knock at: ports and sockets that answer everybody. */
  private void listen() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var tcp = new ServerSocket(0, 5, loopback);
    var udp = new DatagramSocket(0, loopback);
    open.add(tcp);
    open.add(udp);
    Thread.startVirtualThread(() -> echo(udp));
    var path = folder.resolve("unix");
    var unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    unix.bind(UnixDomainSocketAddress.of(path));
    open.add(unix);
    mode(path, "rwxrwxrwx");
    var name = "gatehouse-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    HostileCalls.call(Call.LISTEN, HostileCalls.abstractSocket(name, Call.BIND), 5);
    targets.addAll(List.of("tcp=" + tcp.getLocalPort(), "udp=" + udp.getLocalPort()));
    targets.addAll(List.of("unix=" + path, "abstract=" + name));
  }

  private static void echo(DatagramSocket socket) {
    var packet = new DatagramPacket(new byte[1], 1);
    try {
      while (true) {
        socket.receive(packet);
        socket.send(packet);
      }
    } catch (IOException closed) {
      return;
    }
  }

  /** Lets it loose; {@code settings} are on top of the reference. */
  Outcome of(String settings, String... more) throws IOException {
    var launcher = Launcher.createAs(us, LauncherSettings.from(config(settings, List.of())));
    var runs = new PlannedRuns(launcher);
    var victim = entry("victim", config(settings, List.of()));
    var neighbour = new AtomicReference<>("");
    var bob = spawn(runs.prepare(victim, BOB, "xterm"), neighbour);
    await().atMost(SOON).until(() -> neighbour.get().contains("ready"));
    var plain = entry("hostile", config(settings, List.of()));
    targets.add("other=" + furnish(runs, launcher, plain, BOB));
    targets.add("victim=" + innermost(victim.program().command().getLast()));
    targets.addAll(List.of(more));
    rootProgram(furnish(runs, launcher, plain, ALICE));
    var said = new AtomicReference<>("");
    var plan = runs.prepare(entry("hostile", config(settings, targets)), ALICE, "xterm");
    var exit = answer(ptys.end(spawn(plan, said))).exit();
    answer(ptys.write(bob, ByteString.fromString("still here\r")));
    await().atMost(SOON).until(() -> neighbour.get().contains("echo still here"));
    answer(ptys.hangUp(bob));
    return new Outcome(said.get().lines().toList(), exit, neighbour.get());
  }

  private Config config(String settings, List<String> arguments) {
    var games =
        """
        gatehouse.games {
          hostile {
            name = Hostile, readable = ["%%j", "%1$s"], options = "x", save = "game.save"
            command = ["%%j/bin/java", "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto"
              "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", "%1$s"
              "gatehouse.game.catalogue.Hostile", %2$s]
          }
          victim {
            name = Victim
            command = [/bin/sh, -c, "echo ready; while read line; do /bin/echo echo $line; done; : %3$s"]
          }
        }
        """
            .formatted(
                folder.resolve("classes"),
                arguments.stream()
                    .map(text -> "\"" + text + "\"")
                    .toList()
                    .toString()
                    .replaceAll("^\\[|\\]$", ""),
                folder);
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.parseString(games))
        .withFallback(ConfigFactory.defaultReference())
        .withValue("gatehouse.data-dir", ConfigValueFactory.fromAnyRef(folder + "/data"))
        .resolve();
  }

  private static GameEntry entry(String id, Config config) {
    return CatalogueReader.read(config).find(new GameId(id)).orElseThrow();
  }

  /** Makes a player's folder as a game of theirs would have left it. */
  private Path furnish(PlannedRuns runs, Launcher launcher, GameEntry entry, PlayerName player)
      throws IOException {
    runs.prepare(entry, player, "xterm");
    var own = launcher.ownFolder(entry, player);
    var save = Files.writeString(own.resolve("game.save"), "x");
    var owner = Identity.ownerOf(own);
    if (Identity.ofThisProcess().isRoot()) {
      Files.setAttribute(save, "unix:gid", owner.gid());
      Files.setAttribute(save, "unix:uid", owner.uid());
    }
    mode(save, "rw-------");
    return own;
  }

  /** A program that would make root of whoever runs it; only root can leave such. */
  private static void rootProgram(Path own) throws IOException {
    if (Identity.ofThisProcess().isRoot()) {
      var program = Files.copy(Path.of("/usr/bin/id"), own.resolve("rootid"));
      Files.setAttribute(program, "unix:mode", 0104755);
    }
  }

  private PtyId spawn(LaunchPlan plan, AtomicReference<String> said) {
    var program =
        new PtyProgram(
            asUs(plan.command()), plan.environment(), plan.directory(), TerminalSize.STANDARD);
    var pty = answer(ptys.spawn(program));
    ptys.read(pty, 0)
        .runWith(
            Sink.foreach(chunk ->
                said.accumulateAndGet(chunk.bytes().decodeString(ISO_8859_1), String::concat)),
            system);
    return pty;
  }

  private List<String> asUs(List<String> command) {
    return foreign
        ? Stream.concat(Unconfined.dropTo(us).stream(), command.stream()).toList()
        : command;
  }

  /** The process of this machine that runs the script, and none of those around it. */
  private static long innermost(String script) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.descendants().findAny().isEmpty())
        .filter(process -> commandLine(process).startsWith("/bin/sh\0-c\0" + script))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return assertThat(stage).succeedsWithin(SOON).actual();
  }

  @Override
  public void close() {
    answer(ptys.shutDown(Duration.ofSeconds(1)));
    ptys.close();
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (Exception impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
