package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-crypto")
class HostKeysTest {

  @Test
  void one_key_of_each_kind_is_made_in_OpenSSH_format() throws Exception {
    var keys = HostKeys.in(Doorway.KEYS);
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
    HostKeys.in(keys);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    try (var files = Files.list(keys)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void they_are_the_same_after_a_restart() {
    assertThat(HostKeys.in(Doorway.KEYS).fingerprints())
        .isEqualTo(HostKeys.in(Doorway.KEYS).fingerprints());
  }

  @Test
  void a_key_that_others_may_read_is_refused(@TempDir Path folder) throws Exception {
    var key = copy("ssh_host_ed25519_key", folder);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.in(folder))
        .withMessage("host key " + key + " is open to other users of this machine: chmod 600 it");
  }

  @Test
  void a_file_that_is_no_key_is_refused(@TempDir Path folder) throws Exception {
    var key = folder.resolve("ssh_host_ed25519_key");
    Files.writeString(key, "rubbish");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.in(folder))
        .withMessageStartingWith("host key " + key);
  }

  @Test
  void a_key_of_another_kind_is_refused(@TempDir Path folder) throws Exception {
    var key = copy("ssh_host_ecdsa_key", folder);
    Files.move(key, folder.resolve("ssh_host_ed25519_key"));
    assertThatExceptionOfType(SshStartException.class)
        .isThrownBy(() -> HostKeys.in(folder))
        .withMessageEndingWith("holds no private key of type ssh-ed25519");
  }

  private static Path copy(String name, Path folder) throws Exception {
    return Files.copy(
        Doorway.KEYS.resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
  }
}
