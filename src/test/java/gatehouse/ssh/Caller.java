package gatehouse.ssh;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.awaitility.Awaitility;

/** Somebody outside with MINA's client, who answers prompts and reads only when told to. */
final class Caller implements AutoCloseable, UserInteraction {

  static {
    // A MINA that closes shuts its threads down while the JDK may still have an event for them,
    // which
    // then fails there, during the wait of whatever test is next.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  /** Small, so that little is under way that has not been read. */
  static final int WINDOW = 64 * 1024;

  private final SshClient client = SshClient.setUpDefaultClient();
  private final List<String> prompts = new CopyOnWriteArrayList<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private final AtomicReference<String> farewell = new AtomicReference<>("");
  private final ClientSession session;

  /** Connects as {@code user}, but does not sign in yet. */
  Caller(Doorway doorway, String user) throws IOException {
    this(doorway, user, "127.0.0.1", new byte[0]);
  }

  /** Connects from another address of this machine, which has all of 127.0.0.0/8. */
  Caller(Doorway doorway, String user, String from) throws IOException {
    this(doorway, user, from, new byte[0]);
  }

  private Caller(Doorway doorway, String user, String from, byte[] header) throws IOException {
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.addSessionListener(new Ear());
    client.setClientProxyConnector(
        connection -> connection.getIoSession().writeBuffer(new ByteArrayBuffer(header)));
    client.setUserInteraction(this);
    CoreModuleProperties.WINDOW_SIZE.set(client, (long) WINDOW);
    CoreModuleProperties.PASSWORD_PROMPTS.set(client, 20);
    client.start();
    var at = doorway.door().address();
    session =
        at.getAddress() instanceof Inet4Address
            ? client.connect(user, at, new InetSocketAddress(from, 0)).verify(20_000).getSession()
            : client.connect(user, at).verify(20_000).getSession();
  }

  /** Connects by way of a load balancer, which sends this header, and is let in. */
  static Caller behind(byte[] header, Doorway doorway, String user) throws IOException {
    var caller = new Caller(doorway, user, "127.0.0.1", header);
    caller.session.auth().verify(20_000);
    return caller;
  }

  /** Connects as a shared name and is let in. */
  static Caller as(Doorway doorway, String user) throws IOException {
    var caller = new Caller(doorway, user);
    caller.session.auth().verify(20_000);
    return caller;
  }

  ClientSession session() {
    return session;
  }

  /** Signs in by keyboard-interactive, giving these answers one after another. */
  void answers(String... all) throws IOException {
    answers.addAll(List.of(all));
    session.setUserAuthFactoriesNameList("keyboard-interactive");
    session.auth().verify(20_000);
  }

  /** Signs in by the password method. */
  void gives(String password) throws IOException {
    session.setUserAuthFactoriesNameList("password");
    session.addPasswordIdentity(password);
    session.auth().verify(20_000);
  }

  /** Asks so many times whether a key would do, without waiting for the answers. */
  void offersKeys(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      var request = userauth("publickey");
      request.putBoolean(false);
      request.putString("ssh-ed25519");
      request.putString("no key");
      session.writePacket(request);
    }
  }

  /** Gives a password without waiting for the answer. */
  void offersPassword(String password) throws IOException {
    var request = userauth("password");
    request.putBoolean(false);
    request.putString(password);
    session.writePacket(request);
  }

  private Buffer userauth(String method) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> session.getKexState() == KexState.DONE);
    var request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST, 128);
    request.putString(session.getUsername());
    request.putString("ssh-connection");
    request.putString(method);
    return request;
  }

  /** What was asked, each instruction and prompt in a line. */
  List<String> prompts() {
    return prompts;
  }

  /** Opens a shell on an 80×24 xterm. */
  Screen shell() throws IOException {
    return shell("xterm", 80, 24);
  }

  /** Opens a shell on any terminal. */
  Screen shell(String term, int columns, int rows) throws IOException {
    var pty = new PtyChannelConfiguration();
    pty.setPtyType(term);
    pty.setPtyColumns(columns);
    pty.setPtyLines(rows);
    return open(session.createShellChannel(pty, Map.of("LD_PRELOAD", "/evil.so")));
  }

  /** Opens a shell without a terminal. */
  Screen shellWithoutTerminal() throws IOException {
    ChannelShell shell = session.createShellChannel();
    shell.setUsePty(false);
    return open(shell);
  }

  /** Runs a command. */
  Screen command(String command) throws IOException {
    return open(session.createExecChannel(command));
  }

  Screen open(ClientChannel channel) throws IOException {
    channel.setStreaming(ClientChannel.Streaming.Async);
    channel.open().verify(20_000);
    return new Screen(channel);
  }

  /** Opens a session and says nothing of it yet. */
  RawSession rawSession() throws IOException {
    var raw = new RawSession();
    ((AbstractSession) session).getService(ConnectionService.class).registerChannel(raw);
    raw.open().verify(20_000);
    return raw;
  }

  /** Sends a message that is nothing but its number and these bytes, once keys are there. */
  void sends(int command, byte... content) throws IOException {
    await().until(() -> session.getSessionId() != null && session.getKexState() == KexState.DONE);
    var message = session.createBuffer((byte) command, content.length + 64);
    message.putRawBytes(content);
    session.writePacket(message);
  }

  /** Waits until the other side ends the connection, and gives the reason it has said. */
  String farewell() {
    await().until(session::isClosed);
    return farewell.get();
  }

  /** The connection breaks: no goodbye reaches the other side but the socket's end. */
  void isCutOff() {
    session.getIoSession().close(true);
  }

  @Override
  public boolean isInteractionAllowed(ClientSession asked) {
    return true;
  }

  @Override
  public String[] interactive(
      ClientSession asked,
      String name,
      String instruction,
      String language,
      String[] prompt,
      boolean[] echo) {
    prompts.add(instruction);
    prompts.add(prompt[0] + (echo[0] ? "(shown)" : ""));
    var answer = answers.poll();
    return answer == null ? null : new String[] {answer};
  }

  @Override
  public String getUpdatedPassword(ClientSession asked, String prompt, String language) {
    return null;
  }

  @Override
  public void close() {
    client.close(true);
    await().atMost(20, TimeUnit.SECONDS).until(client::isClosed);
  }

  private final class Ear implements SessionListener {

    @Override
    public void sessionDisconnect(
        Session from, int reason, String why, String language, boolean byUs) {
      if (!byUs) {
        farewell.set(why);
      }
    }
  }
}
