package gatehouse.ssh;

import gatehouse.admission.Admission;
import gatehouse.admission.Admission.Refused;
import gatehouse.admission.Admission.Welcome;
import gatehouse.admission.Refusal;
import gatehouse.admission.Visit;
import gatehouse.telemetry.Meters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections before there is any SSH in them: only those that {@link Admission} lets in, and none
 * that is lost count of.
 */
final class Sockets extends Nio2ServiceFactory {

  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

  private static final long WARNING_PAUSE = TimeUnit.MINUTES.toNanos(1);

  /** Tells MINA that there is no session, and nothing for it to close. */
  private static final class TurnedAway extends IOException {
    private static final long serialVersionUID = 1L;

    private TurnedAway() {
      super("turned away");
    }

    /** Being turned away happens often, and must cost little. */
    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private final Admission admission;
  private final LoadBalancers balancers;
  private final Executor executor;
  private final Farewell farewell = new Farewell();
  private final AtomicLong warned = new AtomicLong(System.nanoTime() - WARNING_PAUSE);

  /**
   * Of one server.
   *
   * @param balancers of whom it is not known yet for whom they connect
   * @param executor where those who have to leave are told so
   */
  Sockets(FactoryManager manager, Admission admission, LoadBalancers balancers, Executor executor) {
    super(manager, null, null);
    this.admission = admission;
    this.balancers = balancers;
    this.executor = executor;
  }

  @Override
  public Nio2Session createSession(
      Nio2Service service, IoHandler handler, AsynchronousSocketChannel socket, SocketAddress at)
      throws IOException {
    // MINA forgets a socket for which this throws, so that nobody but us would close it.
    try {
      var peer = ((InetSocketAddress) socket.getRemoteAddress()).getAddress();
      return switch (admission.knock(peer)) {
        case Refused(Refusal why) -> throw turnedAway(socket, peer, why);
        case Welcome(Visit visit) -> letIn(service, handler, socket, at, visit, peer);
      };
    } catch (TurnedAway toldSo) {
      throw toldSo;
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  private Nio2Session letIn(
      Nio2Service service,
      IoHandler handler,
      AsynchronousSocketChannel socket,
      SocketAddress at,
      Visit visit,
      InetAddress peer)
      throws IOException {
    try {
      Optional<Refusal> refused =
          balancers.include(socket.getRemoteAddress()) ? Optional.empty() : visit.comesFrom(peer);
      if (refused.isPresent()) {
        throw turnedAway(socket, peer, refused.get());
      }
      var session = new PacedSession(service, getFactoryManager(), handler, socket, at, visit);
      Meters.LET_IN.inc();
      Meters.CONNECTIONS.inc();
      session.addCloseFutureListener(closed -> {
        visit.close();
        Meters.CONNECTIONS.dec();
      });
      visit.whenSentAway(why -> executor.execute(() -> session.sendAway(why)));
      return session;
    } catch (IOException | RuntimeException failure) {
      visit.close();
      throw failure;
    }
  }

  private TurnedAway turnedAway(AsynchronousSocketChannel socket, InetAddress peer, Refusal why) {
    Meters.TURNED_AWAY.inc();
    why.count();
    LOG.debug("{} is turned away: {}", peer.getHostAddress(), why);
    if (why == Refusal.FULL) {
      warn();
    }
    farewell.say(socket, why);
    return new TurnedAway();
  }

  private void warn() {
    long now = System.nanoTime();
    long last = warned.get();
    if (now - last >= WARNING_PAUSE && warned.compareAndSet(last, now)) {
      LOG.warn(
          "All places are taken (gatehouse.ssh.connections, gatehouse.admission.unauthenticated):"
              + " turning others away");
    }
  }
}
