package gatehouse.ssh;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** One key exchange by X25519 (RFC 8731), the client's half of it. The host key is believed. */
final class RawExchange {

  /** What both sides know at the end of an exchange, and what they make of it (RFC 4253, 7.2). */
  static final class Secrets {

    private final byte[] shared;
    private final byte[] hash;
    private final byte[] session;

    private Secrets(byte[] shared, byte[] hash, byte[] session) {
      this.shared = shared;
      this.hash = hash;
      this.session = session;
    }

    /** The hash of the connection's first exchange. */
    byte[] session() {
      return session;
    }

    /** The key that {@code letter} stands for. */
    byte[] key(char letter, int bytes) throws GeneralSecurityException {
      var material = RawMessage.empty().raw(shared).raw(hash).octet(letter).raw(session).payload();
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(material), bytes);
    }
  }

  private static final String ALGORITHM = "X25519";
  private static final int SIZE = 32;

  private final KeyPair ours;

  RawExchange() throws GeneralSecurityException {
    ours = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
  }

  /** Our public key as it goes over the wire, which is how its X.509 form ends. */
  byte[] share() {
    var encoded = ours.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - SIZE, encoded.length);
  }

  /** The packet that begins it: {@code SSH_MSG_KEX_ECDH_INIT}. */
  RawMessage message() {
    return RawMessage.of(30).bytes(share());
  }

  /**
   * Finishes it.
   *
   * @param before both identifications and both {@code SSH_MSG_KEXINIT}s, each with its length
   * @param reply {@code SSH_MSG_KEX_ECDH_REPLY}
   * @param session the hash of the connection's first exchange, or nothing if this is the first
   */
  Secrets finish(byte[] before, RawMessage reply, byte[] session) throws GeneralSecurityException {
    var hostKey = reply.nextBytes();
    var theirs = reply.nextBytes();
    var secret = new BigInteger(1, agreeWith(theirs));
    var shared = RawMessage.empty().integer(secret).payload();
    var exchanged =
        RawMessage.empty().raw(before).bytes(hostKey).bytes(share()).bytes(theirs).raw(shared);
    var hash = MessageDigest.getInstance("SHA-256").digest(exchanged.payload());
    return new Secrets(shared, hash, session.length == 0 ? hash : session);
  }

  private byte[] agreeWith(byte[] theirs) throws GeneralSecurityException {
    var encoded = ours.getPublic().getEncoded().clone();
    System.arraycopy(theirs, 0, encoded, encoded.length - SIZE, SIZE);
    var key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    var agreed = KeyAgreement.getInstance(ALGORITHM);
    agreed.init(ours.getPrivate());
    agreed.doPhase(key, true);
    return agreed.generateSecret();
  }
}
