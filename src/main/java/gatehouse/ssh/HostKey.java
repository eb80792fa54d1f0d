package gatehouse.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A key that this server proves its identity with, and the lines that say so to others. */
final class HostKey {

  private static final int DEFAULT_PORT = 22;

  private final HostKeyKind kind;
  private final KeyPair pair;
  private final byte[] blob;

  HostKey(HostKeyKind kind, KeyPair pair) {
    this.kind = kind;
    this.pair = pair;
    var buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(pair.getPublic());
    this.blob = buffer.getCompactData();
  }

  HostKeyKind kind() {
    return kind;
  }

  KeyPair pair() {
    return pair;
  }

  /** The public key as SSH sends it. */
  byte[] blob() {
    return blob.clone();
  }

  /** For people to compare with what their client shows: {@code ssh-ed25519 SHA256:…}. */
  String fingerprint() {
    return kind.type() + " " + KeyUtils.getFingerPrint(pair.getPublic());
  }

  /** The record of the DNS by which clients know it, its hash SHA-256. */
  String sshfp(String host) {
    return "%s IN SSHFP %d 2 %s"
        .formatted(host, kind.inDns(), HexFormat.of().formatHex(sha256(blob)));
  }

  /** The line of {@code known_hosts} by which clients know it. */
  String knownHost(String host, int port) {
    var name = port == DEFAULT_PORT ? host : "[" + host + "]:" + port;
    return name + " " + kind.type() + " " + Base64.getEncoder().encodeToString(blob);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
