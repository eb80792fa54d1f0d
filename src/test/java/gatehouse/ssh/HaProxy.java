package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** HAProxy, configured as {@code operating.md} says, before a front door. */
final class HaProxy implements AutoCloseable {

  private static final Path MANUAL = Path.of("src/site/markdown/operating.md");
  private static final Pattern SNIPPET = Pattern.compile("```haproxy\n(.*?)```", Pattern.DOTALL);
  private static final int ATTEMPTS = 5;

  private final Process process;
  private final int port;
  private final UnixDomainSocketAddress operator;

  private HaProxy(Process process, int port, UnixDomainSocketAddress operator) {
    this.process = process;
    this.port = port;
    this.operator = operator;
  }

  /**
   * Starts it on a free port of both loopback addresses.
   *
   * @param options what stands for {@code send-proxy-v2}
   */
  static HaProxy start(Path folder, Doorway doorway, String options) throws Exception {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      var started = attempt(folder, doorway, options);
      // Somebody else may have taken the port that was free.
      await().until(() -> !started.process.isAlive() || started.isUp());
      if (started.process.isAlive()) {
        return started;
      }
    }
    throw new AssertionError(Files.readString(folder.resolve("said")));
  }

  private static HaProxy attempt(Path folder, Doorway doorway, String options) throws IOException {
    int port = freePort();
    var socket = folder.resolve("operator");
    Files.deleteIfExists(socket);
    var config = folder.resolve("haproxy.cfg");
    Files.writeString(
        config,
        ("global\n  stats socket " + socket + "\n\n" + snippet())
            .replace("bind :22", "bind 127.0.0.1:%d,[::1]:%d".formatted(port, port))
            .replaceAll("10\\.0\\.0\\.1[0-9]:2222", "127.0.0.1:" + doorway.port())
            .replace("inter 2s", "inter 2s fastinter 100ms")
            .replace("send-proxy-v2", options));
    var process =
        new ProcessBuilder(NeedsRealPart.HAPROXY, "-db", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    return new HaProxy(process, port, UnixDomainSocketAddress.of(socket));
  }

  private static String snippet() throws IOException {
    var found = SNIPPET.matcher(Files.readString(MANUAL));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private boolean isUp() {
    try {
      return !states().isEmpty();
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** Its servers, a line each, with what its health checks found. */
  String states() throws IOException {
    try (var asking = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      asking.connect(operator);
      asking.write(ByteBuffer.wrap("show stat\n".getBytes(StandardCharsets.US_ASCII)));
      var answer = Channels.newInputStream(asking).readAllBytes();
      return new String(answer, StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith("gatehouse,gatehouse"))
          .reduce("", (all, line) -> all + line + "\n");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
