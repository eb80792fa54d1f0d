package gatehouse.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.AcceptAllPublickeyAuthenticator;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * MINA's server as it comes, but for TCP_NODELAY; it lets in everybody who has a key, greets them,
 * and sends back what they type, without a PTY.
 */
public final class BareMinaServer {

  static final String READY = "listening on port ";

  private BareMinaServer() {}

  /** Runs for as long as whoever started it; the argument is the file of its host key. */
  public static void main(String[] arguments) throws Exception {
    var server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new FileKeyPairProvider(Path.of(arguments[0])));
    server.setPublickeyAuthenticator(AcceptAllPublickeyAuthenticator.INSTANCE);
    server.setShellFactory(channel -> new Echo());
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    server.start();
    System.out.println(READY + server.getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.stop(true);
  }

  /** What everybody gets. */
  private static final class Echo implements Command {

    private InputStream keys = InputStream.nullInputStream();
    private OutputStream screen = OutputStream.nullOutputStream();

    @Override
    public void start(ChannelSession channel, Environment environment) {
      Thread.ofVirtual().start(this::echo);
    }

    private void echo() {
      try {
        screen.write(BareMina.GREETING.getBytes(US_ASCII));
        screen.flush();
        var buffer = new byte[1024];
        for (int read = keys.read(buffer); read >= 0; read = keys.read(buffer)) {
          screen.write(buffer, 0, read);
          screen.flush();
        }
      } catch (IOException gone) {
        return;
      }
    }

    @Override
    public void setInputStream(InputStream keys) {
      this.keys = keys;
    }

    @Override
    public void setOutputStream(OutputStream screen) {
      this.screen = screen;
    }

    @Override
    public void setErrorStream(OutputStream errors) {}

    @Override
    public void setExitCallback(ExitCallback callback) {}

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
