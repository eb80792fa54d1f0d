package gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("RA-confclean")
class DatabaseSettingsTest {

  private static final String PLUGIN = "akka-persistence-jdbc.shared-databases.slick";

  private static DatabaseSettings with(Map<String, String> keys) {
    return DatabaseSettings.from(
        ConfigFactory.parseMap(keys)
            .atPath("gatehouse.database")
            .withFallback(ConfigFactory.parseString("gatehouse.data-dir = /srv/games"))
            .withFallback(ConfigFactory.load()));
  }

  @Test
  void without_any_key_it_is_a_file_in_the_data_directory() {
    var settings = with(Map.of());
    assertThat(settings.isEmbedded()).isTrue();
    assertThat(settings.address()).isEqualTo("jdbc:h2:file:/srv/games/db/gatehouse");
    assertThat(settings.user()).isEqualTo("sa");
    assertThat(settings.forPersistence().getString(PLUGIN + ".profile"))
        .isEqualTo("slick.jdbc.H2Profile$");
  }

  @Test
  void an_address_of_postgresql_is_all_that_tells_the_kind() {
    var settings = with(Map.of("url", "jdbc:postgresql://db.example.org/games?sslmode=require"));
    assertThat(settings.isEmbedded()).isFalse();
    assertThat(settings.address()).isEqualTo("jdbc:postgresql://db.example.org/games");
    assertThat(settings.user()).isEqualTo("gatehouse");
    var plugin = settings.forPersistence().getConfig(PLUGIN);
    assertThat(plugin.getString("profile")).isEqualTo("slick.jdbc.PostgresProfile$");
    assertThat(plugin.getString("db.url")).endsWith("/games?sslmode=require");
    assertThat(plugin.getInt("db.connectionTimeout")).isEqualTo(5000);
    assertThat(plugin.getInt("db.properties.socketTimeout")).isEqualTo(5);
  }

  @Test
  void the_password_may_be_the_first_line_of_a_file(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret"), "open sesame\nnot this\n");
    assertThat(with(Map.of("password-file", file.toString())).password()).isEqualTo("open sesame");
  }

  @Test
  void the_password_is_not_in_what_may_be_logged() {
    assertThat(with(Map.of("password", "open sesame")).toString()).doesNotContain("sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "url, jdbc:mysql://localhost/games, url must begin with jdbc:postgresql: or jdbc:h2:file:",
    "url, jdbc:postgresql://localhost/games?password=sesame, url holds a password",
    "password-file, /no/such/file, password-file names /no/such/file",
    "connections, 1, connections must be 2 at least",
    "connect-timeout, 1 ms, connect-timeout must be 250 ms at least",
    "patience, 0 s, patience must be 1 ms at least"
  })
  void what_cannot_be_meant_is_refused_by_its_key(String key, String value, String complaint) {
    assertThatThrownBy(() -> with(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gatehouse.database." + complaint.replaceFirst(" .*", ""))
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("sesame");
  }

  @Test
  void two_passwords_are_one_too_many() {
    assertThatThrownBy(() -> with(Map.of("password", "open sesame", "password-file", "/secret")))
        .hasMessage("gatehouse.database.password and password-file are both set: set one of them");
  }
}
