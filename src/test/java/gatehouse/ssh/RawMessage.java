package gatehouse.ssh;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An SSH message in the data types of RFC 4251, 5: written field by field, with nothing to stop
 * anybody from writing nonsense, and read the same way.
 */
final class RawMessage {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private byte[] complete = {};
  private int read = 1;

  private RawMessage() {}

  /** A message of this type without any fields yet. */
  static RawMessage of(int type) {
    return empty().octet(type);
  }

  /** Not even a type. */
  static RawMessage empty() {
    return new RawMessage();
  }

  /** A channel request: the fields that all of them begin with. */
  static RawMessage request(long channel, String name, boolean wantReply) {
    return of(98).number(channel).text(name).flag(wantReply);
  }

  RawMessage octet(int value) {
    written.write(value);
    return this;
  }

  RawMessage flag(boolean value) {
    return octet(value ? 1 : 0);
  }

  RawMessage number(long value) {
    return raw(ByteBuffer.allocate(4).putInt((int) value).array());
  }

  RawMessage text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  RawMessage bytes(byte[] value) {
    return number(value.length).raw(value);
  }

  RawMessage integer(BigInteger value) {
    return bytes(value.toByteArray());
  }

  /** These bytes as they are, without a length before them. */
  RawMessage raw(byte[] value) {
    written.writeBytes(value);
    return this;
  }

  /** Its bytes, which are the caller's to keep but not to change. */
  byte[] payload() {
    if (complete.length != written.size()) {
      complete = written.toByteArray();
    }
    return complete;
  }

  int type() {
    return payload()[0] & 0xff;
  }

  boolean nextFlag() {
    return payload()[read++] != 0;
  }

  long nextNumber() {
    read += 4;
    return ByteBuffer.wrap(payload()).getInt(read - 4) & 0xffff_ffffL;
  }

  byte[] nextBytes() {
    var value = new byte[(int) nextNumber()];
    System.arraycopy(payload(), read, value, 0, value.length);
    read += value.length;
    return value;
  }

  String nextText() {
    return new String(nextBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "message " + type() + " of " + written.size() + " bytes";
  }
}
