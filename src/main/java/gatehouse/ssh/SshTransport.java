package gatehouse.ssh;

import gatehouse.admission.Offence;
import gatehouse.admission.Refusal;
import java.io.IOException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * SSH's transport protocol (RFC 4253) of one connection, in which keys are exchanged in {@link
 * Turns}, so that they leave processors and I/O threads to those who play.
 *
 * <p>A turn lasts while what has arrived is dealt with, never while more is to arrive. Who has to
 * wait for it is not read from meanwhile.
 */
abstract sealed class SshTransport extends ServerSessionImpl implements Turns.Waiter
    permits GuardedSession {

  /** What waits for a turn. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private final PacedSession socket;
  private final Turns turns;
  private volatile boolean onTurn;
  private volatile @Nullable Work waiting;

  SshTransport(ServerFactoryManager server, PacedSession socket, Turns turns) throws Exception {
    super(server, socket);
    this.socket = socket;
    this.turns = turns;
    addCloseFutureListener(closed -> turns.leave(this));
  }

  @Override
  public void messageReceived(Readable bytes) throws Exception {
    if (kexState.get() == KexState.DONE) {
      super.messageReceived(bytes);
    } else if (turns.take()) {
      inTurn(() -> super.messageReceived(bytes));
    } else {
      var copy = new ByteArrayBuffer(bytes.available());
      copy.putBuffer(bytes);
      await(() -> super.messageReceived(copy));
    }
  }

  @Override
  protected boolean readIdentification(Buffer bytes) throws Exception {
    try {
      return super.readIdentification(bytes);
    } catch (IOException notSsh) {
      PacedSession.visit(this).offends(Offence.BROKEN_PROTOCOL);
      throw notSsh;
    }
  }

  /** Begins another exchange, if no turn covers this already. */
  @Override
  protected void handleKexInit(Buffer proposal) throws Exception {
    if (onTurn) {
      super.handleKexInit(proposal);
    } else if (turns.take()) {
      inTurn(() -> super.handleKexInit(proposal));
    } else {
      var copy = new ByteArrayBuffer(proposal.getCompactData());
      await(() -> beginExchange(copy));
    }
  }

  private void beginExchange(Buffer proposal) throws Exception {
    decodeLock.lock();
    try {
      super.handleKexInit(proposal);
    } finally {
      decodeLock.unlock();
    }
  }

  /** Only who guesses ahead in a later exchange sends this while no turn covers it. */
  @Override
  protected void handleKexMessage(int command, Buffer message) throws Exception {
    if (onTurn) {
      super.handleKexMessage(command, message);
    } else if (turns.take()) {
      inTurn(() -> super.handleKexMessage(command, message));
    } else {
      throw new SshException(
          SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED, "keys exchanged out of turn");
    }
  }

  private void inTurn(Work work) throws Exception {
    onTurn = true;
    try {
      work.run();
    } finally {
      onTurn = false;
      turns.give();
    }
  }

  private void await(Work work) {
    socket.hold();
    waiting = work;
    turns.await(this, isAuthenticated());
  }

  @Override
  public void turn() {
    var work = waiting;
    waiting = null;
    try {
      inTurn(() -> {
        if (work != null && isOpen()) {
          work.run();
        }
      });
    } catch (Exception | Error broken) {
      exceptionCaught(broken);
    } finally {
      socket.release();
    }
  }

  @Override
  public void tooLong() {
    waiting = null;
    sendAway(Refusal.BUSY);
  }

  /** Says why, as far as that can be done, and closes. */
  void sendAway(Refusal why) {
    why.count();
    try {
      disconnect(Farewell.reason(why), why.message());
    } catch (IOException | RuntimeException gone) {
      close(true);
    }
  }
}
