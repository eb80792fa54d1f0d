package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Person;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees: the console from start to stop, and what goes wrong in between. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("RA-make")
class StartingAndStoppingIT {

  @TempDir Path folder;

  @Test
  void the_console_shows_at_most_ten_lines_and_the_last_says_how_to_connect() throws Exception {
    try (var server = ServerProcess.start(folder.resolve("data"), Map.of())) {
      assertThat(server.console().lines()).hasSizeLessThanOrEqualTo(10);
      assertThat(server.console()).doesNotContainIgnoringCase("warn");
      assertThat(server.console().lines().toList().getLast())
          .isEqualTo("gatehouse is ready: ssh -p " + server.port() + " play@localhost");
      assertThat(folder.resolve("data/log/gatehouse.log")).exists();
      assertThat(server.stop()).isZero();
      assertThat(server.console().strip()).endsWith("gatehouse stopped: 0 games saved");
    }
  }

  @Test
  @NeedsRealPart({SSH, TMUX})
  @Tag("SEC-F5")
  void sigterm_saves_games_tells_people_and_ends_with_status_0() throws Exception {
    try (var server = ServerProcess.start(folder.resolve("data"), Map.of())) {
      var grace = Person.connects(server.port(), "play", 80, 24).sees("Not logged in.");
      grace.types("r").enters("grace").enters("open sesame").enters("open sesame").enters("");
      grace.sees("Logged in as: grace").types("p").sees("The Cellar");
      grace.types(letterOf(grace, "The Cellar")).sees("Dlvl:1");
      var idler = Person.connects(server.port(), "play", 80, 24).sees("Not logged in.");
      assertThat(server.stop()).isZero();
      idler.sees("The server is going down. Goodbye.").sees("[ssh ended with 0]").close();
      grace.sees("is saved. The server is going down.").sees("[ssh ended with 0]").close();
      assertThat(server.console().strip()).endsWith("gatehouse stopped: 1 game saved");
    }
    try (var server = ServerProcess.start(folder.resolve("data"), Map.of())) {
      var grace = Person.connects(server.port(), "grace", 80, 24).sees("Password:");
      grace.enters("open sesame").sees("Logged in as: grace").types("p");
      grace.sees("(saved; resumes").close();
    }
  }

  @Test
  @NeedsRealPart({SSH, TMUX})
  void the_end_of_maven_stops_it_in_order_too() throws Exception {
    try (var server = ServerProcess.startWithParent(folder.resolve("data"))) {
      var heidi = Person.connects(server.port(), "play", 80, 24).sees("Not logged in.");
      heidi.types("r").enters("heidi").enters("open sesame").enters("open sesame").enters("");
      heidi.sees("Logged in as: heidi").types("p").sees("The Cellar");
      heidi.types(letterOf(heidi, "The Cellar")).sees("Dlvl:1");
      server.losesParent("gatehouse stopped: 1 game saved");
      heidi.sees("is saved.").close();
    }
  }

  private static String letterOf(Person person, String game) {
    var screen = person.screen();
    int at = screen.indexOf(") " + game);
    return screen.substring(at - 1, at);
  }

  @Test
  void a_taken_port_is_one_line_that_says_what_to_do() throws Exception {
    try (var first = ServerProcess.start(folder.resolve("one"), Map.of());
        var second =
            ServerProcess.launch(
                folder.resolve("two"),
                Map.of("GATEHOUSE_SSH_PORT", String.valueOf(first.port())))) {
      assertThat(second.exitStatus()).isEqualTo(1);
      assertThat(second.console().strip().lines().toList().getLast())
          .contains("port " + first.port() + " is taken")
          .contains("gatehouse.ssh.port");
    }
  }

  @Test
  void a_database_in_use_is_one_line_that_says_what_to_do() throws Exception {
    try (var first = ServerProcess.start(folder.resolve("data"), Map.of());
        var second = ServerProcess.launch(folder.resolve("data"), Map.of())) {
      assertThat(second.exitStatus()).isEqualTo(1);
      assertThat(second.console().strip().lines()).hasSize(1);
      assertThat(second.console()).contains("in use").contains("GATEHOUSE_DATA_DIR");
      assertThat(first.handle().isAlive()).isTrue();
    }
  }

  @Test
  void an_unknown_key_is_one_line_with_path_file_and_line() throws Exception {
    var overlay = Files.writeString(folder.resolve("my.conf"), "\ngatehouse.ssh.prot = 1\n");
    try (var server =
        ServerProcess.launch(
            folder.resolve("data"), Map.of("GATEHOUSE_CONFIG", overlay.toString()))) {
      assertThat(server.exitStatus()).isEqualTo(1);
      assertThat(server.console().strip().lines()).hasSize(1);
      assertThat(server.console()).contains("gatehouse.ssh.prot", "my.conf:2");
    }
  }

  @Test
  void a_data_directory_that_cannot_be_made_is_one_line() throws IOException, InterruptedException {
    var file = Files.writeString(folder.resolve("file"), "");
    try (var server =
        ServerProcess.launch(
            folder.resolve("data"), Map.of("GATEHOUSE_DATA_DIR", file.resolve("x").toString()))) {
      assertThat(server.exitStatus()).isEqualTo(1);
      assertThat(server.console().strip().lines()).hasSize(1);
      assertThat(server.console()).contains("data directory");
    }
  }
}
