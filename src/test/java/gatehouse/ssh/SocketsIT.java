package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.admission.Admission;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-P1")
class SocketsIT {

  private static final int MUCH = 16 * 1024 * 1024;

  private final AtomicReference<IoSession> connected = new AtomicReference<>();
  private final AtomicInteger received = new AtomicInteger();
  private Sockets sockets;
  private IoAcceptor acceptor;

  @BeforeEach
  void listen() throws Exception {
    var admission =
        new Admission(
            Doorway.admissionSettings(""), 10, Duration.ofSeconds(30), InstantSource.system());
    var balancers = new LoadBalancers(new ProxySettings(List.of(), Duration.ofSeconds(1)));
    sockets = new Sockets(new SshServer(), admission, balancers, Runnable::run);
    acceptor = sockets.createAcceptor(new Counting());
    acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() {
    acceptor.close(true);
    sockets.close(true);
  }

  @Test
  void are_not_read_from_while_they_do_not_take_what_they_are_sent() throws Exception {
    var address = (InetSocketAddress) acceptor.getBoundAddresses().iterator().next();
    try (var client = new Socket(address.getAddress(), address.getPort())) {
      await().until(() -> connected.get() != null);
      connected.get().writeBuffer(new ByteArrayBuffer(new byte[MUCH]));
      // A read was under way already.
      client.getOutputStream().write(new byte[5]);
      await().untilAsserted(() -> assertThat(received).hasValue(5));
      client.getOutputStream().write(new byte[6]);
      await().during(Duration.ofMillis(300)).until(() -> received.get() == 5);
      assertThat(client.getInputStream().readNBytes(MUCH)).hasSize(MUCH);
      await().untilAsserted(() -> assertThat(received).hasValue(11));
    }
  }

  private final class Counting implements IoHandler {

    @Override
    public void sessionCreated(IoSession session) {
      connected.set(session);
    }

    @Override
    public void sessionClosed(IoSession session) {}

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {}

    @Override
    public void messageReceived(IoSession session, Readable message) {
      received.addAndGet(message.available());
    }
  }
}
