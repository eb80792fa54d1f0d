package gatehouse.bench;

import static org.awaitility.Awaitility.await;

import gatehouse.testkit.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * Debian's sshd (package openssh-server) as whoever runs the harness, with its defaults but for the
 * number of people it lets in at once. Everybody gets the echo program in place of a shell.
 */
final class OpenSsh implements Subject {

  static final Path PROGRAM = Path.of("/usr/sbin/sshd");

  private final int port;
  private final Process process;

  /**
   * @param publicKey a line of {@code authorized_keys}
   */
  OpenSsh(Path folder, String publicKey) throws IOException, InterruptedException {
    port = freePort();
    var hostKey = makeHostKey(folder);
    var keys = Files.writeString(folder.resolve("authorized_keys"), publicKey + "\n");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    var config =
        Files.writeString(
            folder.resolve("sshd_config"),
            """
            ListenAddress 127.0.0.1
            Port %d
            HostKey %s
            AuthorizedKeysFile %s
            StrictModes no
            PermitRootLogin yes
            PidFile none
            UsePAM no
            PrintMotd no
            PrintLastLog no
            MaxStartups 1000
            ForceCommand /bin/sh -c 'stty raw -echo; echo ready; exec cat'
            """
                .formatted(port, hostKey, keys));
    if (ProcessHandle.current().info().user().orElse("").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd")); // it insists on that as root
    }
    process =
        new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    await("sshd").atMost(Duration.ofSeconds(10)).until(this::listens);
  }

  /** An Ed25519 key without a passphrase. */
  static Path makeHostKey(Path folder) throws IOException, InterruptedException {
    var hostKey = folder.resolve("host-key");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", hostKey.toString());
    return hostKey;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException(List.of(command) + " failed");
    }
  }

  @Override
  public String name() {
    return OPENSSH;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String user() {
    return System.getProperty("user.name");
  }

  @Override
  public String greeting() {
    return "ready";
  }

  @Override
  public ProcessTree processes() {
    return new ProcessTree(process.toHandle());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
