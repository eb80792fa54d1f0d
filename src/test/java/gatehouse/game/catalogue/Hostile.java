package gatehouse.game.catalogue;

import static gatehouse.game.catalogue.HostileCalls.call;
import static gatehouse.game.catalogue.HostileCalls.room;
import static gatehouse.game.catalogue.HostileCalls.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.game.catalogue.HostileCalls.Call;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A game that tries all that no game may, and says of each attempt on its terminal whether it was
 * {@code held} or {@code OPEN}. It harms nobody where all is open: it looks, knocks, and takes away
 * what it has made.
 *
 * <p>Its arguments say where there is something to get, as {@code name=value}: the {@code data}
 * directory, {@code other} as the folder of another player, {@code tcp} and {@code udp} as ports of
 * this machine, {@code unix} and {@code abstract} as sockets, {@code service} and {@code victim} as
 * processes.
 */
final class Hostile {

  private static final long MEGABYTE = 1 << 20;

  /** What one attempt got; fails if it got nothing. */
  @FunctionalInterface
  private interface Attempt {
    String got() throws Exception;
  }

  private final Map<String, String> targets;
  private final Path home = Path.of(System.getenv().getOrDefault("HOME", "/"));

  private Hostile(Map<String, String> targets) {
    this.targets = targets;
  }

  /** Tries all, each on its own; ends with status 0. */
  public static void main(String[] arguments) {
    var targets =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    var hostile = new Hostile(targets);
    hostile.files();
    hostile.network();
    hostile.processes();
    hostile.privileges();
    hostile.kernel();
    hostile.amounts();
    System.out.println("tried everything");
    if (targets.containsKey("finale")) {
      hostile.finale();
    }
  }

  private void files() {
    attempt("reads-passwd", () -> more(Path.of("/etc/passwd"), 1));
    attempt("reads-shadow", () -> read(Path.of("/etc/shadow")));
    attempt("lists-data", () -> list(data("")));
    attempt("reads-host-key", () -> read(data("ssh/host_ed25519")));
    attempt("reads-database", () -> read(data("db/gatehouse.mv.db")));
    attempt("reads-log", () -> read(data("log/gatehouse.log")));
    attempt("reads-save-of-another", () -> read(target("other").resolve("game.save")));
    attempt("reads-options-of-another", () -> read(target("other").resolve(".options")));
    attempt("writes-to-another", () -> write(target("other").resolve("mark")));
    attempt("lists-players", () -> list(target("other").resolveSibling("")));
    attempt("writes-to-system", this::writesToSystem);
    attempt("writes-to-devices", this::writesToDevices);
    attempt("opens-disks", () -> anyDevice("vda", "sda", "nvme0n1", "mem", "kmsg", "fuse", "kvm"));
    attempt("follows-link-out", this::followsLinkOut);
  }

  private void network() {
    attempt("connects-to-loopback", () -> connects(InetAddress.getLoopbackAddress(), port("tcp")));
    attempt("sends-datagrams", this::sendsDatagram);
    attempt(
        "resolves-names", () -> InetAddress.getAllByName("localhost.localdomain")[0].toString());
    attempt("connects-to-unix-socket", this::connectsToUnixSocket);
    attempt(
        "connects-to-abstract-socket",
        () -> "socket " + HostileCalls.abstractSocket(told("abstract"), Call.CONNECT));
    attempt("sees-interfaces", () -> more(Path.of("/proc/net/dev"), 3));
  }

  private void processes() {
    attempt("sees-processes", () -> list(Path.of("/proc", told("service"))));
    attempt("reads-environment-of-service", () -> read(ofService("environ")));
    attempt("reads-memory-of-victim", () -> read(Path.of("/proc", told("victim"), "maps")));
    attempt("signals-service", () -> done(Call.KILL, number("service"), 0));
    attempt("signals-victim", () -> done(Call.KILL, number("victim"), 0));
    attempt("traces-victim", () -> done(Call.PTRACE, 0x4206, number("victim"), 0, 0));
    attempt("has-environment-of-service", this::unexpectedEnvironment);
    attempt("has-descriptors-of-service", this::unexpectedDescriptors);
  }

  private void privileges() {
    attempt("gains-root-by-setuid", () -> says("0", home.resolve("rootid").toString(), "-u"));
    attempt("may-gain-privileges", this::mayGainPrivileges);
    attempt("has-capabilities", this::capabilities);
    attempt("makes-user-namespace", () -> says("", "/usr/bin/unshare", "--user", "/bin/true"));
    attempt("mounts", () -> done(Call.MOUNT, text("x"), text("/tmp"), text("tmpfs"), 0, 0));
    attempt("renames-host", () -> done(Call.SETHOSTNAME, text("mine"), 4));
    attempt("dumps-core", this::coreLimit);
    attempt("gains-priority", () -> done(Call.SETPRIORITY, 0, 0, -5));
    attempt("sets-core-pattern", () -> opened(Path.of("/proc/sys/kernel/core_pattern")));
  }

  private void kernel() {
    var character = room(1);
    character.set(ValueLayout.JAVA_BYTE, 0, (byte) '\r');
    attempt("types-into-own-terminal", () -> done(Call.IOCTL, 0, 0x5412, character.address()));
    attempt("loads-bpf", () -> done(Call.BPF, 0, room(128).address(), 128));
    attempt("opens-perf-events", () -> done(Call.PERF_EVENT_OPEN, room(128).address(), 0, -1, -1));
    attempt("handles-page-faults", () -> done(Call.USERFAULTFD, 0));
    attempt("sets-up-io-uring", () -> done(Call.IO_URING_SETUP, 2, room(120).address()));
    attempt("adds-keys", () -> done(Call.ADD_KEY, text("user"), text("x"), text("y"), 1, -3));
  }

  private void amounts() {
    attempt("writes-1-gb-to-a-file", () -> fills(home, 1, 1024));
    attempt("writes-1-gb-to-files", () -> fills(home, 32, 32));
    attempt("writes-1-gb-to-tmp", () -> fills(Path.of("/tmp"), 32, 32));
    attempt("writes-1-gb-to-shared-memory", () -> fills(Path.of("/dev/shm"), 32, 32));
    attempt("takes-1-gb-of-memory", () -> done(Call.MMAP, 0, 1 << 30, 3, 0x22, -1, 0));
    attempt("takes-shared-memory", this::takesSharedMemory);
    attempt("starts-500-processes", this::startsProcesses);
  }

  /** Kills all that it can. */
  private void finale() {
    try {
      call(Call.KILL, -1, 9);
    } catch (IOException nobodyLeft) {
      System.out.println("nobody left");
    }
  }

  private static void attempt(String name, Attempt attempt) {
    try {
      System.out.println("OPEN " + name + ": " + oneLine(attempt.got()));
    } catch (Throwable held) { // Out of memory and threads is what some aim at.
      System.out.println("held " + name + ": " + oneLine(held.toString()));
    }
  }

  private static String oneLine(String text) {
    var line = text.replaceAll("[^!-~]+", " ");
    return line.substring(0, Math.min(120, line.length()));
  }

  private String told(String name) {
    return targets.getOrDefault(name, "");
  }

  private Path target(String name) {
    return Path.of(told(name));
  }

  private Path data(String file) {
    return target("data").resolve(file);
  }

  private Path ofService(String file) {
    return Path.of("/proc", told("service"), file);
  }

  private int port(String name) {
    return Integer.parseInt(told(name));
  }

  private long number(String name) {
    return Long.parseLong(told(name));
  }

  private static String done(Call call, long... arguments) throws IOException {
    return call + " gave " + call(call, arguments);
  }

  private static String read(Path file) throws IOException {
    try (var input = Files.newInputStream(file)) {
      return input.readNBytes(40).length + " bytes";
    }
  }

  /** Fails if the file has no more than so many lines. */
  private static String more(Path file, int lines) throws IOException {
    var all = Files.readAllLines(file);
    return all.size() > lines ? all.size() + " lines" : fail(all.size() + " lines");
  }

  private static String list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count() + " files";
    }
  }

  private static String write(Path file) throws IOException {
    Files.writeString(file, "mine");
    Files.delete(file);
    return file + " written";
  }

  private static String opened(Path file) throws IOException {
    Files.newOutputStream(file, StandardOpenOption.WRITE).close();
    return file + " opened";
  }

  private static String fail(String why) throws IOException {
    throw new IOException(why);
  }

  @FunctionalInterface
  private interface OnPath {
    String apply(Path path) throws IOException;
  }

  private static String any(OnPath action, String... paths) throws IOException {
    var problems = new ArrayList<String>();
    for (String path : paths) {
      try {
        return action.apply(Path.of(path));
      } catch (IOException refused) {
        problems.add(refused.getMessage());
      }
    }
    return fail(problems.toString());
  }

  private String writesToSystem() throws IOException {
    return any(Hostile::write, "/usr/mine", "/etc/mine", "/mine", "/home/mine", "/proc/mine");
  }

  private String writesToDevices() throws IOException {
    return any(Hostile::write, "/dev/mine", "/dev/shm/mine");
  }

  private static String anyDevice(String... names) throws IOException {
    return any(
        Hostile::opened, Arrays.stream(names).map(name -> "/dev/" + name).toArray(String[]::new));
  }

  private String followsLinkOut() throws IOException {
    var link = home.resolve("out");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, data("ssh/host_ed25519"));
    return read(link);
  }

  private static String connects(InetAddress host, int port) throws IOException {
    try (var socket = new Socket(host, port)) {
      return "connected to " + socket.getRemoteSocketAddress();
    }
  }

  /** The other end echoes. */
  private String sendsDatagram() throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(500);
      var loopback = InetAddress.getLoopbackAddress();
      socket.send(new DatagramPacket(new byte[1], 1, loopback, port("udp")));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return "answered";
    }
  }

  private String connectsToUnixSocket() throws IOException {
    try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(target("unix")))) {
      return "connected to " + socket.getRemoteAddress();
    }
  }

  private String unexpectedEnvironment() throws IOException {
    var names = new TreeMap<>(System.getenv()).keySet();
    names.removeAll(
        List.of("HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TZ", "USER", "PWD", "OLDPWD"));
    return names.isEmpty() ? fail("nothing") : names.toString();
  }

  /** All but the terminal, the empty file of the run's lock, and what Java itself has open. */
  private String unexpectedDescriptors() throws IOException {
    var unexpected = new ArrayList<String>();
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        var number = Integer.parseInt(descriptor.getFileName().toString());
        var file = Files.isSymbolicLink(descriptor) ? Files.readSymbolicLink(descriptor) : null;
        if (number > 2 && file != null && !ownFile(file.toString())) {
          unexpected.add(number + " " + file);
        }
      }
    }
    return unexpected.isEmpty() ? fail("none") : unexpected.toString();
  }

  private static boolean ownFile(String file) {
    return file.startsWith(System.getProperty("java.home"))
        || file.startsWith("/proc/")
        || file.matches("anon_inode:.*|pipe:.*|socket:.*|/dev/u?random");
  }

  private String mayGainPrivileges() throws IOException {
    long answer = call(Call.PRCTL, 39);
    return answer == 0 ? "no-new-privs is off" : fail("no-new-privs is on");
  }

  private String capabilities() throws IOException {
    var capabilities =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.matches("Cap(Inh|Prm|Eff|Amb):.*[1-9a-f].*"))
            .toList();
    return capabilities.isEmpty() ? fail("none") : capabilities.toString();
  }

  private String coreLimit() throws IOException {
    var line =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(limit -> limit.startsWith("Max core file size"))
            .findFirst()
            .orElse("");
    return line.matches("Max core file size +0 +0 .*") ? fail(line) : line;
  }

  private static String says(String expected, String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor(5, TimeUnit.SECONDS);
    return process.exitValue() == 0 && said.equals(expected) ? "said " + said : fail(said);
  }

  /** Writes so many files of so many megabytes, and deletes them again. */
  private static String fills(Path folder, int files, int megabytes) throws IOException {
    var made = new ArrayList<Path>();
    long written = 0;
    try {
      for (int file = 0; file < files; file++) {
        made.add(folder.resolve("fill" + file));
        try (var output = Files.newOutputStream(made.getLast())) {
          for (int megabyte = 0; megabyte < megabytes; megabyte++) {
            output.write(new byte[(int) MEGABYTE]);
            written++;
          }
        }
      }
      return written + " MB written";
    } catch (IOException full) {
      return fail("after " + written + " MB: " + full.getMessage());
    } finally {
      for (Path file : made) {
        Files.deleteIfExists(file);
      }
    }
  }

  private String takesSharedMemory() throws IOException {
    long segment = call(Call.SHMGET, 0, 1 << 30, 01600);
    call(Call.SHMCTL, segment, 0, 0);
    return "segment " + segment;
  }

  private String startsProcesses() throws IOException {
    var started = new ArrayList<Process>();
    try {
      for (int i = 0; i < 500; i++) {
        started.add(new ProcessBuilder("/bin/sleep", "60").start());
      }
      return started.size() + " started";
    } catch (IOException | OutOfMemoryError limited) {
      return fail("after " + started.size() + ": " + limited.getMessage());
    } finally {
      started.forEach(Process::destroyForcibly);
    }
  }
}
