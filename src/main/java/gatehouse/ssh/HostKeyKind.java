package gatehouse.ssh;

import java.util.Arrays;
import java.util.List;

/** What kinds of host keys there are, best first; those of NIST's curves are for old clients. */
enum HostKeyKind {
  ED25519("ssh_host_ed25519_key", "ssh-ed25519", "Ed25519", 256, 4),
  RSA("ssh_host_rsa_key", "ssh-rsa", "RSA", 3072, 1),
  ECDSA("ssh_host_ecdsa_key", "ecdsa-sha2-nistp256", "EC", 256, 3);

  private final String fileName;
  private final String type;
  private final String algorithm;
  private final int bits;
  private final int inDns;

  HostKeyKind(String fileName, String type, String algorithm, int bits, int inDns) {
    this.fileName = fileName;
    this.type = type;
    this.algorithm = algorithm;
    this.bits = bits;
    this.inDns = inDns;
  }

  /** Those that a server has, {@code legacy} or not. */
  static List<HostKeyKind> of(boolean legacy) {
    return Arrays.stream(values()).filter(kind -> legacy || kind != ECDSA).toList();
  }

  /** What OpenSSH calls the file of such a key. */
  String fileName() {
    return fileName;
  }

  /** What SSH calls such a key. */
  String type() {
    return type;
  }

  /** What the JDK calls its algorithm. */
  String algorithm() {
    return algorithm;
  }

  /** How long a new one is. */
  int bits() {
    return bits;
  }

  /** The number of its algorithm in SSHFP records (RFC 4255, 6594, 7479). */
  int inDns() {
    return inDns;
  }
}
