package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.ReloadCatalogue;
import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Person;
import gatehouse.testkit.RemoteTerminal;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An operator changes the games while people play. */
@NeedsRealPart({SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-config")
@Tag("GD-config")
class ReloadingIT {

  private static final int PLAYERS = 10;

  private static final String ECHO =
      """
      gatehouse.games.echo {
        name = "Echo", command = ["/bin/sh", "-c", "echo ready; stty raw; exec cat"], order = 1
      }
      """;

  @TempDir Path folder;
  private Path conf;
  private ServerProcess server;
  private Players players;
  private SshClient client;

  @BeforeEach
  void start() throws IOException {
    client = RemoteTerminal.client();
    conf = Files.createDirectories(folder.resolve("conf/games"));
    server =
        ServerProcess.start(
            folder.resolve("data"), Map.of("GATEHOUSE_CONF_DIR", conf.getParent().toString()));
    players = new Players(server);
  }

  @AfterEach
  void stop() {
    client.stop();
    if (server != null) {
      server.close();
    }
  }

  private RemoteTerminal plays(String name) throws IOException {
    var terminal = RemoteTerminal.connects(client, server.port()).sees("Not logged in.");
    terminal.types("r").sees("Choose a username.").types(name + "\r");
    terminal.sees("Choose a password.").types("sesame\r").sees("Repeat").types("sesame\r");
    terminal.sees("E-mail").types("\r").sees("Logged in as: ").types("p").sees(") The Cellar");
    return terminal.types("a").sees("Dlvl:1");
  }

  private static Person looksAtGames(Person person) {
    return person.types("p").sees("Choose a game").sees(") The Cellar");
  }

  private static void showsSoon(Person menu, String text) {
    await("to be on an open menu: " + text)
        .atMost(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(menu.screen()).contains(text));
  }

  /** Exit status, and the one line that was said. */
  private String reload() {
    var said = new StringWriter();
    var status =
        new CommandLine(new ReloadCatalogue())
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute("--data-dir", folder.resolve("data").toString());
    return status + " " + said.toString().strip();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("data/log/gatehouse.log"));
  }

  @Test
  void a_game_appears_in_open_menus_and_a_mistake_changes_nothing() throws Exception {
    for (int i = 0; i < PLAYERS; i++) {
      plays("Player" + i);
    }
    try (var alice = looksAtGames(players.registered("Alice"));
        var bob = looksAtGames(players.registered("Bob"))) {
      Files.writeString(conf.resolve("echo.conf"), ECHO);
      showsSoon(alice, "a) Echo");
      showsSoon(bob, "a) Echo");
      alice.types("a").sees("ready");
      assertThat(log()).contains("Catalogue reloaded: added echo");

      var before = bob.screen();
      var bad =
          Files.writeString(
              conf.resolve("bad.conf"), "gatehouse.games.bad {\n name = Bad\n comand = x\n}\n");
      var problem = bad + ":3 gatehouse.games.bad.comand: there is no such key";
      await().untilAsserted(() -> assertThat(log()).contains(problem));
      assertThat(bob.screen()).isEqualTo(before);
      assertThat(reload()).isEqualTo("1 refused, the old catalogue is kept: " + problem);

      Files.delete(bad);
      Files.delete(conf.resolve("echo.conf"));
      assertThat(reload()).isEqualTo("0 games on offer: The Cellar");
      bob.seesNoMore("Echo");
      alice.types("xyzzy").sees("xyzzy");
    }
  }

  @Test
  void a_game_that_is_taken_out_while_it_runs_goes_on_and_is_returned_to() throws Exception {
    Files.writeString(conf.resolve("echo.conf"), ECHO);
    assertThat(reload()).isEqualTo("0 games on offer: Echo, The Cellar");
    var alice = players.plays(players.registered("Alice"), "Echo").sees("ready");
    try (var elsewhere = players.returning("Alice", 80, 24, "xterm-256color")) {
      elsewhere.sees("Take it over here").types("q").sees("p) Play a game");
      Files.delete(conf.resolve("echo.conf"));
      assertThat(reload()).isEqualTo("0 games on offer: The Cellar");
      looksAtGames(elsewhere).seesNoMore(") Echo");
      elsewhere.types("q").sees("Your game of Echo is being played at another terminal");
    }
    alice.types("plugh").sees("plugh").losesConnection();
    try (var again = players.returning("Alice")) {
      again.sees("is still running; press Enter").presses("Enter").sees("plugh");
      again.types("xyzzy").sees("xyzzy");
    }
    assertThat(server.stop()).isZero();
    assertThat(folder.resolve("data/operator/game")).doesNotExist();
  }
}
