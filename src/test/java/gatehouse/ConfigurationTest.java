package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("RA-confclean")
class ConfigurationTest {

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void point_at_an_empty_folder() throws IOException {
    environment.put("GATEHOUSE_CONF_DIR", folder.toString());
    Files.createDirectories(folder.resolve("games"));
  }

  private Config load() {
    return load(ConfigFactory.empty());
  }

  private Config load(Config commandLine) {
    return Configuration.load(commandLine, name -> Optional.ofNullable(environment.get(name)));
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  @Test
  void without_any_file_the_defaults_hold() {
    assertThat(load().getInt("gatehouse.ssh.port")).isEqualTo(2222);
    assertThat(Configuration.roles(load())).containsExactlyInAnyOrder(Role.values());
  }

  @Test
  void environment_variables_win_over_files() throws IOException {
    write("gatehouse.conf", "gatehouse.ssh.port = 2022", "gatehouse.data-dir = /srv/one");
    environment.put("GATEHOUSE_SSH_PORT", "0");
    environment.put("GATEHOUSE_SSH_HOST", "127.0.0.1");
    assertThat(load().getInt("gatehouse.ssh.port")).isZero();
    assertThat(load().getString("gatehouse.ssh.host")).isEqualTo("127.0.0.1");
    assertThat(load().getString("gatehouse.data-dir")).isEqualTo("/srv/one");
  }

  @Test
  void the_named_overlay_wins_over_all() throws IOException {
    write("gatehouse.conf", "gatehouse.ssh.port = 2022");
    environment.put("GATEHOUSE_SSH_PORT", "2023");
    environment.put("GATEHOUSE_CONFIG", write("mine.conf", "gatehouse.ssh.port = 2024").toString());
    assertThat(load().getInt("gatehouse.ssh.port")).isEqualTo(2024);
  }

  @Test
  void the_command_line_wins_even_over_that() throws IOException {
    environment.put("GATEHOUSE_CONFIG", write("mine.conf", "gatehouse.ssh.port = 2024").toString());
    var commandLine = ConfigFactory.parseString("gatehouse.ssh.port = 2025");
    assertThat(load(commandLine).getInt("gatehouse.ssh.port")).isEqualTo(2025);
  }

  @Test
  void the_banner_is_looked_for_beside_the_other_files() throws IOException {
    assertThat(load().getString("gatehouse.banner"))
        .isEqualTo(folder.resolve("banner.txt").toString());
    write("gatehouse.conf", "gatehouse.banner = /srv/motd");
    assertThat(load().getString("gatehouse.banner")).isEqualTo("/srv/motd");
  }

  @Test
  void a_role_of_its_own_has_an_overlay_of_its_own() throws IOException {
    write("all.conf", "gatehouse.ssh.port = 1");
    write("gateway.conf", "gatehouse.ssh.port = 2");
    environment.put("GATEHOUSE_ROLES", "gateway");
    assertThat(load().getInt("gatehouse.ssh.port")).isEqualTo(2);
    environment.remove("GATEHOUSE_ROLES");
    assertThat(load().getInt("gatehouse.ssh.port")).isEqualTo(1);
  }

  @Test
  void games_of_several_files_merge_by_id() throws IOException {
    write(
        "games/nethack.conf",
        "gatehouse.games.nethack { name = NetHack, command = [\"/usr/games/nethack\"] }");
    write("games/zz.conf", "gatehouse.games.nethack.name = \"NetHack 3.6\"");
    var nethack = load().getConfig("gatehouse.games.nethack");
    assertThat(nethack.getString("name")).isEqualTo("NetHack 3.6");
    assertThat(nethack.getStringList("command")).containsExactly("/usr/games/nethack");
  }

  @Test
  void an_unknown_key_stops_the_start_with_path_file_and_line() throws IOException {
    write("gatehouse.conf", "# a comment", "gatehouse.ssh.prot = 2022");
    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContainingAll("gatehouse.ssh.prot", "gatehouse.conf:2 gatehouse.ssh.");
  }

  @Test
  void an_ill_typed_key_stops_the_start_with_path_file_and_line() throws IOException {
    write("gatehouse.conf", "gatehouse.ssh {", "  port = twenty", "}");
    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContainingAll(
            "gatehouse.ssh.port", "gatehouse.conf:2 gatehouse.ssh.", "a number");
  }

  @Test
  void an_ill_typed_variable_is_told_by_its_name() {
    environment.put("GATEHOUSE_SSH_PORT", "ssh");
    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContainingAll("gatehouse.ssh.port", "GATEHOUSE_SSH_PORT");
  }

  @Test
  void a_file_that_is_not_configuration_is_told_with_its_name() throws IOException {
    write("gatehouse.conf", "gatehouse { ssh");
    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("gatehouse.conf");
  }

  @Test
  void an_overlay_that_is_not_there_is_an_error() {
    environment.put("GATEHOUSE_CONFIG", "/nowhere/mine.conf");
    assertThatThrownBy(this::load)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("/nowhere/mine.conf");
  }

  @Test
  void an_unknown_role_is_told_with_the_known_ones() {
    environment.put("GATEHOUSE_ROLES", "gateway,chef");
    assertThatThrownBy(this::load).hasMessageContainingAll("chef", "gateway, game, auth");
  }
}
