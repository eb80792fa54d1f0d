package gatehouse.ssh;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Where one host key is kept: in OpenSSH's own format, so that it can be brought from elsewhere.
 *
 * <p>Reading and making it blocks.
 */
record HostKeyFile(HostKeyKind kind, Path path) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final String OWNER = "unix:uid";

  /** The key that is in use. */
  static HostKeyFile current(HostKeyKind kind, Path folder) {
    return new HostKeyFile(kind, folder.resolve(kind.fileName()));
  }

  /** The key that will be in use. */
  static HostKeyFile next(HostKeyKind kind, Path folder) {
    return new HostKeyFile(kind, folder.resolve(kind.fileName() + ".next"));
  }

  boolean exists() {
    return Files.exists(path);
  }

  HostKey read() {
    try {
      refuseIfOthersMayRead();
      try (var bytes = Files.newInputStream(path)) {
        var found =
            SecurityUtils.loadKeyPairIdentities(
                null, NamedResource.ofName(path.toString()), bytes, FilePasswordProvider.EMPTY);
        for (var pair : found == null ? List.<KeyPair>of() : found) {
          if (kind.type().equals(KeyUtils.getKeyType(pair))) {
            return new HostKey(kind, pair);
          }
        }
      }
    } catch (SshStartException already) {
      throw already;
    } catch (IOException | GeneralSecurityException | RuntimeException failure) {
      throw new SshStartException("host key " + path + " cannot be read: " + failure, failure);
    }
    throw new SshStartException(
        "host key " + path + " holds no private key of type " + kind.type());
  }

  /**
   * As OpenSSH does it: who mounted another user's file here, such as a secret of Kubernetes, has
   * decided who may read it, and we could not change that.
   */
  private void refuseIfOthersMayRead() throws IOException {
    if (!isOurs()) {
      return;
    }
    var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
    permissions.removeAll(OWNER_ONLY_FOLDER);
    if (!permissions.isEmpty()) {
      throw new SshStartException(
          "host key " + path + " is open to other users of this machine: chmod 600 it");
    }
  }

  private boolean isOurs() throws IOException {
    var self = Files.getAttribute(Path.of("/proc/self"), OWNER);
    return Objects.equals(self, Files.getAttribute(path, OWNER));
  }

  /** Makes it; fails if it is there. */
  void create() {
    var unfinished = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.createDirectories(
          path.getParent(), PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      try (var bytes = Files.newOutputStream(unfinished)) {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(generate(), "gatehouse", null, bytes);
      }
      Files.move(unfinished, path);
    } catch (FileAlreadyExistsException another) {
      throw new SshStartException(
          "host key " + path + " is being made by another process: try again", another);
    } catch (IOException | GeneralSecurityException failure) {
      throw new SshStartException("host key " + path + " cannot be made: " + failure, failure);
    }
  }

  private KeyPair generate() throws GeneralSecurityException {
    var generator = SecurityUtils.getKeyPairGenerator(kind.algorithm());
    generator.initialize(kind.bits());
    return generator.generateKeyPair();
  }
}
