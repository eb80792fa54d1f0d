package gatehouse.admission;

import gatehouse.admission.ProxyHeader.Answer;
import gatehouse.admission.ProxyHeader.Complete;
import gatehouse.admission.ProxyHeader.Malformed;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Version 1 of the {@linkplain ProxyHeader PROXY header}: {@code PROXY TCP4 192.0.2.1 192.0.2.2
 * 50000 2222} and an end of line, or {@code PROXY UNKNOWN} and anything.
 */
final class ProxyLine {

  static final byte[] PREFIX = "PROXY ".getBytes(StandardCharsets.US_ASCII);

  /** With its end. */
  private static final int LONGEST = 107;

  private static final Pattern IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

  private ProxyLine() {}

  /** Of bytes that begin as such a line does. */
  static Answer read(byte[] bytes, int from, int available) {
    for (int i = 0; i < Math.min(available, LONGEST - 1); i++) {
      byte at = bytes[from + i];
      if (at == '\r') {
        return ended(bytes, from, i, available);
      }
      if (at < ' ' || at > '~') {
        return new Malformed("a PROXY line with a byte that is not printable");
      }
    }
    return available < LONGEST - 1
        ? ProxyHeader.INCOMPLETE
        : new Malformed("a PROXY line of more than " + LONGEST + " bytes");
  }

  private static Answer ended(byte[] bytes, int from, int end, int available) {
    if (available == end + 1) {
      return ProxyHeader.INCOMPLETE;
    }
    return bytes[from + end + 1] == '\n'
        ? parse(new String(bytes, from, end, StandardCharsets.US_ASCII), end + 2)
        : new Malformed("a PROXY line with a carriage return in it");
  }

  private static Answer parse(String line, int length) {
    var fields = line.split(" ", -1);
    if (fields[1].equals("UNKNOWN")) {
      return new Complete(Optional.empty(), length);
    }
    boolean four = fields[1].equals("TCP4");
    if (!four && !fields[1].equals("TCP6")) {
      return new Malformed("a PROXY line of another protocol than TCP4 and TCP6");
    }
    if (fields.length != 6) {
      return new Malformed("a PROXY line without two addresses and two ports");
    }
    var source = address(fields[2], four);
    if (source.isEmpty() || address(fields[3], four).isEmpty()) {
      return new Malformed("a PROXY line with an address that is none");
    }
    if (!isPort(fields[4]) || !isPort(fields[5])) {
      return new Malformed("a PROXY line with a port that is none");
    }
    int port = Integer.parseInt(fields[4]);
    return new Complete(source.map(address -> new InetSocketAddress(address, port)), length);
  }

  private static Optional<InetAddress> address(String text, boolean four) {
    if (!(four ? IPV4 : IPV6).matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(four ? Inet4Address.ofLiteral(text) : Inet6Address.ofLiteral(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isPort(String text) {
    return PORT.matcher(text).matches() && Integer.parseInt(text) <= 65535;
  }
}
