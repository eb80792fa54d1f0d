package gatehouse.ssh;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * One key exchange on a curve (RFC 5656, 8731), the client's half of it. The host key is believed.
 */
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

  private final String agreement;
  private final KeyPair ours;
  private final int size;

  RawExchange(String name) throws GeneralSecurityException {
    boolean montgomery = name.startsWith("curve25519");
    agreement = montgomery ? "X25519" : "ECDH";
    size = montgomery ? 32 : 65;
    var generator = KeyPairGenerator.getInstance(montgomery ? "X25519" : "EC");
    if (!montgomery) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    ours = generator.generateKeyPair();
  }

  /** Our public key as it goes over the wire, which is how its X.509 form ends. */
  byte[] share() {
    var encoded = ours.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - size, encoded.length);
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
    System.arraycopy(theirs, 0, encoded, encoded.length - size, size);
    var key =
        KeyFactory.getInstance(ours.getPublic().getAlgorithm())
            .generatePublic(new X509EncodedKeySpec(encoded));
    var agreed = KeyAgreement.getInstance(agreement);
    agreed.init(ours.getPrivate());
    agreed.doPhase(key, true);
    return agreed.generateSecret();
  }
}
