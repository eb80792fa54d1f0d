package gatehouse.ssh;

import akka.Done;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.future.GlobalRequestFuture;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerConnectionService;

/**
 * SSH's connection protocol (RFC 4254) after signing in: so many sessions at once, no forwarding,
 * and a client that no longer answers is taken for dead.
 */
final class SshConnection extends ServerConnectionService {

  static final String NAME = "ssh-connection";

  private static final String KEEPALIVE = "keepalive@openssh.com";

  /** More than any client has under way that has just learnt of an exchange of keys. */
  private static final int MOST_DURING_EXCHANGE = 1000;

  private final SshSettings settings;
  private final HostKeyNews hostKeys;
  private final AtomicInteger unanswered = new AtomicInteger();
  private int duringExchange;

  SshConnection(AbstractServerSession session, SshSettings settings, HostKeys hostKeys)
      throws IOException {
    super(session);
    this.settings = settings;
    this.hostKeys = new HostKeyNews(session, hostKeys);
  }

  @Override
  public void process(int command, Buffer message) throws Exception {
    if (isTooMuchDuringExchange(command)) {
      throw new SshException(
          SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
          "too much is asked while keys are exchanged");
    }
    // Not earlier, as then it might overtake the news of having come in.
    hostKeys.tell();
    // A client may have sent its next way of signing in before it knew that it was in.
    if (command != SshConstants.SSH_MSG_USERAUTH_REQUEST) {
      super.process(command, message);
    }
  }

  /**
   * Whether so much is asked for while keys are exchanged that the answers, which MINA keeps until
   * that is done, would pile up: a client could leave it undone. Data has no answers.
   */
  private boolean isTooMuchDuringExchange(int command) {
    if (getSession().getKexState() == KexState.DONE) {
      duringExchange = 0;
    } else if (command != SshConstants.SSH_MSG_CHANNEL_DATA) {
      duringExchange++;
    }
    return duringExchange > MOST_DURING_EXCHANGE;
  }

  @Override
  protected void channelOpen(Buffer message) throws Exception {
    if (getChannels().size() < settings.channelsPerConnection()) {
      super.channelOpen(message);
      return;
    }
    message.getString();
    sendChannelOpenFailure(
        message,
        message.getUInt(),
        SshConstants.SSH_OPEN_RESOURCE_SHORTAGE,
        "too many sessions on this connection",
        "");
  }

  @Override
  protected IoWriteFuture handleUnknownRequest(Buffer message, String request, boolean wantReply)
      throws IOException {
    if (wantReply && request.equals(HostKeyNews.PROVE) && hostKeys.prove(message)) {
      return sendGlobalResponse(message, request, RequestHandler.Result.Replied, wantReply);
    }
    // As MINA does, but for its warning, which would show the stranger's words.
    return sendGlobalResponse(message, request, RequestHandler.Result.Unsupported, wantReply);
  }

  @Override
  protected synchronized ScheduledFuture<?> startHeartBeat() {
    long pause = settings.keepaliveInterval().toMillis();
    return getSession()
        .getFactoryManager()
        .getScheduledExecutorService()
        .scheduleAtFixedRate(this::sendHeartBeat, pause, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  protected boolean sendHeartBeat() {
    try {
      if (unanswered.get() >= settings.keepaliveMisses()) {
        throw new IOException("no answer within " + settings.patience());
      }
      unanswered.incrementAndGet();
      send(() -> {});
      return true;
    } catch (IOException dead) {
      getSession().exceptionCaught(dead);
      return false;
    }
  }

  /**
   * Asks the client whether it is there. Completes with its answer, which it gives after it has
   * received all that was sent before; fails when the connection is gone.
   */
  CompletionStage<Done> ask() {
    var answered = new CompletableFuture<Done>();
    try {
      send(() -> answered.complete(Done.getInstance()))
          .addListener(future -> {
            if (future.getException() != null) {
              answered.completeExceptionally(future.getException());
            }
          });
    } catch (IOException gone) {
      answered.completeExceptionally(gone);
    }
    return answered;
  }

  private GlobalRequestFuture send(Runnable onAnswer) throws IOException {
    var request = getSession().createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 32);
    request.putString(KEEPALIVE);
    request.putBoolean(true);
    return getSession()
        .request(
            request,
            KEEPALIVE,
            (command, answer) -> {
              unanswered.set(0);
              onAnswer.run();
            });
  }
}
