package gatehouse.ssh;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * What this server proves its identity with: one key of each {@link Kind}, in OpenSSH's own format
 * and under its own file names, so that an operator can bring keys from elsewhere.
 *
 * <p>Reading and making them blocks.
 */
record HostKeys(List<KeyPair> pairs) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /** What kinds of keys there are, best first. */
  private enum Kind {
    ED25519("ssh_host_ed25519_key", "ssh-ed25519", "Ed25519", 256),
    ECDSA("ssh_host_ecdsa_key", "ecdsa-sha2-nistp256", "EC", 256),
    RSA("ssh_host_rsa_key", "ssh-rsa", "RSA", 3072);

    private final String file;
    private final String type;
    private final String algorithm;
    private final int bits;

    Kind(String file, String type, String algorithm, int bits) {
      this.file = file;
      this.type = type;
      this.algorithm = algorithm;
      this.bits = bits;
    }
  }

  HostKeys {
    pairs = List.copyOf(pairs);
  }

  /** Reads the keys in {@code folder}, making those that are missing. */
  static HostKeys in(Path folder) {
    var pairs = new ArrayList<KeyPair>();
    for (var kind : Kind.values()) {
      var file = folder.resolve(kind.file);
      if (!Files.exists(file)) {
        create(kind, file);
      }
      pairs.add(read(kind, file));
    }
    return new HostKeys(pairs);
  }

  /** For people to compare with what their client shows: {@code ssh-ed25519 SHA256:…}. */
  List<String> fingerprints() {
    return pairs.stream()
        .map(pair -> KeyUtils.getKeyType(pair) + " " + KeyUtils.getFingerPrint(pair.getPublic()))
        .toList();
  }

  private static KeyPair read(Kind kind, Path file) {
    try {
      refuseIfOthersMayRead(file);
      try (var bytes = Files.newInputStream(file)) {
        var found =
            SecurityUtils.loadKeyPairIdentities(
                null, NamedResource.ofName(file.toString()), bytes, FilePasswordProvider.EMPTY);
        for (var pair : found == null ? List.<KeyPair>of() : found) {
          if (kind.type.equals(KeyUtils.getKeyType(pair))) {
            return pair;
          }
        }
      }
    } catch (IOException | GeneralSecurityException | RuntimeException failure) {
      if (failure instanceof SshStartException already) {
        throw already;
      }
      throw new SshStartException("host key " + file + " cannot be read: " + failure, failure);
    }
    throw new SshStartException("host key " + file + " holds no private key of type " + kind.type);
  }

  private static void refuseIfOthersMayRead(Path file) throws IOException {
    var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    permissions.removeAll(
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE));
    if (!permissions.isEmpty()) {
      throw new SshStartException(
          "host key " + file + " is open to other users of this machine: chmod 600 it");
    }
  }

  private static void create(Kind kind, Path file) {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(
          file.getParent(), PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      try (var bytes = Files.newOutputStream(unfinished)) {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
            generate(kind), "gatehouse", null, bytes);
      }
      Files.move(unfinished, file);
    } catch (FileAlreadyExistsException another) {
      throw new SshStartException(
          "host key " + file + " is being made by another process: try again", another);
    } catch (IOException | GeneralSecurityException failure) {
      throw new SshStartException("host key " + file + " cannot be made: " + failure, failure);
    }
  }

  private static KeyPair generate(Kind kind) throws GeneralSecurityException {
    var generator = SecurityUtils.getKeyPairGenerator(kind.algorithm);
    generator.initialize(kind.bits);
    return generator.generateKeyPair();
  }
}
