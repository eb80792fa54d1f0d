package gatehouse.game.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.catalogue.GameEntry.RecordFile;
import gatehouse.model.GameId;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-config")
@Tag("GD-config")
class CatalogueReaderTest {

  @TempDir Path directory;

  @Nested
  class An_entry {

    @Test
    void needs_but_a_name_and_a_command() throws IOException {
      var robots =
          read("gatehouse.games.robots { name = Robots, command = [\"/usr/games/robots\"] }")
              .find(new GameId("robots"))
              .orElseThrow();

      assertThat(robots.name()).isEqualTo("Robots");
      assertThat(robots.program().command()).containsExactly("/usr/games/robots");
      assertThat(robots.program().directory()).isEqualTo("%h");
      assertThat(robots.debianPackage()).isEmpty();
      assertThat(robots.saves().glob()).isEmpty();
      assertThat(robots.successStatuses()).containsExactly(0);
      assertThat(robots.minimumSize()).isEqualTo(new TerminalSize(80, 24));
      assertThat(robots.stop())
          .containsExactly(
              new StopStep.SendSignal(StopStep.Signal.HUP, Duration.ofSeconds(10)),
              new StopStep.ClosePty(Duration.ofSeconds(5)),
              new StopStep.SendSignal(StopStep.Signal.TERM, Duration.ofSeconds(5)),
              new StopStep.SendSignal(StopStep.Signal.KILL, Duration.ofSeconds(5)));
    }

    @Test
    void says_all_there_is_to_say() throws IOException {
      var moria =
          read("""
          gatehouse.games.moria {
            name = Umoria
            command = ["/usr/games/moria", "%h/game.sav"]
            package = moria
            order = 30
            environment { SCORES = "%s/scores.dat" }
            directory = "%s"
            stop = ["keys \\"\\\\x18\\\\r\\" 7s", "close-pty"]
            save = "game*.sav"
            saves-at = "%s/saves"
            shared-in-saves = [bones/, scores]
            leftovers = "%n.[0-9]*"
            recover = [/usr/games/recover, "%n"]
            version = "5.7"
            former { "5.6" = [/opt/moria56/moria, "%e/game.sav"] }
            progress { turn = "Turn (\\\\d+)", level = "L(\\\\d+)" }
            success-statuses = [0, 1]
            readable = ["/srv/moria"]
            shared-at = "/var/games/moria"
            shared-folders = [levels]
            shared-files = [scores.dat]
            own-folders = [notes]
            options-file = moriarc
            options = "x"
            overlays { "/etc/moria.conf" = "100% as it is" }
            minimum-columns = 100
            minimum-rows = 30
          }
          """)
              .find(new GameId("moria"))
              .orElseThrow();

      assertThat(moria.debianPackage()).contains("moria");
      assertThat(moria.order()).isEqualTo(30);
      assertThat(moria.program().environment()).isEqualTo(Map.of("SCORES", "%s/scores.dat"));
      assertThat(moria.program().directory()).isEqualTo("%s");
      assertThat(moria.program().readable()).containsExactly("/srv/moria");
      assertThat(moria.successStatuses()).isEqualTo(Set.of(0, 1));
      assertThat(moria.minimumSize()).isEqualTo(new TerminalSize(100, 30));
      assertThat(moria.stop())
          .containsExactly(
              new StopStep.TypeKeys("\030\r", Duration.ofSeconds(7)),
              new StopStep.ClosePty(Duration.ofSeconds(5)));
      var files = moria.files();
      assertThat(moria.saves().glob()).contains("game*.sav");
      assertThat(moria.saves().at()).contains("%s/saves");
      assertThat(moria.saves().shared()).containsExactly("bones/", "scores");
      assertThat(moria.saves().turn().orElseThrow()).hasToString("Turn (\\d+)");
      assertThat(moria.saves().level().orElseThrow()).hasToString("L(\\d+)");
      assertThat(files.leftovers()).isEqualTo("%n.[0-9]*");
      assertThat(moria.program().recover()).containsExactly("/usr/games/recover", "%n");
      assertThat(moria.program().version()).isEqualTo("5.7");
      assertThat(moria.program().former())
          .isEqualTo(Map.of("5.6", List.of("/opt/moria56/moria", "%e/game.sav")));
      assertThat(files.sharedAt()).contains("/var/games/moria");
      assertThat(files.sharedFolders()).containsExactly("levels");
      assertThat(files.sharedFiles()).containsExactly("scores.dat");
      assertThat(files.ownFolders()).containsExactly("notes");
      assertThat(files.optionsFile()).isEqualTo("moriarc");
      assertThat(files.options()).isEqualTo("x");
      assertThat(files.overlays()).isEqualTo(Map.of("/etc/moria.conf", "100% as it is"));
    }

    @Test
    void is_merged_from_all_places_that_speak_of_it() throws IOException {
      Files.writeString(directory.resolve("50-site.conf"), "gatehouse.games.tint.order = 7");
      var tint =
          read("""
          gatehouse.games.tint { name = Tint, command = ["/usr/games/tint"], order = 5 }
          """)
              .find(new GameId("tint"))
              .orElseThrow();

      assertThat(tint.order()).isEqualTo(7);
      assertThat(tint.name()).isEqualTo("Tint");
    }

    @Test
    void takes_its_options_from_a_file_beside_its_own() throws IOException {
      Files.writeString(directory.resolve("x.rc"), "OPTIONS=time, 100%\n");
      var x =
          read("gatehouse.games.x { name = x, command = [/x], options-template = x.rc }")
              .find(new GameId("x"))
              .orElseThrow();

      assertThat(x.files().options()).isEqualTo("OPTIONS=time, 100%\n");
    }

    @Test
    void says_how_many_may_play_and_where_its_record_is() throws IOException {
      var x =
          read("""
          gatehouse.games.x {
            name = x, command = [/x], most-sessions = 7, needs-sandbox = yes
            record { file = "%s/log", format = crawl }
          }
          """)
              .find(new GameId("x"))
              .orElseThrow();

      assertThat(x.mostSessions()).isEqualTo(7);
      assertThat(x.needsSandbox()).isTrue();
      assertThat(x.record()).contains(new RecordFile("%s/log", RecordFile.Format.CRAWL));
    }

    @Test
    void is_taken_out_by_null() throws IOException {
      assertThat(read("gatehouse.games.cellar = null").games()).isEmpty();
    }
  }

  @Nested
  class The_catalogue {

    @Test
    void holds_the_built_in_game_wherever_gatehouse_is() {
      assertThat(ids(CatalogueReader.read(config()))).containsExactly("cellar");
    }

    @Test
    void is_sorted_by_order_and_then_by_id() throws IOException {
      assertThat(
              ids(
                  read(
                      """
                      gatehouse.games {
                        b { name = b, command = [/b], order = 2 }
                        a { name = a, command = [/a], order = 2 }
                        c { name = c, command = [/c], order = 1 }
                      }
                      """)))
          .containsExactly("c", "a", "b", "cellar");
    }

    @Test
    void reads_every_entry_that_is_shipped() {
      var shipped = CatalogueReader.read(withFilesOf(Path.of("conf/games")));

      assertThat(ids(shipped)).startsWith("nethack").contains("cellar").endsWith("gearhead");
    }
  }

  @Nested
  class A_mistake {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "comand = x                 | there is no such key",
          "order = many               | has type STRING rather than NUMBER",
          "command = [nethack]        | 'nethack' is no absolute path",
          "command = []               | names no program",
          "command = [\"/x\", \"%z\"] | %z in '%z' is none of",
          "stop = []                  | at least one step",
          "stop = [\"signal USR1\"]   | not 'signal USR1'",
          "stop = [\"keys x\"]        | not 'keys x'",
          "save = \"%h/game.sav\"     | is no plain file name",
          "saves-at = \"saves\"       | does not begin with",
          "shared-in-saves = [a/b]    | is no plain file name",
          "recover = [recover]        | is no absolute path",
          "progress.turn = \"T:5\"    | has not exactly one group",
          "progress.turn = \"(\"      | is no pattern: Unclosed group",
          "shared-at = \"here\"       | is no absolute path",
          "shared-folders = [\"../x\"] | is no plain file name",
          "options-file = \"..\"      | is no plain file name",
          "overlays { \"x\" = y }     | is no absolute path",
          "environment { X = [1] }    | has type another type rather than STRING",
          "most-sessions = -1         | 0 means no limit",
          "needs-sandbox = 5          | rather than BOOLEAN",
          "record { path = x }        | there is no such key",
          "record { format = csv }    | 'csv' is none of xlogfile, logfile, crawl, none",
          "record.format = crawl      | a record with a format needs a file",
          "record.file = xlogfile     | does not begin with",
          "options-template = absent  | 'absent' cannot be read",
          "minimum-rows = 0           | a terminal has cells",
          "name = \"\"                | a name is 1 to 40",
        })
    void is_told_with_file_line_and_path(String mistake, String problem) {
      var text =
          "gatehouse.games.bad {\n name = Bad\n command = [/bad]\n " + mistake.strip() + "\n}";

      assertThatThrownBy(() -> read(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("10-test.conf:4")
          .hasMessageContaining("gatehouse.games.bad")
          .hasMessageContaining(problem.strip())
          .message()
          .doesNotContain("\n");
    }

    @Test
    void in_an_id_is_told() {
      assertThatThrownBy(() -> read("gatehouse.games.\"Net/Hack\" { name = x, command = [/x] }"))
          .hasMessageContaining("10-test.conf:1")
          .hasMessageContaining("'Net/Hack': a game id is");
    }

    @Test
    void of_leaving_out_the_command_is_told() {
      assertThatThrownBy(() -> read("gatehouse.games.x {\n name = x }"))
          .hasMessageEndingWith("10-test.conf:1 gatehouse.games.x.command: is needed");
    }

    @Test
    void of_a_file_is_told_with_its_line() {
      assertThatThrownBy(() -> read("gatehouse.games {\n x { name = "))
          .isInstanceOf(ConfigException.class)
          .satisfies(problem ->
              assertThat(CatalogueReader.line((ConfigException) problem))
                  .contains("10-test.conf:2 "));
    }

    @Test
    void in_one_of_several_files_is_told_with_that_one() throws IOException {
      Files.writeString(directory.resolve("50-site.conf"), "\n\ngatehouse.games.x.save = a/b");
      assertThatThrownBy(() -> read("gatehouse.games.x { name = x, command = [/x] }"))
          .message()
          .isEqualTo(
              directory.resolve("50-site.conf")
                  + ":3 gatehouse.games.x.save: 'a/b' is no plain file name");
    }
  }

  private Catalogue read(String overlay) throws IOException {
    Files.writeString(directory.resolve("10-test.conf"), overlay);
    return CatalogueReader.read(config());
  }

  /** What the files of the folder say, on top of the defaults. */
  private Config config() {
    return withFilesOf(directory);
  }

  private static Config withFilesOf(Path folder) {
    try (var files = Files.newDirectoryStream(folder, "*.conf")) {
      return StreamSupport.stream(files.spliterator(), false)
          .sorted(Comparator.reverseOrder())
          .map(file -> ConfigFactory.parseFile(file.toFile()))
          .reduce(ConfigFactory.empty(), Config::withFallback)
          .withFallback(ConfigFactory.defaultReference())
          .resolve();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> ids(Catalogue catalogue) {
    return catalogue.games().stream().map(entry -> entry.id().value()).toList();
  }
}
