package gatehouse.ssh;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.kex.extension.KexExtensions;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/**
 * A connection that is told where it comes from, and has not the patience that MINA has with those
 * who have not signed in: nothing is taken from them but what leads there, and of that only so
 * much. Whoever is refused is told why.
 */
final class GuardedSession extends SshTransport {

  /** Enough for the exchange of keys, all tries to sign in, and what some clients fill in. */
  private static final int MOST_MESSAGES = 256;

  /** What everybody has to take; RFC 4253, 6.1. */
  private static final int LONGEST_PACKET = 35_000;

  /** Makes one whenever a connection is accepted. */
  static final class Factory extends SessionFactory {

    private final Turns turns;
    private final LoadBalancers balancers;
    private final Arrivals arrivals;

    Factory(ServerFactoryManager server, Turns turns, LoadBalancers balancers, Arrivals arrivals) {
      super(server);
      this.turns = turns;
      this.balancers = balancers;
      this.arrivals = arrivals;
    }

    @Override
    protected ServerSessionImpl doCreateSession(IoSession socket) throws Exception {
      return new GuardedSession(getServer(), (PacedSession) socket, turns, balancers, arrivals);
    }
  }

  private final LoadBalancers balancers;
  private final Arrivals arrivals;
  private final Preamble preamble;
  private final Rekeying rekeying = new Rekeying(System.nanoTime());
  private int messages;
  private boolean refused;

  private GuardedSession(
      ServerFactoryManager server,
      PacedSession socket,
      Turns turns,
      LoadBalancers balancers,
      Arrivals arrivals)
      throws Exception {
    super(server, socket, turns);
    this.balancers = balancers;
    this.arrivals = arrivals;
    preamble = new Preamble(this, balancers, balancers.include(socket.getRemoteAddress()));
    setServerProxyAcceptor(preamble);
  }

  @Override
  public void start() throws Exception {
    if (preamble.isHeaderDue()) {
      var timer = getFactoryManager().getScheduledExecutorService();
      long patience = balancers.headerTimeout().toMillis();
      var _ = timer.schedule(this::onHeaderTimeout, patience, TimeUnit.MILLISECONDS);
    } else {
      greet();
    }
  }

  /** Introduces the server to whoever has arrived; the answer is whether they may go on. */
  boolean greet() throws Exception {
    super.start();
    try {
      arrivals.arrived(this);
    } catch (SshException unwelcome) {
      refuse(unwelcome.getDisconnectCode(), String.valueOf(unwelcome.getMessage()));
    }
    return !refused;
  }

  private void onHeaderTimeout() {
    if (preamble.isHeaderDue() && isOpen()) {
      var why = "no PROXY header within " + balancers.headerTimeout().toMillis() + " ms";
      balancers.failed(getIoSession().getRemoteAddress(), why);
      exceptionCaught(new SocketTimeoutException(why));
    }
  }

  @Override
  public void messageReceived(Readable bytes) throws Exception {
    if (refused) {
      return;
    }
    super.messageReceived(bytes);
    if (decoderState == 1 && decoderLength > LONGEST_PACKET && !isAuthenticated()) {
      refuse(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "too large a packet");
    }
  }

  @Override
  protected void doHandleMessage(Buffer message) throws Exception {
    if (refused) {
      return;
    }
    var objection =
        message.available() == 0
            ? Optional.<String>empty()
            : objection(message.array()[message.rpos()] & 0xff);
    if (objection.isPresent()) {
      refuse(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, objection.get());
    } else {
      super.doHandleMessage(message);
    }
  }

  private Optional<String> objection(int command) {
    if (command == SshConstants.SSH_MSG_KEXINIT) {
      return objectionToExchange();
    }
    if (isAuthenticated()) {
      return Optional.empty();
    }
    messages++;
    if (messages > MOST_MESSAGES) {
      return Optional.of("too many messages before signing in");
    }
    return leadsToSigningIn(command) ? Optional.empty() : Optional.of("sign in first");
  }

  private Optional<String> objectionToExchange() {
    // The first exchange, and others that this side has begun.
    if (kexState.get() == KexState.INIT) {
      return Optional.empty();
    }
    if (!isAuthenticated()) {
      return Optional.of("sign in before exchanging keys again");
    }
    return rekeying.isAllowed(System.nanoTime(), outBytesCount.get())
        ? Optional.empty()
        : Optional.of("keys exchanged again too often");
  }

  private boolean leadsToSigningIn(int command) {
    return switch (command) {
      case SshConstants.SSH_MSG_DISCONNECT,
          SshConstants.SSH_MSG_IGNORE,
          SshConstants.SSH_MSG_UNIMPLEMENTED,
          SshConstants.SSH_MSG_DEBUG,
          SshConstants.SSH_MSG_NEWKEYS ->
          true;
      case SshConstants.SSH_MSG_SERVICE_REQUEST,
          KexExtensions.SSH_MSG_EXT_INFO,
          SshConstants.SSH_MSG_USERAUTH_REQUEST,
          SshConstants.SSH_MSG_USERAUTH_INFO_RESPONSE ->
          hasKeys();
      default ->
          command >= SshConstants.SSH_MSG_KEX_FIRST && command <= SshConstants.SSH_MSG_KEX_LAST;
    };
  }

  /** Whether keys have been exchanged once, of which the session's id comes. */
  private boolean hasKeys() {
    return getSessionId() != null;
  }

  private void refuse(int reason, String why) throws IOException {
    refused = true;
    disconnect(reason, why);
  }
}
