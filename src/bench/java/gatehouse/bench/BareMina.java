package gatehouse.bench;

import static org.awaitility.Awaitility.await;

import gatehouse.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The floor of any gateway in Java: a {@link BareMinaServer} in a process of its own. */
final class BareMina implements Subject {

  static final String GREETING = "ready";

  private final Process process;
  private final int port;

  BareMina(Path folder) throws IOException, InterruptedException {
    var hostKey = OpenSsh.makeHostKey(folder);
    var console = folder.resolve("console");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BareMinaServer.class.getName(),
                hostKey.toString())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    await("bare MINA")
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.readString(console).lines().anyMatch(BareMina::tellsPort));
    port =
        Files.readString(console)
            .lines()
            .filter(BareMina::tellsPort)
            .mapToInt(line -> Integer.parseInt(line.substring(BareMinaServer.READY.length())))
            .findFirst()
            .orElseThrow();
  }

  private static boolean tellsPort(String line) {
    return line.startsWith(BareMinaServer.READY);
  }

  @Override
  public String name() {
    return MINA;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String user() {
    return "play";
  }

  @Override
  public String greeting() {
    return GREETING;
  }

  @Override
  public ProcessTree processes() {
    return new ProcessTree(process.toHandle());
  }

  @Override
  public void settle() {
    processes().collectGarbage();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
