package gatehouse.stories;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSch;
import gatehouse.stories.Client.Call;
import gatehouse.stories.Client.Method;
import gatehouse.stories.Client.Shell;
import gatehouse.testkit.RemoteTerminal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.common.channel.PtyChannelConfiguration;

/** The clients that are libraries for Java, each as a {@link Client}. */
final class ClientLibraries {

  private static final String HERE = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ClientLibraries() {}

  static Shell sshj(Call call) throws Exception {
    var ssh = new SSHClient();
    ssh.addHostKeyVerifier(new PromiscuousVerifier());
    ssh.connect(HERE, call.port());
    ssh.auth(call.user(), sshjMethod(call));
    var session = ssh.startSession();
    session.allocatePTY("xterm", 80, 24, 0, 0, Map.of());
    var shell = session.startShell();
    // The one class it has for sessions knows the exit status; of its faces, only this one shows
    // it.
    var status = (Session.Command) shell;
    return new Shell(shell.getInputStream(), shell.getOutputStream(), status::getExitStatus, ssh);
  }

  private static AuthMethod sshjMethod(Call call) {
    var password = PasswordUtils.createOneOff(call.password().toCharArray());
    return switch (call.method()) {
      case NONE -> new AuthNone();
      case PASSWORD -> new AuthPassword(password);
      case KEYBOARD_INTERACTIVE ->
          new AuthKeyboardInteractive(new PasswordResponseProvider(password));
    };
  }

  static Shell jsch(Call call) throws Exception {
    var session = new JSch().getSession(call.user(), HERE, call.port());
    session.setConfig("StrictHostKeyChecking", "no");
    // By the JDK's ML-KEM, where the server's is BouncyCastle's; Debian's OpenSSH does not know it.
    session.setConfig("kex", "mlkem768x25519-sha256");
    // It tries "none" whatever is said here.
    session.setConfig("PreferredAuthentications", call.method().toString());
    session.setPassword(call.password().getBytes(StandardCharsets.UTF_8));
    session.connect((int) PATIENCE.toMillis());
    var shell = (ChannelShell) session.openChannel("shell");
    shell.setPtyType("xterm", 80, 24, 0, 0);
    var drawing = shell.getInputStream();
    var keys = shell.getOutputStream();
    shell.connect((int) PATIENCE.toMillis());
    return new Shell(drawing, keys, shell::getExitStatus, session::disconnect);
  }

  static Shell mina(Call call) throws Exception {
    var client = RemoteTerminal.client();
    var session = client.connect(call.user(), HERE, call.port()).verify(PATIENCE).getSession();
    if (call.method() != Method.NONE) {
      session.setUserAuthFactoriesNameList(call.method().toString());
      session.addPasswordIdentity(call.password());
    }
    session.auth().verify(PATIENCE);
    var terminal = new PtyChannelConfiguration();
    terminal.setPtyType("xterm");
    terminal.setPtyColumns(80);
    terminal.setPtyLines(24);
    ClientChannel shell = session.createShellChannel(terminal, Map.of());
    shell.setRedirectErrorStream(true);
    shell.open().verify(PATIENCE);
    return new Shell(
        shell.getInvertedOut(), shell.getInvertedIn(), shell::getExitStatus, client::stop);
  }
}
