package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.OneGame.SIZE;
import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.Games.Attached;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.FromGame;
import gatehouse.game.Games.How;
import gatehouse.game.Games.NoSuchGame;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Output;
import gatehouse.game.Games.Repaint;
import gatehouse.game.Games.Standing;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
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
    return (Opened) answer(node.games().open(RequestId.random(), ALICE, ECHO, RunningNode.WANTED));
  }

  private FakePerson attach(Opened seat, TerminalSize size) throws Exception {
    var attaching =
        answer(node.games().attach(seat.session(), seat.ticket(), size, OptionalLong.empty()));
    return new FakePerson(node.system(), ((Attached) attaching).tunnel());
  }

  /** Reads until the text has been shown, and returns all that was. */
  private String reads(FakePerson person, String until) {
    var all = new StringBuilder();
    while (all.indexOf(until) < 0) {
      all.append(
          switch (person.screen().requestNext()) {
            case Output output -> text(output.bytes());
            case Repaint repaint -> text(repaint.bytes());
            case FromGame other -> throw new AssertionError(all + " then " + other);
          });
    }
    return all.toString();
  }

  private static String text(ByteString bytes) {
    return bytes.decodeString(StandardCharsets.ISO_8859_1);
  }

  private Ended readsToTheEnd(FakePerson person) {
    FromGame last = person.screen().requestNext();
    while (!(last instanceof Ended)) {
      last = person.screen().requestNext();
    }
    return (Ended) last;
  }

  @Test
  void a_person_plays_saves_and_resumes() throws Exception {
    var seat = open();
    assertThat(seat.how()).isEqualTo(How.STARTED);
    var alice = attach(seat, SIZE);
    reads(alice, "new");
    alice.types("hello\r");
    reads(alice, "said hello");
    answer(node.games().end(RequestId.random(), ALICE, ECHO));
    assertThat(readsToTheEnd(alice).ending()).isEqualTo(Ending.SAVED);
    var resumed = open();
    assertThat(resumed.how()).isEqualTo(How.RESUMED);
    reads(attach(resumed, SIZE), "restored");
  }

  @Test
  void the_terminals_size_reaches_the_program() throws Exception {
    var alice = attach(open(), new TerminalSize(100, 30));
    alice.types("size\r");
    reads(alice, "30 100");
    alice.resizes(new TerminalSize(90, 20));
    alice.types("size\r");
    reads(alice, "20 90");
  }

  @Test
  @Tag("SD-io")
  void a_flood_arrives_whole_and_in_order() throws Exception {
    var alice = attach(open(), SIZE);
    reads(alice, "new");
    alice.types("flood\r");
    var flood = reads(alice, "line 20000\r\n");
    assertThat(flood.substring(flood.indexOf("line 1\r\n")))
        .isEqualTo(
            String.join(
                "", IntStream.rangeClosed(1, 20000).mapToObj(i -> "line " + i + "\r\n").toList()));
  }

  @Test
  @Tag("C-state")
  void a_crash_is_told_apart_from_an_exit() throws Exception {
    var alice = attach(open(), SIZE);
    alice.types("crash\r");
    assertThat(readsToTheEnd(alice).ending()).isEqualTo(Ending.CRASHED);
    var again = attach(open(), SIZE);
    again.types("quit\r");
    assertThat(readsToTheEnd(again)).isEqualTo(new Ended(Ending.EXITED, ""));
  }

  @Test
  @Tag("GD-persist")
  @Tag("P-nosession")
  void after_the_death_of_the_service_the_saved_game_goes_on() throws Exception {
    var before = open();
    reads(attach(before, SIZE), "new");
    node = node.restart();
    var after = open();
    assertThat(after.how()).isEqualTo(How.RESUMED);
    assertThat(after.session()).isNotEqualTo(before.session());
    reads(attach(after, SIZE), "restored");
  }

  @Test
  @Tag("S2.2-deathsave")
  void stopping_saves_what_runs() throws Exception {
    reads(attach(open(), SIZE), "new");
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
    reads(attach(open(), SIZE), "new");
    showsUntil(menu, Standing.ATTACHED);
    answer(node.games().end(RequestId.random(), ALICE, ECHO));
    var after = showsUntil(menu, Standing.SAVED);
    assertThat(after.lastPlayed()).contains(ECHO);
    assertThat(after.lastSaved()).contains(ECHO);
  }

  @Test
  void a_game_that_is_not_in_the_catalogue_cannot_be_opened() throws Exception {
    assertThat(
            answer(
                node.games()
                    .open(RequestId.random(), ALICE, new GameId("chess"), RunningNode.WANTED)))
        .isEqualTo(new NoSuchGame());
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
