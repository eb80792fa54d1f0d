package gatehouse.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * IP networks, as an operator lists them: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code ::1}.
 */
public final class Networks {

  /** What is no number and colon would be looked up as a name. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** One of them; bits of {@code address} after the first {@code prefix} do not count. */
  @SuppressWarnings("ArrayRecordComponent") // none is ever compared
  private record Network(byte[] address, int prefix) {

    private boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit += 8) {
        int mask = 0xff << Math.max(0, 8 - (prefix - bit));
        if (((address[bit / 8] ^ other[bit / 8]) & mask & 0xff) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Reads them; an address alone is a network of one.
   *
   * @throws IllegalArgumentException naming the text that is none
   */
  public static Networks of(List<String> texts) {
    return new Networks(texts.stream().map(Networks::parse).toList());
  }

  private static Network parse(String text) {
    int slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    try {
      if (!LITERAL.matcher(address).matches()) {
        throw notOne(text);
      }
      var bytes = InetAddress.getByName(address).getAddress();
      int prefix = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > bytes.length * 8) {
        throw notOne(text);
      }
      return new Network(bytes, prefix);
    } catch (UnknownHostException | NumberFormatException malformed) {
      throw notOne(text);
    }
  }

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException("not an IP network: " + text);
  }

  /** Whether the address is in one of them; IPv4 in IPv6 counts as IPv4. */
  public boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    return networks.stream().anyMatch(network -> network.contains(bytes));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return networks.isEmpty();
  }
}
