package gatehouse.ssh;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What strangers send, made fit for a screen and a log. */
final class Plain {

  private static final int LONGEST = 64;
  private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]");
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");
  private static final Pattern TERMINAL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,63}");

  private Plain() {}

  /** A user name of letters, digits and question marks, at most 64 of them. */
  static String name(String sent) {
    return NOT_ALPHANUMERIC.matcher(cut(sent, LONGEST)).replaceAll("?");
  }

  /** The name of a terminal type, or nothing if the bytes are not one. */
  static String term(byte[] sent) {
    var name = new String(sent, StandardCharsets.ISO_8859_1);
    return TERMINAL_NAME.matcher(name).matches() ? name : "";
  }

  /** One line of printable ASCII for a log, at most 200 characters. */
  static String text(String sent) {
    return NOT_PRINTABLE.matcher(cut(sent, 200)).replaceAll("?");
  }

  /** An address and port, the address in brackets if it has colons itself. */
  static String address(SocketAddress address) {
    if (!(address instanceof InetSocketAddress internet)) {
      return "unknown";
    }
    var host = internet.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + internet.getPort();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
