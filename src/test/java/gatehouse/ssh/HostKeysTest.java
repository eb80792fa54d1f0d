package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-crypto")
class HostKeysTest {

  @Test
  void one_key_of_each_kind_is_made_in_OpenSSH_format() throws Exception {
    var keys = HostKeys.in(Doorway.KEYS, true);
    assertThat(keys.fingerprints())
        .hasSize(3)
        .allMatch(line -> line.matches("(ssh-ed25519|ecdsa-sha2-nistp256|ssh-rsa) SHA256:\\S{43}"));
    assertThat(Doorway.KEYS.resolve("ssh_host_rsa_key"))
        .content()
        .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
  }

  @Test
  void nobody_else_may_read_the_keys_or_their_folder(@TempDir Path folder) throws Exception {
    var keys = folder.resolve("a").resolve("b");
    HostKeys.in(keys, false);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    try (var files = Files.list(keys)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void one_of_NISTs_curves_is_for_old_clients_only(@TempDir Path folder) throws Exception {
    copyAll(folder);
    assertThat(HostKeys.in(folder, false).fingerprints())
        .isEqualTo(HostKeys.in(folder, true).fingerprints().subList(0, 2));
    Files.delete(folder.resolve("ssh_host_ecdsa_key"));
    assertThat(HostKeys.read(folder, false).fingerprints()).hasSize(2);
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.read(folder, true))
        .withMessageContaining("lacks ssh_host_ecdsa_key,");
  }

  @Test
  void they_are_the_same_after_a_restart() {
    assertThat(HostKeys.in(Doorway.KEYS, false).fingerprints())
        .isEqualTo(HostKeys.in(Doorway.KEYS, false).fingerprints());
  }

  @Test
  void a_key_that_others_may_read_is_refused(@TempDir Path folder) throws Exception {
    var key = copy("ssh_host_ed25519_key", folder);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.in(folder, false))
        .withMessage("host key " + key + " is open to other users of this machine: chmod 600 it");
  }

  @Test
  void a_file_that_is_no_key_is_refused(@TempDir Path folder) throws Exception {
    var key = folder.resolve("ssh_host_ed25519_key");
    Files.writeString(key, "rubbish");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.in(folder, false))
        .withMessageStartingWith("host key " + key);
  }

  @Test
  void a_key_of_another_kind_is_refused(@TempDir Path folder) throws Exception {
    var key = copy("ssh_host_ecdsa_key", folder);
    Files.move(key, folder.resolve("ssh_host_ed25519_key"));
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.in(folder, false))
        .withMessageEndingWith("holds no private key of type ssh-ed25519");
  }

  @Test
  @Tag("S4.3-rotate")
  void the_next_keys_are_read_but_not_made(@TempDir Path folder) throws Exception {
    copyAll(folder);
    assertThat(HostKeys.in(folder, false).nextFingerprints()).isEmpty();
    HostKeyFile.next(HostKeyKind.ED25519, folder).create();
    var keys = HostKeys.in(folder, false);
    assertThat(keys.fingerprints()).isEqualTo(HostKeys.in(Doorway.KEYS, false).fingerprints());
    assertThat(keys.nextFingerprints()).hasSize(1).doesNotContainSequence(keys.fingerprints());
    assertThat(keys.knownHosts("host", 22)).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  @Tag("S4.3-rotate")
  void a_next_key_that_is_the_current_one_is_none(@TempDir Path folder) throws Exception {
    copyAll(folder);
    var current = folder.resolve("ssh_host_rsa_key");
    Files.copy(
        current, folder.resolve("ssh_host_rsa_key.next"), StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(HostKeys.in(folder, false).nextFingerprints()).isEmpty();
  }

  @Nested
  @Tag("S4.3-rotate")
  class From_a_secret_of_Kubernetes {

    /**
     * Links to links to files that are root's and readable by a group, as kubelet lays them out.
     */
    private Path secret(Path folder) throws Exception {
      var self = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      assumeThat(self).as("only root can give files away").isZero();
      var version = Files.createDirectory(folder.resolve("..2026_11_26_22_00_00.1234"));
      copyAll(version);
      try (var keys = Files.list(version)) {
        for (var key : keys.toList()) {
          Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--r--r--"));
          Files.setAttribute(key, "unix:uid", 4321);
          var name = key.getFileName().toString();
          Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
      }
      Files.createSymbolicLink(folder.resolve("..data"), version.getFileName());
      return folder;
    }

    @Test
    void keys_are_read_through_links_whoever_may_read_them(@TempDir Path folder) throws Exception {
      assertThat(HostKeys.in(secret(folder), false).fingerprints())
          .isEqualTo(HostKeys.in(Doorway.KEYS, false).fingerprints());
    }
  }

  @Test
  @Tag("S4.3-rotate")
  void what_a_folder_lacks_that_cannot_be_written_to_is_said_in_one_line() {
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.in(Path.of("/proc/self/attr"), false))
        .withMessageContaining("/proc/self/attr")
        .withMessageContaining("ssh_host_ed25519_key");
  }

  @Test
  void looking_at_them_makes_none(@TempDir Path folder) {
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.read(folder, false))
        .withMessage(
            "the folder of host keys %s lacks ssh_host_ed25519_key, ssh_host_rsa_key,"
                + " which are made at the first start",
            folder);
    assertThat(folder).isEmptyDirectory();
  }

  private static void copyAll(Path folder) throws Exception {
    for (var kind : HostKeyKind.values()) {
      copy(kind.fileName(), folder);
    }
  }

  private static Path copy(String name, Path folder) throws Exception {
    return Files.copy(
        Doorway.KEYS.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
  }
}
