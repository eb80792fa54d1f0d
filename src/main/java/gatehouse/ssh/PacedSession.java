package gatehouse.ssh;

import gatehouse.admission.Refusal;
import gatehouse.admission.Visit;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * A connection that is not read from while it does not take what was answered before. Without this,
 * requests whose replies nobody reads would pile up here. Nor is it read from while it is held.
 */
final class PacedSession extends Nio2Session {

  /** More than all sessions of a connection have under way, as each sends one packet at a time. */
  private static final int MOST_UNSENT = 256 * 1024;

  private final Visit visit;
  private final AtomicInteger unsent = new AtomicInteger();
  private final Object pace = new Object();
  private boolean held;

  PacedSession(
      Nio2Service service,
      PropertyResolver properties,
      IoHandler handler,
      AsynchronousSocketChannel socket,
      SocketAddress acceptedAt,
      Visit visit)
      throws IOException {
    super(service, properties, handler, socket, acceptedAt);
    this.visit = visit;
  }

  /** What admission has to do with the connection. */
  static Visit visit(Session session) {
    return ((PacedSession) session.getIoSession()).visit;
  }

  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
    int bytes = buffer.available();
    if (unsent.addAndGet(bytes) > MOST_UNSENT) {
      pace();
    }
    return super.writeBuffer(buffer).addListener(written -> sent(bytes));
  }

  private void sent(int bytes) {
    int left = unsent.addAndGet(-bytes);
    if (left <= MOST_UNSENT && left + bytes > MOST_UNSENT) {
      pace();
    }
  }

  /** Does not read any more, until {@link #release}. */
  void hold() {
    synchronized (pace) {
      held = true;
      pace();
    }
  }

  /** Reads on. */
  void release() {
    synchronized (pace) {
      held = false;
      pace();
    }
  }

  private void pace() {
    synchronized (pace) {
      if (held || unsent.get() > MOST_UNSENT) {
        suspendRead();
      } else {
        resumeRead();
      }
    }
  }

  /** Says why, if it is far enough for that, and closes. */
  void sendAway(Refusal why) {
    if (AbstractSession.getSession(this, true) instanceof SshTransport transport) {
      transport.sendAway(why);
    } else {
      close(true);
    }
  }
}
