package gatehouse.ssh;

import akka.Done;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.future.GlobalRequestFuture;
import org.apache.sshd.common.io.IoWriteFuture;
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

  private final SshSettings settings;
  private final HostKeyNews hostKeys;
  private final AtomicInteger unanswered = new AtomicInteger();

  SshConnection(AbstractServerSession session, SshSettings settings, HostKeys hostKeys)
      throws IOException {
    super(session);
    this.settings = settings;
    this.hostKeys = new HostKeyNews(session, hostKeys);
  }

  @Override
  public void process(int command, Buffer message) throws Exception {
    // Not earlier, as then it might overtake the news of having come in.
    hostKeys.tell();
    // A client may have sent its next way of signing in before it knew that it was in.
    if (command != SshConstants.SSH_MSG_USERAUTH_REQUEST) {
      super.process(command, message);
    }
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
