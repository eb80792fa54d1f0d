package gatehouse.ssh;

import java.util.Map;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks on at every connection: exchanging keys twice is for those who have signed in. */
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
  public void sessionException(Session session, Throwable failure) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "connection from {} failed: {}",
          Plain.address(((ServerSession) session).getClientAddress()),
          Plain.text(failure.toString()));
    }
  }
}
