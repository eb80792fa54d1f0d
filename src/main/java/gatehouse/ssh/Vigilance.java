package gatehouse.ssh;

import gatehouse.admission.Offence;
import java.util.Map;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on at every connection: exchanging keys twice is for those who have signed in, and
 * admission is told how far others come and what they break.
 */
final class Vigilance implements SessionListener {

  private static final Logger LOG = LoggerFactory.getLogger(Vigilance.class);

  @Override
  public void sessionNegotiationStart(
      Session session,
      Map<KexProposalOption, String> client,
      Map<KexProposalOption, String> server) {
    if (session.getSessionId() != null && !session.isAuthenticated()) {
      throw new IllegalStateException("keys exchanged again before signing in");
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
      LOG.debug(
          "connection from {} failed: {}",
          Plain.address(((ServerSession) session).getClientAddress()),
          Plain.text(failure.toString()));
    }
  }

  /** Not a network that failed, nor a client that is too old for our algorithms. */
  private static boolean isBrokenProtocol(Throwable failure) {
    return failure instanceof SshException ssh
        ? ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR
            || ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_MAC_ERROR
        : failure instanceof RuntimeException;
  }
}
