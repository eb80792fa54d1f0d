package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Person;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who play, people who look on, and people with two terminals. */
@NeedsRealPart({SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.4-e2e")
@Tag("SD-spectate")
class WatchingIT {

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
              sizes {
                name = "Sizes"
                command = ["/bin/sh", "-c", "while stty size; do sleep 0.1; done"]
                order = 1
                minimum-columns = 20
                minimum-rows = 5
              }
              echo {
                name = "Echo"
                command = ["/bin/sh", "-c", "echo ready; stty raw; exec cat"]
                order = 2
                minimum-columns = 20
                minimum-rows = 5
              }
              wide { name = "Wide", command = ["/bin/cat"], minimum-columns = 100, order = 3 }
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

  /** Waits until both terminals show the same. */
  private static void seeTheSame(Person one, Person other) {
    await("the same screen")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(other.screen()).isEqualTo(one.screen()));
  }

  @Test
  @NeedsRealPart({NETHACK, BUBBLEWRAP})
  @Tag("C-spectator")
  void two_people_play_and_a_third_looks_on_without_a_hand_in_it() {
    var alice = players.playsNetHack(players.registered("Alice"));
    var bob = players.plays(players.registered("Bob"), "The Cellar").sees("Dlvl:1");
    var carol = players.visitor();

    players.watches(carol, "Alice");
    seeTheSame(alice, carol);
    int turn = players.turn(alice);
    carol.types("sssss").types("x");
    alice.types("s").sees("T:" + (turn + 1));
    seeTheSame(alice, carol);
    assertThat(players.turn(carol)).isEqualTo(turn + 1);

    carol.types("?").sees("Watching a game").types(" ");
    seeTheSame(alice, carol);
    carol.types("q").sees("Games in progress").sees("Bob").types("q").sees("Not logged in.");
    players.watches(carol, "Bob");
    seeTheSame(bob, carol);
    bob.types("S").sees("is saved");
    carol.sees("Bob's game is saved.").sees("Alice").close();
    bob.types("w").sees("Alice").types("q").sees("Logged in as: Bob").close();
    alice.close();
  }

  @Test
  @Tag("M-recovery")
  void who_looks_on_stays_while_the_player_loses_the_connection_and_comes_back() {
    var dave = players.plays(players.registered("Dave"), "The Cellar").sees("Dlvl:1");
    var eve = players.watches(players.visitor(), "Dave").sees("Dlvl:1");
    var screen = eve.screen();
    dave.losesConnection();
    dave =
        players
            .returning("Dave")
            .sees("Your game of The Cellar is still running; press Enter to return to it.")
            .enters("")
            .sees("Dlvl:1");
    assertThat(dave.screen()).isEqualTo(screen);
    dave.types("i");
    seeTheSame(dave, eve);
    dave.close();
    eve.close();
  }

  @Test
  @Tag("S1.1-lifecycle")
  void a_game_is_taken_over_from_another_terminal_which_it_fits_from_then_on() {
    var laptop = players.plays(players.registered("Frank"), "Sizes").sees("24 80");
    var phone = players.returning("Frank", 53, 21, "xterm-256color");
    phone.sees("Your game of Sizes is being played at another").sees("a) Take it over here");
    phone.types("a").sees("21 53");
    laptop.sees("Your game has moved to another terminal.").sees("Logged in as: Frank");
    laptop.enters("").sees("a) Take it over here").types("a").sees("24 80");
    phone.sees("Your game has moved to another terminal.").close();
    laptop.presses("C-c").sees("Logged in as: Frank").close();
  }

  @Test
  @Tag("S1.1-lifecycle")
  void only_the_terminal_that_has_taken_over_writes_and_the_other_may_look_on() {
    var first = players.plays(players.registered("Grace"), "Echo").sees("ready");
    first.types("one ").sees("one");
    var second = players.returning("Grace", 80, 24, "xterm-256color").sees("w) Watch it");
    second.types("w").sees("one");
    second.types("xyz");
    first.types("two ").sees("two");
    second.sees("two").seesNoMore("xyz").types("q").sees("Games in progress").types("q");
    second.sees("Logged in as: Grace").enters("").sees("a) Take it over here").types("a");
    second.sees("two").types("three").sees("three");
    first.sees("Your game has moved to another terminal.").close();
    assertThat(second.screen()).doesNotContain("xyz");
    second.close();
  }

  @Test
  @Tag("S1.1-lifecycle")
  void a_game_at_another_terminal_can_be_saved_and_ended_from_here() {
    var first = players.plays(players.registered("Heidi"), "The Cellar").sees("Dlvl:1");
    var second = players.returning("Heidi", 80, 24, "xterm-256color").sees("s) Save and end it");
    second.types("s").sees("Your game of The Cellar has been ended, saved if it can be.");
    first.sees("Your game is saved.").close();
    second.sees("R) Resume saved The Cellar").types("R").sees("Dlvl:1").types("S");
    second.sees("is saved").close();
  }

  @Test
  @Tag("S4.1-types")
  void another_kind_of_terminal_sees_the_same_game_in_its_own_way() {
    var first = players.plays(players.registered("Ivan"), "The Cellar").sees("Dlvl:1");
    var shown = first.screen();
    var old = players.returning("Ivan", 80, 24, "vt100").sees("a) Take it over here").types("a");
    old.sees("Dlvl:1");
    assertThat(old.screen()).isEqualTo(shown);
    old.types("S").sees("is saved").close();
    first.close();
  }

  @Test
  @NeedsRealPart({NETHACK, BUBBLEWRAP})
  @Tag("S4.1-resize")
  void a_phone_is_large_enough() {
    for (int[] size : new int[][] {{53, 21}, {40, 15}}) {
      var name = "Judy" + size[0];
      var judy = players.registered(name, players.visitor(size[0], size[1]));
      judy.types("?").sees("Keys of the main menu").types(" ").sees("q) Quit");
      players.plays(judy, "Wide").sees("Wide needs a terminal").sees("Logged in as: " + name);
      plays(judy);
      judy.types("S").sees("Really save?").types("y").sees("is saved");
      judy.resizes(80, 24).sees("w) Watch games in progress").resizes(size[0], size[1]);
      judy.types("w").sees("'?' for help").types("q").sees("Logged in as").close();
    }
  }

  private static void plays(Person phone) {
    players.plays(phone, "NetHack").sees("Shall I pick").types("y");
    phone.answersUntil("HP:", Map.of("Is this ok?", "y", "--More--", "Space"));
    phone.dismisses("--More--", "Space").types("s");
  }
}
