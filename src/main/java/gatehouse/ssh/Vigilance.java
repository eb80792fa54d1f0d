package gatehouse.ssh;

import gatehouse.admission.Offence;
import gatehouse.admission.Refusal;
import java.net.InetSocketAddress;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on at every connection: admission is told where each comes from, how far it comes and what
 * it breaks.
 */
final class Vigilance implements SessionListener, Arrivals {

  private static final Logger LOG = LoggerFactory.getLogger(Vigilance.class);

  private final LoadBalancers balancers;

  Vigilance(LoadBalancers balancers) {
    this.balancers = balancers;
  }

  @Override
  public void arrived(ServerSession session) throws SshException {
    if (balancers.include(session.getIoSession().getRemoteAddress())) {
      admitBehindBalancer(session);
    }
    if (LOG.isDebugEnabled()) {
      LOG.debug("connection from {}", way(session));
    }
  }

  /** The client's address and, if another, that of the load balancer before it. */
  private static String way(ServerSession session) {
    var client = Plain.address(session.getClientAddress());
    var peer = Plain.address(session.getIoSession().getRemoteAddress());
    return client.equals(peer) ? client : client + " by way of " + peer;
  }

  /** Anybody else was asked about before there was a session; a balancer's own checks never are. */
  private static void admitBehindBalancer(ServerSession session) throws SshException {
    var source = session.getClientAddress();
    if (source instanceof InetSocketAddress client
        && !source.equals(session.getIoSession().getRemoteAddress())) {
      var refused = PacedSession.visit(session).comesFrom(client.getAddress());
      if (refused.isPresent()) {
        Refusal why = refused.get();
        why.count();
        throw new SshException(Farewell.reason(why), why.message());
      }
    }
  }

  @Override
  public void sessionDisconnect(
      Session session, int reason, String why, String language, boolean byUs) {
    if (byUs && LOG.isDebugEnabled()) {
      LOG.debug("connection from {} is refused: {}", peer(session), Plain.text(why));
    }
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.KeyEstablished) {
      PacedSession.visit(session).exchangedKeys();
    }
  }

  @Override
  public void sessionException(Session session, Throwable failure) {
    if (!session.isAuthenticated() && isBrokenProtocol(failure)) {
      PacedSession.visit(session).offends(Offence.BROKEN_PROTOCOL);
    }
    if (LOG.isDebugEnabled()) {
      LOG.debug("connection from {} failed: {}", peer(session), Plain.text(failure.toString()));
    }
  }

  /** Not a network that failed, nor a client that is too old for our algorithms. */
  private static boolean isBrokenProtocol(Throwable failure) {
    return failure instanceof SshException ssh
        ? ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR
            || ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_MAC_ERROR
        : failure instanceof RuntimeException;
  }

  private static String peer(Session session) {
    return Plain.address(((ServerSession) session).getClientAddress());
  }
}
