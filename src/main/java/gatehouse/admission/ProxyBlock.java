package gatehouse.admission;

import gatehouse.admission.ProxyHeader.Answer;
import gatehouse.admission.ProxyHeader.Complete;
import gatehouse.admission.ProxyHeader.Malformed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Version 2 of the {@linkplain ProxyHeader PROXY header}.
 *
 * <pre>
 *   0           12            13              14       16         16 + addresses      16 + length
 *   │ signature │ 2, command  │ family, kind  │ length │ addresses │ type, length, value … │
 * </pre>
 *
 * <p>What the values say is not looked at, but for the checksum.
 */
final class ProxyBlock {

  static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

  private static final int COMMAND = 12;
  private static final int FAMILY = 13;
  private static final int LENGTH = 14;
  private static final int ADDRESSES = 16;

  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;

  private static final int UNSPECIFIED = 0x00;
  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;
  private static final int UNIX = 0x31;

  private static final int CHECKSUM = 0x03;
  private static final byte[] NO_CHECKSUM = new byte[Integer.BYTES];

  private final byte[] bytes;
  private final int from;

  private ProxyBlock(byte[] bytes, int from) {
    this.bytes = bytes;
    this.from = from;
  }

  /** Of bytes that begin with the signature, or are its beginning. */
  static Answer read(byte[] bytes, int from, int available) {
    return new ProxyBlock(bytes, from).read(available);
  }

  private Answer read(int available) {
    if (available > COMMAND && at(COMMAND) != LOCAL && at(COMMAND) != PROXY) {
      return new Malformed("a PROXY block of another version or command");
    }
    // With the command LOCAL all that follows is to be skipped, whatever it is.
    boolean local = available > COMMAND && at(COMMAND) == LOCAL;
    if (available > FAMILY && !local && addresses() < 0) {
      return new Malformed("a PROXY block of something else than a TCP or Unix connection");
    }
    if (available < ADDRESSES) {
      return ProxyHeader.INCOMPLETE;
    }
    int length = ADDRESSES + number(LENGTH);
    if (length > ProxyHeader.LONGEST) {
      return new Malformed("a PROXY block of more than " + ProxyHeader.LONGEST + " bytes");
    }
    if (!local && length < ADDRESSES + addresses()) {
      return new Malformed("a PROXY block without room for its addresses");
    }
    if (available < length) {
      return ProxyHeader.INCOMPLETE;
    }
    return local || at(FAMILY) == UNSPECIFIED
        ? new Complete(Optional.empty(), length)
        : complete(length);
  }

  /** How many bytes the addresses take, by their family; negative if there is no such family. */
  private int addresses() {
    return switch (at(FAMILY)) {
      case UNSPECIFIED -> 0;
      case TCP4 -> 12;
      case TCP6 -> 36;
      case UNIX -> 216;
      default -> -1;
    };
  }

  private Answer complete(int length) {
    int value = ADDRESSES + addresses();
    while (value < length) {
      int start = value + 3;
      int end = start > length ? start : start + number(value + 1);
      if (end > length) {
        return new Malformed("a PROXY block with a value that does not end in it");
      }
      if (at(value) == CHECKSUM && !isChecksum(start, end, length)) {
        return new Malformed("a PROXY block with a wrong checksum");
      }
      value = end;
    }
    return new Complete(source(), length);
  }

  /** The checksum is over the whole block with nothing in its own place. */
  private boolean isChecksum(int start, int end, int length) {
    if (end - start != NO_CHECKSUM.length) {
      return false;
    }
    var checksum = new CRC32C();
    checksum.update(bytes, from, start);
    checksum.update(NO_CHECKSUM);
    checksum.update(bytes, from + end, length - end);
    return checksum.getValue() == ((long) number(start) << 16 | number(start + 2));
  }

  private Optional<InetSocketAddress> source() {
    return switch (at(FAMILY)) {
      case TCP4 -> Optional.of(source(4));
      case TCP6 -> Optional.of(source(16));
      default -> Optional.empty();
    };
  }

  private InetSocketAddress source(int size) {
    int start = from + ADDRESSES;
    try {
      var address = InetAddress.getByAddress(Arrays.copyOfRange(bytes, start, start + size));
      return new InetSocketAddress(address, number(ADDRESSES + 2 * size));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private int number(int index) {
    return at(index) << 8 | at(index + 1);
  }

  private int at(int index) {
    return bytes[from + index] & 0xff;
  }
}
