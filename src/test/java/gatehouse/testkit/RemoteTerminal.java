package gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Somebody at a terminal in this process, for tests with so many people that real terminals would
 * be too much: MINA's client, and our own screen model.
 */
public final class RemoteTerminal implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final String SENT_AWAY = "the session has ended";

  /** Hears what comes to the terminal, on a thread of the network's. */
  public interface Tap {
    void hears(byte[] bytes, int from, int length);
  }

  private final ClientSession session;
  private final ChannelShell channel;
  private final Screen screen = new Screen(TerminalSize.STANDARD);
  private volatile Tap tap = this::draw;

  private RemoteTerminal(ClientSession session, ChannelShell channel) {
    this.session = session;
    this.channel = channel;
  }

  /** The client that any number of terminals may share; to be stopped by whoever started it. */
  public static SshClient client() {
    var client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.start();
    return client;
  }

  /** Comes in as {@code play} on an 80×24 xterm-256color. */
  public static RemoteTerminal connects(SshClient client, int port) throws IOException {
    return connects(client, "play", port);
  }

  /** The same as somebody with this SSH user name. */
  public static RemoteTerminal connects(SshClient client, String user, int port)
      throws IOException {
    return connects(client, user, port, Optional.empty());
  }

  /** The same; all that comes goes to the tap, and nothing to the screen. */
  public static RemoteTerminal connects(SshClient client, String user, int port, Tap tap)
      throws IOException {
    return connects(client, user, port, Optional.of(tap));
  }

  private static RemoteTerminal connects(SshClient client, String user, int port, Optional<Tap> tap)
      throws IOException {
    var session = client.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
    session.auth().verify(PATIENCE);
    var pty = new PtyChannelConfiguration();
    pty.setPtyType("xterm-256color");
    pty.setPtyColumns(80);
    pty.setPtyLines(24);
    var channel = session.createShellChannel(pty, Map.of());
    var terminal = new RemoteTerminal(session, channel);
    tap.ifPresent(terminal::tap);
    channel.setOut(
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            terminal.tap.hears(bytes, from, length);
          }
        });
    channel.open().verify(PATIENCE);
    return terminal;
  }

  private void draw(byte[] bytes, int from, int length) {
    synchronized (screen) {
      screen.feed(bytes, from, from + length);
    }
  }

  /** From now on all that comes goes there, and no longer to the screen. */
  public void tap(Tap tap) {
    this.tap = tap;
  }

  /** Types text as it is; {@code \r} is Enter. */
  public RemoteTerminal types(String text) throws IOException {
    var keys = channel.getInvertedIn();
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
    return this;
  }

  /** Waits until the text is somewhere on the screen; no longer than the session lasts. */
  public RemoteTerminal sees(String text) {
    await("to see: " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(SENT_AWAY, () -> channel.isClosed() && !screen().contains(text))
        .untilAsserted(() -> assertThat(screen()).contains(text));
    return this;
  }

  /**
   * Types the answer to whatever prompt is on the screen, one at a time, until the text is there.
   */
  public RemoteTerminal answersUntil(String text, Map<String, String> answers) throws IOException {
    for (var shown = screen(); !shown.contains(text); shown = changed(shown)) {
      for (var prompt : answers.entrySet()) {
        if (shown.contains(prompt.getKey())) {
          types(prompt.getValue());
          break;
        }
      }
    }
    return this;
  }

  /** Types the answer to whatever prompt is on the screen, until it rests without one. */
  public RemoteTerminal settles(Map<String, String> answers) throws IOException {
    for (var prompt = promptAtRest(answers); prompt.isPresent(); prompt = promptAtRest(answers)) {
      types(prompt.get());
    }
    return this;
  }

  private Optional<String> promptAtRest(Map<String, String> answers) {
    var last = new AtomicReference<>("");
    await("a quiet screen")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(150))
        .until(() -> {
          var now = screen();
          return now.equals(last.getAndSet(now));
        });
    return answers.entrySet().stream()
        .filter(prompt -> last.get().contains(prompt.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private String changed(String before) {
    await("another screen than: " + before)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(SENT_AWAY, () -> channel.isClosed() && screen().equals(before))
        .until(() -> !screen().equals(before));
    return screen();
  }

  /** The characters on the screen, a line a row. */
  public String screen() {
    synchronized (screen) {
      return screen.text();
    }
  }

  /** Waits until the server has closed the session. */
  public void isSentAway() {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
    assertThat(channel.isClosed()).as(screen()).isTrue();
  }

  @Override
  public void close() {
    session.close(true);
  }
}
