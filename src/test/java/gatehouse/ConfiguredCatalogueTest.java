package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import gatehouse.game.catalogue.GameEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
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
@Tag("S1.1-config")
@Tag("GD-config")
class ConfiguredCatalogueTest {

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final ConfiguredCatalogue catalogue =
      new ConfiguredCatalogue(
          ConfigFactory.empty(), name -> Optional.ofNullable(environment.get(name)));

  @BeforeEach
  void point_at_a_folder_with_one_game() throws IOException {
    environment.put("GATEHOUSE_CONF_DIR", folder.toString());
    Files.createDirectories(folder.resolve("games"));
    write("games/a.conf", game("a"));
  }

  private static String game(String id) {
    return "gatehouse.games.%s { name = %s, command = [/bin/true], order = 1 }\n".formatted(id, id);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void changesWith(Change change) throws IOException {
    var before = catalogue.print();
    assertThat(catalogue.print()).isEqualTo(before);
    change.make();
    assertThat(catalogue.print()).isNotEqualTo(before);
  }

  private interface Change {
    void make() throws IOException;
  }

  @Test
  void the_print_changes_with_every_file_that_may_speak_of_games() throws IOException {
    changesWith(() -> write("games/b.conf", game("b")));
    changesWith(() -> write("games/b.conf", game("bb")));
    changesWith(() -> write("games/a.rc", "a template"));
    changesWith(() -> write("all.conf", ""));
    changesWith(() -> Files.delete(folder.resolve("games/b.conf")));
    changesWith(
        () -> Files.setLastModifiedTime(folder.resolve("games/a.conf"), FileTime.fromMillis(5)));
    changesWith(() -> environment.put("GATEHOUSE_CONFIG", write("games/.mine", "").toString()));
    changesWith(() -> write("games/.mine", game("c")));
  }

  @Test
  void hidden_files_do_not_count() throws IOException {
    var before = catalogue.print();
    write("games/.a.conf.swp", "half a file");
    assertThat(catalogue.print()).isEqualTo(before);
  }

  @Test
  void a_folder_that_kubernetes_replaces_by_turning_a_link_is_seen() throws IOException {
    var first = Files.createDirectories(folder.resolve("games/..2026_1"));
    var second = Files.createDirectories(folder.resolve("games/..2026_2"));
    for (Path version : new Path[] {first, second}) {
      Files.writeString(version.resolve("k.conf"), game("k"));
      Files.setLastModifiedTime(version.resolve("k.conf"), FileTime.fromMillis(5));
    }
    var data = Files.createSymbolicLink(folder.resolve("games/..data"), first.getFileName());
    Files.createSymbolicLink(folder.resolve("games/k.conf"), Path.of("..data/k.conf"));
    assertThat(catalogue.read().games()).extracting(GameEntry::name).contains("a", "k");
    changesWith(() ->
        Files.move(
            Files.createSymbolicLink(folder.resolve("games/..tmp"), second.getFileName()),
            data,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING));
  }

  @Test
  void sources_have_the_same_precedence_as_at_the_start() throws IOException {
    write("gatehouse.conf", "gatehouse.games.a.name = \"of gatehouse.conf\"");
    assertThat(catalogue.read().games().getFirst().name()).isEqualTo("of gatehouse.conf");
    write("all.conf", "gatehouse.games.a.name = \"of all.conf\"");
    assertThat(catalogue.read().games().getFirst().name()).isEqualTo("of all.conf");
    environment.put(
        "GATEHOUSE_CONFIG", write("mine.conf", "gatehouse.games.a.name = \"mine\"").toString());
    assertThat(catalogue.read().games().getFirst().name()).isEqualTo("mine");
  }

  @Test
  void a_mistake_is_told_in_one_line_with_file_line_and_path() throws IOException {
    var file = write("games/b.conf", "# a game\ngatehouse.games.b { name = b, comand = x }\n");
    refuses(file + ":2 gatehouse.games.b.comand: there is no such key");
    write("games/b.conf", "gatehouse {\n games {");
    refuses(file + ":2 ");
    write("games/b.conf", "gatehouse.ssh.prot = 1");
    refuses(file + ":1 gatehouse.ssh.prot is not a key");
  }

  private void refuses(String line) {
    assertThatThrownBy(catalogue::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(line)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void the_data_directory_is_known_whatever_mistakes_games_have() throws IOException {
    write("games/b.conf", "gatehouse {{{");
    write("gatehouse.conf", "gatehouse.data-dir = /srv/games");
    assertThat(Configuration.dataDirectory(name -> Optional.ofNullable(environment.get(name))))
        .isEqualTo(Path.of("/srv/games"));
  }
}
