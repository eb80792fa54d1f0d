package gatehouse.ssh;

import gatehouse.admission.ProxyHeader;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.ServerProxyAcceptor;
import org.apache.sshd.server.session.ServerSession;

/**
 * What comes before any key: from a load balancer a {@linkplain ProxyHeader PROXY header}, then,
 * from everybody, the line in which a client says that it speaks SSH. A connection that begins with
 * something else fails at the first wrong byte.
 *
 * <p>MINA by itself would wait for the rest of what begins with an empty line, as a PROXY header of
 * version 2 does, and keep any number of carriage returns.
 */
final class Preamble implements ServerProxyAcceptor {

  private static final byte[] SSH = "SSH-".getBytes(StandardCharsets.US_ASCII);

  /** With its end; RFC 4253, 4.2. */
  private static final int LONGEST_LINE = 255;

  private final GuardedSession session;
  private final LoadBalancers balancers;
  private volatile boolean headerDue;
  private int headerLength;

  /** Of a connection from {@code balancers} if a header is due. */
  Preamble(GuardedSession session, LoadBalancers balancers, boolean headerDue) {
    this.session = session;
    this.balancers = balancers;
    this.headerDue = headerDue;
  }

  /** Whether a header has to come that is not complete yet. Thread-safe. */
  boolean isHeaderDue() {
    return headerDue;
  }

  @Override
  public boolean acceptServerProxyMetadata(ServerSession same, Buffer received) throws Exception {
    if (headerDue && !readHeader(received)) {
      return false;
    }
    // MINA begins anew with all that was received whenever the line is not complete.
    received.rpos(received.rpos() + headerLength);
    return isIdentified(received);
  }

  /** Whether there is one and the connection may go on. */
  private boolean readHeader(Buffer received) throws Exception {
    return switch (ProxyHeader.read(received.array(), received.rpos(), received.available())) {
      case ProxyHeader.Incomplete() -> false;
      case ProxyHeader.Malformed(var reason) -> {
        balancers.failed(session.getIoSession().getRemoteAddress(), reason);
        throw new StreamCorruptedException(reason);
      }
      case ProxyHeader.Complete(var source, var length) -> {
        source.ifPresentOrElse(
            client -> {
              balancers.spokeForClient();
              session.setClientAddress(client);
            },
            balancers::spokeForItself);
        headerLength = length;
        headerDue = false;
        yield session.greet();
      }
    };
  }

  private static boolean isIdentified(Buffer received) throws IOException {
    var bytes = received.array();
    int start = received.rpos();
    int length = Math.min(received.available(), LONGEST_LINE);
    for (int i = 0; i < length; i++) {
      byte at = bytes[start + i];
      if (i >= SSH.length && at == '\n') {
        return true;
      }
      if (i < SSH.length ? at != SSH[i] : at != '\r' && (at < ' ' || at > '~')) {
        throw new StreamCorruptedException("not SSH");
      }
    }
    if (length == LONGEST_LINE) {
      throw new StreamCorruptedException("a first line of more than " + LONGEST_LINE + " bytes");
    }
    return false;
  }
}
