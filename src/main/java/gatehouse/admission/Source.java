package gatehouse.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A network that counts as one: what addresses with the same first bits have in common. */
record Source(InetAddress network, int prefix) {

  /** The network of {@code address}, with as many bits as addresses of its kind are given. */
  static Source of(InetAddress address, int ipv4Prefix, int ipv6Prefix) {
    var bytes = address.getAddress();
    int prefix = bytes.length == 4 ? ipv4Prefix : ipv6Prefix;
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.clamp(prefix - 8L * i, 0, 8);
      bytes[i] &= (byte) (0xff << (8 - kept));
    }
    try {
      return new Source(InetAddress.getByAddress(bytes), prefix);
    } catch (UnknownHostException never) {
      throw new IllegalStateException(never);
    }
  }

  /**
   * The network that {@link #toString} gives this text.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Source parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    int prefix = Integer.parseInt(text, slash + 1, text.length(), 10);
    return of(InetAddress.ofLiteral(text.substring(0, slash)), prefix, prefix);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
