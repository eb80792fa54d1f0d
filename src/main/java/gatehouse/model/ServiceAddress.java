package gatehouse.model;

/** Where a service listens: a host name or address literal, and a port from 1 to 65535. */
public record ServiceAddress(String host, int port) {

  /** Refuses what cannot be dialled. */
  public ServiceAddress {
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("not an address: " + host + ":" + port);
    }
  }

  /** Reads {@code host:port}; an IPv6 literal stands in brackets. */
  public static ServiceAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not an address: " + text);
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new ServiceAddress(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException notNumeric) {
      throw new IllegalArgumentException("not an address: " + text, notNumeric);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
