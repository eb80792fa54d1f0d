package gatehouse.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * A connection that is not read from while it does not take what was answered before. Without this,
 * requests whose replies nobody reads would pile up here.
 */
final class PacedSession extends Nio2Session {

  /** More than all sessions of a connection have under way, as each sends one packet at a time. */
  private static final int MOST_UNSENT = 256 * 1024;

  private final AtomicInteger unsent = new AtomicInteger();

  PacedSession(
      Nio2Service service,
      PropertyResolver properties,
      IoHandler handler,
      AsynchronousSocketChannel socket,
      SocketAddress acceptedAt)
      throws IOException {
    super(service, properties, handler, socket, acceptedAt);
  }

  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
    int bytes = buffer.available();
    if (unsent.addAndGet(bytes) > MOST_UNSENT) {
      suspendRead();
      // It may all have been sent in between.
      resumeIfSent(0);
    }
    return super.writeBuffer(buffer).addListener(written -> resumeIfSent(bytes));
  }

  private void resumeIfSent(int bytes) {
    if (unsent.addAndGet(-bytes) <= MOST_UNSENT) {
      resumeRead();
    }
  }
}
