package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.POSTGRESQL;
import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Postgres;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server whose database is PostgreSQL, and people with {@code ssh}. */
@NeedsRealPart({POSTGRESQL, SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
class PostgresIT {

  @TempDir Path folder;
  private Postgres postgres;
  private Map<String, String> environment;

  @BeforeEach
  void start() throws Exception {
    postgres = Postgres.start();
    environment = postgres.newEnvironment();
  }

  @AfterEach
  void stop() throws Exception {
    postgres.close();
  }

  private ServerProcess server() throws Exception {
    return ServerProcess.start(folder.resolve("data"), environment);
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("data/log/gatehouse.log"));
  }

  @Test
  @Tag("S1.4-e2e")
  void a_person_registers_plays_and_resumes_after_the_server_was_started_anew() throws Exception {
    try (var server = server()) {
      var players = new Players(server);
      assertThat(server.console())
          .contains("database at " + environment.get("GATEHOUSE_DATABASE_URL"));
      players.plays(players.registered("Alice"), "The Cellar").sees("Dlvl:1");
      assertThat(server.stop()).isZero();
      assertThat(server.console().strip()).endsWith("gatehouse stopped: 1 game saved");
    }
    try (var server = server()) {
      var players = new Players(server);
      var alice = players.returning("Alice").types("p").sees("(saved; resumes").types("q");
      players.plays(alice.sees("p) Play a game"), "The Cellar").sees("Dlvl:1").close();
    }
    assertThat(folder.resolve("data/db")).isEmptyDirectory();
  }

  @Test
  @Tag("K-exhaust")
  void while_it_is_away_people_play_on_and_all_else_is_refused_in_one_line() throws Exception {
    try (var server = server()) {
      var players = new Players(server);
      var alice = players.plays(players.registered("Alice"), "The Cellar").sees("Dlvl:1");
      var bob = players.registered("Bob");
      var carol = players.visitor();
      postgres.stopAtOnce();
      players.plays(bob, "The Cellar").sees("database is out of reach; try again in a moment.");
      carol.types("l").enters("Alice").enters("open sesame");
      carol.sees("Accounts are out of reach; try again in a moment.");
      alice.types("?").sees("Any key goes on.").presses("Space").sees("Dlvl:1");
      postgres.startAgain();
      await("the database's return to be noticed")
          .atMost(Duration.ofSeconds(5))
          .until(() -> log().contains("The database answers again"));
      players.plays(bob, "The Cellar").sees("Dlvl:1").close();
      players
          .returning("Alice", 80, 24, "xterm-256color")
          .sees("is being played at another terminal")
          .close();
      alice.types("?").sees("Any key goes on.").close();
      assertThat(server.stop()).isZero();
      assertThat(server.console().strip()).endsWith("gatehouse stopped: 2 games saved");
      assertThat(log()).doesNotContain("insert into");
    }
  }

  @Test
  void a_server_that_stops_while_it_is_away_saves_all_games() throws Exception {
    try (var server = server()) {
      var players = new Players(server);
      players.plays(players.registered("Alice"), "The Cellar").sees("Dlvl:1");
      postgres.stopAtOnce();
      assertThat(server.stop()).isZero();
      assertThat(server.console().strip()).endsWith("gatehouse stopped: 1 game saved");
    }
    postgres.startAgain();
    try (var server = server()) {
      var players = new Players(server);
      var alice = players.returning("Alice").types("p").sees("(saved; resumes").types("q");
      players.plays(alice.sees("p) Play a game"), "The Cellar").sees("Dlvl:1").close();
    }
  }

  @Test
  void a_wrong_password_is_one_line_and_the_password_is_nowhere() throws Exception {
    var wrong = new HashMap<>(environment);
    wrong.put("GATEHOUSE_DATABASE_PASSWORD", "my best guess");
    try (var server = ServerProcess.launch(folder.resolve("data"), wrong)) {
      assertThat(server.exitStatus()).isEqualTo(1);
      assertThat(server.console().strip().lines()).hasSize(1);
      assertThat(server.console())
          .startsWith("gatehouse cannot start: the database at jdbc:postgresql:")
          .contains("does not let")
          .doesNotContain("my best guess");
      assertThat(log()).contains("cannot start").doesNotContain("my best guess");
    }
  }
}
