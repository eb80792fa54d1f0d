package gatehouse.ssh;

import gatehouse.telemetry.Meters;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections before there is any SSH in them: so many and no more, and none that is lost count of.
 */
final class Sockets extends Nio2ServiceFactory {

  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean full = new AtomicBoolean();

  Sockets(FactoryManager manager, int most) {
    super(manager, null, null);
    this.most = most;
  }

  @Override
  public Nio2Session createSession(
      Nio2Service service, IoHandler handler, AsynchronousSocketChannel socket, SocketAddress at)
      throws IOException {
    // MINA forgets a socket for which this throws, so that nobody but us would close it.
    try {
      if (open.incrementAndGet() > most) {
        turnedAway();
        throw new IOException("too many connections");
      }
      var session = new PacedSession(service, getFactoryManager(), handler, socket, at);
      Meters.LET_IN.inc();
      Meters.CONNECTIONS.inc();
      session.addCloseFutureListener(closed -> {
        closed();
        Meters.CONNECTIONS.dec();
      });
      return session;
    } catch (IOException | RuntimeException failure) {
      closed();
      socket.close();
      throw failure;
    }
  }

  private void closed() {
    if (open.decrementAndGet() < most) {
      full.set(false);
    }
  }

  private void turnedAway() {
    Meters.TURNED_AWAY.inc();
    if (!full.getAndSet(true)) {
      LOG.warn("{} connections are open (gatehouse.ssh.connections): turning others away", most);
    }
  }
}
