package gatehouse.auth.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-token")
class SigningKeysTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void choose_a_file() {
    file = folder.resolve("auth").resolve("keys.jwks");
  }

  @Test
  void a_key_is_made_once_and_found_again() throws IOException {
    var made = SigningKeys.loadOrCreate(file);
    assertThat(SigningKeys.loadOrCreate(file).signing()).isEqualTo(made.signing());
  }

  @Test
  void nobody_but_the_owner_can_read_it() throws IOException {
    SigningKeys.loadOrCreate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void nothing_half_written_stays_behind() throws IOException {
    SigningKeys.loadOrCreate(file);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void nothing_secret_is_published() throws Exception {
    var published = JWKSet.parse(SigningKeys.loadOrCreate(file).publicKeySet());
    assertThat(published.containsNonPublicKeys()).isFalse();
    assertThat(published.getKeys()).hasSize(1);
  }

  @Test
  void of_several_keys_the_first_signs_and_all_are_published() throws Exception {
    var incoming = new ECKeyGenerator(Curve.P_256).keyID("new").generate();
    var outgoing = new ECKeyGenerator(Curve.P_256).keyID("old").generate();
    write(new JWKSet(List.of(incoming, outgoing)).toString(false));
    var keys = SigningKeys.loadOrCreate(file);
    assertThat(keys.signing()).isEqualTo(incoming);
    assertThat(JWKSet.parse(keys.publicKeySet()).getKeys())
        .containsExactly(incoming.toPublicJWK(), outgoing.toPublicJWK());
  }

  @Test
  void a_file_that_holds_no_usable_keys_is_told_by_its_name() throws Exception {
    write("{\"keys\":[]}");
    assertThatThrownBy(() -> SigningKeys.loadOrCreate(file)).hasMessageContaining(file.toString());
    write("not json");
    assertThatThrownBy(() -> SigningKeys.loadOrCreate(file)).hasMessageContaining(file.toString());
    var publicOnly = new ECKeyGenerator(Curve.P_256).keyID("a").generate().toPublicJWK();
    write(new JWKSet(publicOnly).toString());
    assertThatThrownBy(() -> SigningKeys.loadOrCreate(file)).hasMessageContaining(file.toString());
    write(new JWKSet(new ECKeyGenerator(Curve.P_384).keyID("a").generate()).toString(false));
    assertThatThrownBy(() -> SigningKeys.loadOrCreate(file)).hasMessageContaining(file.toString());
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
