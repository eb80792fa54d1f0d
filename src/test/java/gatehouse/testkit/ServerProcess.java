package gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The server as an operator starts it: a process of its own, on a free port, with its own data. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern READY =
      Pattern.compile("gatehouse is ready: ssh -p (\\d+) play@localhost");

  private static final Pattern SERVICES_READY =
      Pattern.compile("gatehouse is ready: auth at (\\S+), games at (\\S+)");

  private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

  private final Process process;
  private final Path console;

  private ServerProcess(Process process, Path console) {
    this.process = process;
    this.console = console;
  }

  /** Starts with this data directory and waits for the ready line. */
  public static ServerProcess start(Path data, Map<String, String> environment) throws IOException {
    return launch(data, environment).ready(READY);
  }

  /** Starts one that lets nobody in, and waits for the ready line. */
  public static ServerProcess startServices(Path data, Map<String, String> environment)
      throws IOException {
    return launch(data, environment).ready(SERVICES_READY);
  }

  /**
   * Starts with this command, run by whoever owns the data directory, and waits for the ready line.
   */
  public static ServerProcess start(
      List<String> command, Path data, Map<String, String> environment) throws IOException {
    return launch(command, data, environment).ready(READY);
  }

  private ServerProcess ready(Pattern line) {
    await("the ready line")
        .atMost(PATIENCE)
        .failFast(
            () -> assertThat(process.isAlive()).as("it ended, saying: %s", console()).isTrue())
        .until(() -> line.matcher(console()).find());
    return this;
  }

  /** Starts with this data directory and waits for nothing. */
  public static ServerProcess launch(Path data, Map<String, String> environment)
      throws IOException {
    return launch(data, environment, List.of());
  }

  /**
   * Starts as the child of a shell and waits for the ready line; {@link #losesParent} kills the
   * shell.
   */
  public static ServerProcess startWithParent(Path data) throws IOException {
    return launch(
            data,
            Map.of("JDK_JAVA_OPTIONS", "-Dgatehouse.stop-with-parent=true"),
            List.of("/bin/sh", "-c", "\"$@\" & wait", "sh"))
        .ready(READY);
  }

  private static ServerProcess launch(
      Path data, Map<String, String> environment, List<String> wrapper) throws IOException {
    var command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath(),
            "gatehouse.Gatehouse"));
    return launch(command, data, environment);
  }

  private static ServerProcess launch(
      List<String> command, Path data, Map<String, String> environment) throws IOException {
    Files.createDirectories(data);
    var console = Files.createTempFile(data, "console", ".txt");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(console.toFile());
    builder.environment().put("GATEHOUSE_SSH_PORT", "0");
    builder.environment().put("GATEHOUSE_SSH_HOST", "127.0.0.1");
    builder.environment().put("GATEHOUSE_MANAGEMENT_PORT", "0");
    builder.environment().put("GATEHOUSE_DATA_DIR", data.toString());
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start(), console);
  }

  /** Ours without the tests, whose log settings are not the server's. */
  private static String classPath() {
    var path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The port of the ready line. */
  public int port() {
    var ready = READY.matcher(console());
    assertThat(ready.find()).isTrue();
    return Integer.parseInt(ready.group(1));
  }

  /** Where its Auth Service listens, as its ready line says. */
  public String authAddress() {
    return services(1);
  }

  /** Where its Game Service listens, as its ready line says. */
  public String gameAddress() {
    return services(2);
  }

  private String services(int which) {
    var ready = SERVICES_READY.matcher(console());
    assertThat(ready.find()).isTrue();
    return ready.group(which);
  }

  /** All it has said on its console. */
  public String console() {
    try {
      return Files.readString(console);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Its process, for those who look closer. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** How many threads it has. */
  public int threads() throws IOException {
    try (var threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return (int) threads.count();
    }
  }

  /** How many bytes of its heap are in use after a collection of garbage. */
  public long heap() throws IOException, InterruptedException {
    jcmd("GC.run");
    var used = HEAP.matcher(jcmd("GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1)) << 10;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var run =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(said).isZero();
    return said;
  }

  /** Kills the shell it was started by, and waits until it has said this on its console. */
  public void losesParent(String lastWords) {
    process.destroyForcibly();
    await("last words").atMost(PATIENCE).until(() -> console().contains(lastWords));
  }

  /** Sends SIGTERM and waits; the answer is the exit status. */
  public int stop() throws InterruptedException {
    process.destroy();
    return exitStatus();
  }

  /** Waits for its end; the answer is the exit status. */
  public int exitStatus() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
