package gatehouse.testkit;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** PROXY protocol headers as load balancers send them, and as they should not. */
public final class ProxyHeaders {

  public static final int LOCAL = 0x20;
  public static final int PROXY = 0x21;

  public static final int UNSPECIFIED = 0x00;
  public static final int TCP4 = 0x11;
  public static final int UDP4 = 0x12;
  public static final int TCP6 = 0x21;
  public static final int UNIX = 0x31;

  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

  private ProxyHeaders() {}

  /** Version 1, without its end of line. */
  public static byte[] line(String text) {
    return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Version 1, for a client at this address. */
  public static byte[] line(String client, int port) {
    var six = client.contains(":");
    return line(
        "PROXY %s %s %s %d 2222"
            .formatted(six ? "TCP6" : "TCP4", client, six ? "::1" : "127.0.0.1", port));
  }

  /** Version 2, with anything in it. */
  public static byte[] block(int command, int family, byte[]... content) {
    var all = joined(content);
    return joined(
        SIGNATURE,
        new byte[] {(byte) command, (byte) family, (byte) (all.length >> 8), (byte) all.length},
        all);
  }

  /** Version 2, for a client at this address; values follow. */
  public static byte[] block(InetSocketAddress client, byte[]... values) {
    var address = client.getAddress().getAddress();
    var addresses = ByteBuffer.allocate(2 * address.length + 4);
    addresses.put(address).put(new byte[address.length]);
    addresses.putShort((short) client.getPort()).putShort((short) 2222);
    return block(PROXY, address.length == 4 ? TCP4 : TCP6, addresses.array(), joined(values));
  }

  /** Version 2, for a client at this address. */
  public static byte[] block(String client, int port) {
    return block(new InetSocketAddress(InetAddress.ofLiteral(client), port));
  }

  /** A value of version 2. */
  public static byte[] value(int type, byte... value) {
    return joined(new byte[] {(byte) type, (byte) (value.length >> 8), (byte) value.length}, value);
  }

  /** The same block with the checksum that the four bytes before its {@code end} stand for. */
  public static byte[] checked(byte[] block, int end) {
    var checksum = new CRC32C();
    checksum.update(block);
    return ByteBuffer.wrap(block.clone()).putInt(end - 4, (int) checksum.getValue()).array();
  }

  /** One after another. */
  public static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
