package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
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
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job with real parts: people with {@code ssh} in tmux, and one server between them. */
@NeedsRealPart({SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.4-e2e")
@Tag("C-integration")
class MainJobIT {

  @TempDir static Path folder;
  private static ServerProcess server;
  private static Players players;

  @BeforeAll
  static void start() throws IOException {
    var overlay =
        Files.writeString(
            folder.resolve("test.conf"),
            """
            gatehouse.games {
              shell { name = "Shell", command = ["/bin/sh"], order = 1 }
              sizes {
                name = "Sizes"
                command = ["/bin/sh", "-c", "while stty size; do sleep 0.1; done"]
                order = 3
              }
              gone { name = "Gone", command = ["/usr/games/no-such-game"], package = "no-such-package" }
              hasty { name = "Hasty", command = ["/bin/false"], order = 2 }
            }
            """);
    server =
        ServerProcess.start(folder.resolve("data"), Map.of("GATEHOUSE_CONFIG", overlay.toString()));
    players = new Players(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @NeedsRealPart({NETHACK, BUBBLEWRAP})
  @Tag("S1.4-launch")
  @Tag("S1.1-save")
  @Tag("S2.2-deathsave")
  @Tag("O-stateless-failover")
  void nethack_from_registering_over_a_lost_connection_to_the_resumed_save() throws IOException {
    var alice = players.registered("Alice");
    players.plays(alice, "NetHack").sees("Shall I pick").types("y");
    alice.answersUntil("welcome to NetHack!", Map.of("Is this ok?", "y", "--More--", "Space"));
    if (alice.screen().contains("--More--")) {
      alice.presses("Space").seesNoMore("--More--");
    }
    int turn = players.turn(alice) + 1;
    alice.types("s").sees("T:" + turn);
    var screen = alice.screen();
    alice.losesConnection();

    alice =
        players
            .returning("Alice")
            .sees("Your game of NetHack is still running; press Enter to return to it.")
            .enters("")
            .sees("T:" + turn);
    assertThat(alice.screen()).isEqualTo(screen);
    alice.types("S").sees("Really save?").types("y");
    alice.sees("Your game of NetHack is saved.").sees("Logged in as: Alice");

    alice.types("p").sees("(saved; resumes").types("q").sees("p) Play a game");
    players.plays(alice, "NetHack").sees("Restoring save file");
    alice.answersUntil("T:" + turn, Map.of("--More--", "Space"));
    alice.dismisses("--More--", "Space");
    alice.types("#quit").enters("");
    alice.answersUntil(
        "Logged in as: Alice",
        Map.of(
            "Really quit?", "y", "identified? [ynq]", "q", "--More--", "Space", "(end)", "Space"));
    assertThat(xlogfile()).contains("name=Alice").contains("turns=" + turn);
    alice.types("q").sees("[ssh ended with 0]").close();
  }

  private static String xlogfile() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/games"))) {
      var file =
          files
              .filter(path -> path.toString().contains("nethack"))
              .filter(path -> path.endsWith("xlogfile"))
              .findFirst()
              .orElseThrow();
      return Files.readString(file);
    }
  }

  @Test
  @Tag("SD-pty")
  @Tag("S4.1-resize")
  void a_game_has_the_size_of_the_terminal_after_each_of_50_resizes() {
    var bob = players.registered("Bob");
    players.plays(bob, "Sizes").sees("24 80");
    var random = new Random(20261122);
    for (int time = 0; time < 50; time++) {
      int columns = 60 + random.nextInt(80);
      int rows = 16 + random.nextInt(40);
      bob.resizes(columns, rows).sees(rows + " " + columns);
    }
    bob.presses("C-c").sees("Logged in as: Bob").close();
  }

  @Test
  @Tag("S4.1-types")
  void a_terminal_the_host_does_not_know_plays_as_xterm_256color() {
    players.registered("Carol").close();
    var carol = Person.connects(server.port(), "Carol", 80, 24, "xterm-nobody-knows");
    carol.sees("Password:").enters("open sesame").sees("Logged in as: Carol");
    players
        .plays(carol, "Shell")
        .sees("$")
        .enters("echo TERM is $TERM")
        .sees("TERM is xterm-256color");
    carol.enters("exit").sees("Logged in as: Carol").close();
  }

  @Test
  @Tag("C-errors")
  void a_game_that_dies_at_once_is_one_line_on_the_menu() {
    var dave = players.registered("Dave");
    players.plays(dave, "Hasty").sees("Hasty").sees("Logged in as: Dave").sees("p) Play a game");
    dave.types("p")
        .sees("Choose a game")
        .types(">")
        .sees("Gone")
        .sees("(not installed: Debian package no-such-package)");
    dave.close();
  }

  @Test
  @Tag("S1.4-login")
  @Tag("SEC-A6")
  void a_wrong_password_is_asked_for_again_and_looks_the_same_for_nobody() {
    players.registered("Erin").close();
    for (String name : new String[] {"Erin", "Nobody"}) {
      var guest = Person.connects(server.port(), name, 80, 24);
      guest.sees("Account " + name + "; Enter alone goes to the menu.").sees("Password:");
      guest.enters("close sesame").seesTimes("Password:", 2);
      guest.enters("").sees("Not logged in.").close();
    }
  }

  @Test
  void the_small_game_is_there_on_every_machine() {
    var frank = players.registered("Frank");
    players.plays(frank, "The Cellar").sees("Dlvl:1").sees("T:");
    frank.types("S").sees("Logged in as: Frank").sees("is saved");
    players.plays(frank, "The Cellar").sees("Dlvl:1");
    frank.losesConnection();
    frank = players.returning("Frank").sees("still running").enters("").sees("Dlvl:1");
    frank.types("S").sees("is saved").close();
  }
}
