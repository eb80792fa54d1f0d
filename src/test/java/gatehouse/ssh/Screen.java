package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.channel.PtyCapableChannelSession;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoReadFuture;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** One session as somebody outside sees it. */
final class Screen {

  private final ClientChannel channel;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  Screen(ClientChannel channel) {
    this.channel = channel;
  }

  ClientChannel channel() {
    return channel;
  }

  /** Types, and waits until the window has had room for all of it. */
  void type(String text) throws IOException {
    type(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Types, and waits until the window has had room for all of it. */
  void type(byte[] keys) throws IOException {
    channel.getAsyncIn().writeBuffer(new ByteArrayBuffer(keys)).verify(20_000);
  }

  void resize(int columns, int rows) throws IOException {
    ((PtyCapableChannelSession) channel).sendWindowChange(columns, rows);
  }

  /** Reads until this is all that was ever shown. */
  void shows(String text) throws IOException {
    readAtLeast(text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  /** Reads until {@code bytes} have been shown in all, and gives them. */
  byte[] readAtLeast(int bytes) throws IOException {
    read(channel.getAsyncOut(), bytes);
    return shown.toByteArray();
  }

  /** Reads the error stream up to {@code text}. */
  void complains(String text) throws IOException {
    shown.reset();
    read(channel.getAsyncErr(), text.length());
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  private void read(IoInputStream stream, int bytes) throws IOException {
    while (shown.size() < bytes) {
      var buffer = new ByteArrayBuffer(16 * 1024);
      IoReadFuture read = stream.read(buffer).verify(20_000);
      shown.write(read.getBuffer().array(), read.getBuffer().rpos(), read.getRead());
    }
  }

  /** Waits until the session is over, and gives its exit status. */
  Integer exitStatus() {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TimeUnit.SECONDS.toMillis(20));
    await().until(channel::isClosed);
    return channel.getExitStatus();
  }
}
