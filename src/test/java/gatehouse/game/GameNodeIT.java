package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.NoSuchGame;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Standing;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.terminal.TerminalSize;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with its journal in an H2 file. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-lifecycle")
@Tag("S2.2-tunnel")
class GameNodeIT {

  private static final GameId ECHO = new GameId("echo");

  @TempDir private Path data;
  private RunningNode node;

  /** Where the database is. */
  Config database() throws Exception {
    return ConfigFactory.empty();
  }

  @BeforeEach
  void start() throws Exception {
    node = RunningNode.start(data, database());
  }

  @AfterEach
  void stop() throws Exception {
    node.kill();
  }

  private Opened open() throws Exception {
    return (Opened) node.opens(ALICE, ECHO);
  }

  @Test
  void a_person_plays_saves_and_resumes() throws Exception {
    var seat = open();
    assertThat(seat.how()).isEqualTo(How.STARTED);
    var alice = node.attaches(seat);
    alice.reads("new");
    alice.types("hello\r");
    alice.reads("said hello");
    answer(node.games().end(RequestId.random(), ALICE, ECHO));
    assertThat(alice.readsToTheEnd().ending()).isEqualTo(Ending.SAVED);
    var resumed = open();
    assertThat(resumed.how()).isEqualTo(How.RESUMED);
    node.attaches(resumed).reads("restored");
  }

  @Test
  void the_terminals_size_reaches_the_program() throws Exception {
    var alice = node.attaches(open(), new TerminalSize(100, 30));
    alice.types("size\r");
    alice.reads("30 100");
    alice.resizes(new TerminalSize(90, 20));
    alice.types("size\r");
    alice.reads("20 90");
  }

  @Test
  @Tag("SD-io")
  void a_flood_arrives_whole_and_in_order() throws Exception {
    var alice = node.attaches(open());
    alice.reads("new");
    alice.types("flood\r");
    var flood = alice.reads("line 20000\r\n");
    assertThat(flood.substring(flood.indexOf("line 1\r\n")))
        .isEqualTo(
            String.join(
                "", IntStream.rangeClosed(1, 20000).mapToObj(i -> "line " + i + "\r\n").toList()));
  }

  @Test
  @Tag("C-state")
  void a_crash_is_told_apart_from_an_exit() throws Exception {
    var alice = node.attaches(open());
    alice.types("crash\r");
    assertThat(alice.readsToTheEnd().ending()).isEqualTo(Ending.CRASHED);
    var again = node.attaches(open());
    again.types("quit\r");
    assertThat(again.readsToTheEnd()).isEqualTo(new Ended(Ending.EXITED, ""));
  }

  @Test
  @Tag("GD-persist")
  @Tag("P-nosession")
  void after_the_death_of_the_service_the_saved_game_goes_on() throws Exception {
    var before = open();
    node.attaches(before).reads("new");
    node = node.restart();
    var after = open();
    assertThat(after.how()).isEqualTo(How.RESUMED);
    assertThat(after.session()).isNotEqualTo(before.session());
    node.attaches(after).reads("restored");
  }

  @Test
  @Tag("S2.2-deathsave")
  void stopping_saves_what_runs() throws Exception {
    node.attaches(open()).reads("new");
    assertThat(answer(node.node().stop())).isEqualTo(new GameNode.Stopped(1, 0, 0));
  }

  @Test
  void a_menu_sees_games_begin_and_be_saved() throws Exception {
    TestSubscriber.Probe<Games.OwnGames> menu =
        node.games()
            .mine(ALICE)
            .toMat(TestSink.create(node.system()), Keep.right())
            .run(node.system());
    assertThat(menu.requestNext().games()).isEmpty();
    node.attaches(open()).reads("new");
    showsUntil(menu, Standing.ATTACHED);
    answer(node.games().end(RequestId.random(), ALICE, ECHO));
    var after = showsUntil(menu, Standing.SAVED);
    assertThat(after.lastPlayed()).contains(ECHO);
    assertThat(after.lastSaved()).contains(ECHO);
  }

  @Test
  void a_game_that_is_not_in_the_catalogue_cannot_be_opened() throws Exception {
    assertThat(node.opens(ALICE, new GameId("chess"))).isEqualTo(new NoSuchGame());
  }

  /** Of several changes a menu may see but the last. */
  private static Games.OwnGames showsUntil(
      TestSubscriber.Probe<Games.OwnGames> menu, Standing standing) {
    var shown = menu.requestNext();
    while (shown.games().getFirst().standing() != standing) {
      shown = menu.requestNext();
    }
    return shown;
  }
}
