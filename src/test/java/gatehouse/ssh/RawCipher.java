package gatehouse.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** How packets of one direction are protected on the wire (RFC 4253, 6), from now until NEWKEYS. */
sealed interface RawCipher {

  /** Which of the two directions. */
  enum Direction {
    TO_SERVER(Cipher.ENCRYPT_MODE, 'A', 'C', 'E'),
    TO_CLIENT(Cipher.DECRYPT_MODE, 'B', 'D', 'F');

    private final int mode;
    private final char iv;
    private final char key;
    private final char mac;

    Direction(int mode, char iv, char key, char mac) {
      this.mode = mode;
      this.iv = iv;
      this.key = key;
      this.mac = mac;
    }
  }

  /** The protection that an exchange ended with. */
  static RawCipher of(String name, RawExchange.Secrets secrets, Direction direction)
      throws GeneralSecurityException {
    return name.equals("aes128-ctr")
        ? new Counter(secrets, direction)
        : new Galois(secrets, direction);
  }

  /** What the padding fills up to. */
  int block();

  /** How many bytes of the length do not count as part of a block. */
  int clear();

  /** A packet, from its length to its padding, as it goes over the wire. */
  byte[] seal(long sequence, byte[] packet) throws GeneralSecurityException;

  /** The next packet from the wire, from the length of its padding on. */
  byte[] open(long sequence, DataInputStream wire) throws IOException, GeneralSecurityException;

  /** {@code payload} with its length, its padding's length, and padding (RFC 4253, 6). */
  default byte[] frame(byte[] payload) {
    int padding = block() - (5 - clear() + payload.length) % block();
    padding += padding < 4 ? block() : 0;
    return ByteBuffer.allocate(5 + payload.length + padding)
        .putInt(1 + payload.length + padding)
        .put((byte) padding)
        .put(payload)
        .array();
  }

  /** None at all, as packets are before any keys are exchanged. */
  record None() implements RawCipher {

    /** What is longer is no packet, but text. */
    private static final int LONGEST = 1 << 20;

    @Override
    public int block() {
      return 8;
    }

    @Override
    public int clear() {
      return 0;
    }

    @Override
    public byte[] seal(long sequence, byte[] packet) {
      return packet;
    }

    @Override
    public byte[] open(long sequence, DataInputStream wire) throws IOException {
      int length = wire.readInt();
      if (length < 5 || length > LONGEST) {
        throw new ProtocolException("no packet");
      }
      var packet = new byte[length];
      wire.readFully(packet);
      return packet;
    }
  }

  /** AES in counter mode and a MAC of what was encrypted (RFC 4344, 6668). */
  final class Counter implements RawCipher {

    private final Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    private final Mac mac = Mac.getInstance("HmacSHA256");

    private Counter(RawExchange.Secrets secrets, Direction direction)
        throws GeneralSecurityException {
      cipher.init(
          direction.mode,
          new SecretKeySpec(secrets.key(direction.key, 16), "AES"),
          new IvParameterSpec(secrets.key(direction.iv, 16)));
      mac.init(new SecretKeySpec(secrets.key(direction.mac, 32), "HmacSHA256"));
    }

    @Override
    public int block() {
      return 16;
    }

    @Override
    public int clear() {
      return 0;
    }

    @Override
    public byte[] seal(long sequence, byte[] packet) {
      var tag = tag(sequence, packet);
      return RawMessage.empty().raw(cipher.update(packet)).raw(tag).payload();
    }

    @Override
    public byte[] open(long sequence, DataInputStream wire)
        throws IOException, GeneralSecurityException {
      var head = new byte[16];
      wire.readFully(head);
      head = cipher.update(head);
      var rest = new byte[4 + ByteBuffer.wrap(head).getInt() - head.length];
      wire.readFully(rest);
      var packet = RawMessage.empty().raw(head);
      if (rest.length > 0) {
        packet.raw(cipher.update(rest));
      }
      var tag = new byte[32];
      wire.readFully(tag);
      if (!MessageDigest.isEqual(tag, tag(sequence, packet.payload()))) {
        throw new GeneralSecurityException("wrong MAC");
      }
      return Arrays.copyOfRange(packet.payload(), 4, packet.payload().length);
    }

    private byte[] tag(long sequence, byte[] packet) {
      mac.update(RawMessage.empty().number(sequence).payload());
      return mac.doFinal(packet);
    }
  }

  /** AES in Galois counter mode (RFC 5647), as OpenSSH negotiates it. */
  final class Galois implements RawCipher {

    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final int mode;
    private final SecretKeySpec key;
    private final byte[] iv;

    private Galois(RawExchange.Secrets secrets, Direction direction)
        throws GeneralSecurityException {
      mode = direction.mode;
      key = new SecretKeySpec(secrets.key(direction.key, 16), "AES");
      iv = secrets.key(direction.iv, 12);
    }

    @Override
    public int block() {
      return 16;
    }

    @Override
    public int clear() {
      return 4;
    }

    @Override
    public byte[] seal(long sequence, byte[] packet) throws GeneralSecurityException {
      var length = Arrays.copyOf(packet, 4);
      next(length);
      return RawMessage.empty()
          .raw(length)
          .raw(cipher.doFinal(packet, 4, packet.length - 4))
          .payload();
    }

    @Override
    public byte[] open(long sequence, DataInputStream wire)
        throws IOException, GeneralSecurityException {
      var length = new byte[4];
      wire.readFully(length);
      next(length);
      var sealed = new byte[ByteBuffer.wrap(length).getInt() + 16];
      wire.readFully(sealed);
      return cipher.doFinal(sealed);
    }

    private void next(byte[] length) throws GeneralSecurityException {
      cipher.init(mode, key, new GCMParameterSpec(128, iv));
      cipher.updateAAD(length);
      var counter = ByteBuffer.wrap(iv);
      counter.putLong(4, counter.getLong(4) + 1);
    }
  }
}
