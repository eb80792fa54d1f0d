package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * A session somebody outside has opened but says nothing of yet; writes down what it hears, in
 * order. It never makes room again in its window.
 */
final class RawSession extends AbstractClientChannel {

  private final List<String> heard = new CopyOnWriteArrayList<>();

  RawSession() {
    super("session");
  }

  /** Sends a request that wants a reply. */
  RawSession asks(String request, Consumer<Buffer> details) throws IOException {
    var message = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, 256);
    message.putUInt(getRecipient());
    message.putString(request);
    message.putBoolean(true);
    details.accept(message);
    getSession().writePacket(message);
    return this;
  }

  RawSession asks(String request) throws IOException {
    return asks(request, nothing -> {});
  }

  RawSession sets(String variable, String value) throws IOException {
    return asks(
        "env",
        details -> {
          details.putString(variable);
          details.putString(value);
        });
  }

  /** Asks for a terminal of 80×24 and a shell. */
  RawSession shell() throws IOException {
    return asks("pty-req", details -> pty(details, 80, 24, "")).asks("shell");
  }

  static void pty(Buffer details, long columns, long rows, String modes) {
    details.putString("xterm");
    details.putUInt(columns);
    details.putUInt(rows);
    details.putUInt(0);
    details.putUInt(0);
    details.putString(modes);
  }

  /** Types without waiting for room. */
  RawSession types(String keys) throws IOException {
    var message = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA, 256);
    message.putUInt(getRecipient());
    message.putString(keys);
    getSession().writePacket(message);
    return this;
  }

  /** Waits until it has heard this and nothing else. */
  void hears(String... all) {
    await().untilAsserted(() -> assertThat(heard).containsExactly(all));
  }

  List<String> heard() {
    return heard;
  }

  @Override
  protected void doOpen() {
    // What a session is for is asked for later.
  }

  @Override
  public void handleSuccess() {
    heard.add("success");
  }

  @Override
  public void handleFailure() {
    heard.add("failure");
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) {
    heard.add("data " + new String(data, offset, (int) length, StandardCharsets.UTF_8));
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) {
    heard.add("error " + new String(data, offset, (int) length, StandardCharsets.UTF_8));
  }

  @Override
  protected void handleChannelRequest(String request, boolean wantReply, Buffer details) {
    heard.add(request + " " + details.getUInt());
  }

  @Override
  public void handleEof() {
    heard.add("eof");
  }

  @Override
  public void handleClose() throws IOException {
    heard.add("close");
    super.handleClose();
  }
}
