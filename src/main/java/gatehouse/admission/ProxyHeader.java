package gatehouse.admission;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a load balancer puts before a connection to say where it comes from: HAProxy's PROXY
 * protocol, version 1 (a line) or 2 (a binary block).
 *
 * <p>It is read from all that has come so far, anew whenever there is more: a header is short, and
 * so nothing has to be remembered. What can no longer become one is told from its first wrong byte.
 */
public final class ProxyHeader {

  /** Longer ones are refused; senders keep to this much, as it fits into any first packet. */
  public static final int LONGEST = 536;

  /** What the bytes are. */
  public sealed interface Answer {}

  /** The beginning of a header. */
  public record Incomplete() implements Answer {}

  /**
   * A header of so many bytes.
   *
   * @param source who has connected to the load balancer; nobody if it speaks for itself, as in its
   *     health checks, or the client has no IP address
   */
  public record Complete(Optional<InetSocketAddress> source, int length) implements Answer {}

  /**
   * No header.
   *
   * @param reason why not, without any byte of it
   */
  public record Malformed(String reason) implements Answer {}

  static final Answer INCOMPLETE = new Incomplete();

  private static final Answer NEITHER = new Malformed("not a PROXY header");

  private ProxyHeader() {}

  /** Reads the {@code available} bytes that begin at {@code from}; looks at no others. */
  public static Answer read(byte[] bytes, int from, int available) {
    if (available == 0) {
      return INCOMPLETE;
    }
    if (begins(bytes, from, available, ProxyLine.PREFIX)) {
      return ProxyLine.read(bytes, from, available);
    }
    if (begins(bytes, from, available, ProxyBlock.SIGNATURE)) {
      return ProxyBlock.read(bytes, from, available);
    }
    return NEITHER;
  }

  /** Whether the bytes are a beginning of {@code start}, or go on from there. */
  private static boolean begins(byte[] bytes, int from, int available, byte[] start) {
    for (int i = 0; i < Math.min(available, start.length); i++) {
      if (bytes[from + i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
