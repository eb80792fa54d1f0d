package gatehouse.spectate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.stream.SystemMaterializer;
import akka.util.ByteString;
import gatehouse.backend.Games;
import gatehouse.backend.Games.Ending;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.spectate.Spectator.Command;
import gatehouse.spectate.Spectator.Finished;
import gatehouse.spectate.Spectator.Interrupted;
import gatehouse.spectate.Spectator.News;
import gatehouse.spectate.Spectator.Watching;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.View;
import gatehouse.testkit.Akka;
import gatehouse.testkit.FakeGames;
import gatehouse.testkit.FakeLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SD-spectate")
@Tag("C-spectator")
class SpectatorTest {

  private static final SessionId ROUND = new SessionId("round-1");
  private static final SpectateSettings SETTINGS =
      new SpectateSettings(
          Duration.ofMillis(1),
          8 * 1024,
          1024,
          Duration.ofSeconds(3),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          5);

  private final FakeLine person = new FakeLine();
  private final Screen game = new Screen(TerminalSize.STANDARD);
  private ActorTestKit testKit;
  private FakeGames games;
  private ActorRef<Broadcasts.Command> broadcasts;
  private TestProbe<News> session;
  private long offset;

  @BeforeEach
  void open(ActorTestKit kit) {
    testKit = kit;
    games = new FakeGames(SystemMaterializer.get(kit.system()).materializer());
    broadcasts = kit.spawn(Broadcasts.create(games, SETTINGS));
    session = kit.createTestProbe();
    // A terminal that shows nothing yet must not look like one that shows the game.
    game.feed("\033[12;1HThe game\033[H".getBytes(StandardCharsets.UTF_8));
  }

  private ActorRef<Command> watches(FakeLine line) {
    return testKit.spawn(
        Spectator.create(
            line,
            broadcasts,
            () -> games.join(Optional.empty(), RequestId.random(), ROUND),
            SETTINGS,
            session.ref()));
  }

  private void keyframe() {
    games.tellsViewers(
        new Games.Keyframe(offset, game.size(), ByteString.fromArray(game.repaint())));
  }

  private void prints(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    game.feed(bytes);
    games.tellsViewers(new Games.Output(offset, ByteString.fromArray(bytes)));
    offset += bytes.length;
  }

  /** What the terminal of whoever sits at this line shows. */
  private static Screen shownTo(FakeLine line) {
    var screen = new Screen(line.size());
    screen.feed(line.everything());
    return screen;
  }

  private void seesTheGame(FakeLine line) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(shownTo(line).text()).isEqualTo(game.text()));
  }

  @Test
  @Tag("S3.3-multicast")
  void the_whole_screen_is_there_at_once_and_follows_the_game() {
    game.feed("\033[5;10H@\033[1;1HHello stranger, welcome!".getBytes(StandardCharsets.UTF_8));
    watches(person);
    keyframe();
    session.expectMessage(new Watching());
    seesTheGame(person);
    prints("\033[5;10H.@");
    seesTheGame(person);
    prints("\033[2J\033[24;1HDlvl:2");
    seesTheGame(person);
  }

  @Test
  @Tag("S3.3-multicast")
  void all_who_watch_a_game_share_one_stream_and_each_comes_and_goes_by_name() {
    var other = new FakeLine();
    var first = watches(person);
    keyframe();
    prints("one");
    seesTheGame(person);
    watches(other);
    seesTheGame(other);
    assertThat(games.watches()).isEqualTo(1);
    testKit.stop(first);
    await()
        .untilAsserted(() ->
            assertThat(games.ofViewers())
                .containsExactly(
                    new Games.Enter(ROUND, new Ticket("viewer-1")),
                    new Games.Enter(ROUND, new Ticket("viewer-2")),
                    new Games.Leave(new Ticket("viewer-1"))));
    prints("two");
    seesTheGame(other);
  }

  @Test
  void the_stream_ends_with_the_last_who_watches_and_the_next_gets_a_new_one() {
    var only = watches(person);
    keyframe();
    seesTheGame(person);
    testKit.stop(only);
    await().until(() -> games.viewersHaveGone());
    var next = new FakeLine();
    watches(next);
    await().until(() -> games.watches() == 2);
    game.feed("later".getBytes(StandardCharsets.UTF_8));
    keyframe();
    seesTheGame(next);
  }

  @Test
  @Tag("S2.3-backpressure")
  @Tag("S4.2-delta")
  void a_terminal_that_receives_nothing_costs_little_and_is_right_again_at_once() {
    var other = new FakeLine();
    watches(person);
    keyframe();
    seesTheGame(person);
    watches(other);
    seesTheGame(other);
    person.receivesNothing();
    int before = person.everything().length;
    for (int i = 0; i < 500; i++) {
      prints("\033[H" + ("line " + i + " ").repeat(50));
    }
    seesTheGame(other);
    assertThat(person.everything().length - before)
        .isLessThanOrEqualTo(SETTINGS.unreceived() + 4096);
    assertThat(shownTo(person).text()).isNotEqualTo(game.text());
    person.receivesAgain();
    seesTheGame(person);
    assertThat(person.everything().length - before)
        .isLessThanOrEqualTo(SETTINGS.unreceived() + 2 * 4096);
  }

  @Test
  @Tag("S4.1-resize")
  void the_game_may_change_its_size() {
    watches(person);
    keyframe();
    prints("small");
    seesTheGame(person);
    game.resize(new TerminalSize(132, 50));
    prints("\033[2J\033[50;1Hbottom line");
    keyframe();
    await().untilAsserted(() -> assertThat(shownTo(person).lineText(23)).isEqualTo("bottom line"));
  }

  @Test
  @Tag("S4.1-resize")
  void a_smaller_terminal_gets_what_fits() {
    person.isResizedTo(40, 15);
    watches(person);
    game.feed("\033[24;1HDlvl:1  HP:16\033[24;3H".getBytes(StandardCharsets.UTF_8));
    keyframe();
    person.sees("Dlvl:1  HP:16");
    assertThat(shownTo(person).cursorColumn()).isEqualTo(2);
  }

  @Test
  void a_terminal_that_changes_is_drawn_anew() {
    var watching = watches(person);
    keyframe();
    prints("\033[2;1Hsecond line");
    seesTheGame(person);
    person.isResizedTo(100, 30);
    watching.tell(new Spectator.Look(View.of(person.term(), person.size())));
    await().untilAsserted(() -> assertThat(shownTo(person).size().rows()).isEqualTo(30));
    prints("!");
    await().untilAsserted(() -> assertThat(shownTo(person).lineText(1)).isEqualTo("second line!"));
  }

  @Test
  void nothing_is_drawn_over_what_covers_the_game() {
    var other = new FakeLine();
    var watching = watches(person);
    watches(other);
    keyframe();
    prints("to be covered");
    seesTheGame(person);
    int drawn = person.everything().length;
    watching.tell(new Spectator.Cover());
    prints(" still");
    seesTheGame(other);
    assertThat(person.everything().length).isEqualTo(drawn);
    watching.tell(new Spectator.Uncover());
    seesTheGame(person);
  }

  @Test
  void a_terminal_can_be_asked_to_take_the_size_of_the_game() {
    game.resize(new TerminalSize(132, 50));
    var watching = watches(person);
    keyframe();
    session.expectMessage(new Watching());
    watching.tell(new Spectator.Fit());
    person.sees("\033[8;50;132t");
  }

  @Test
  @Tag("M-recovery")
  void a_broken_stream_is_entered_again() {
    watches(person);
    keyframe();
    prints("before");
    seesTheGame(person);
    games.unreachableFor(2);
    games.breaksForViewers();
    session.fishForMessage(
        Duration.ofSeconds(3),
        news ->
            news.equals(new Interrupted())
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    await().until(() -> games.watches() == 2);
    game.feed(" and after".getBytes(StandardCharsets.UTF_8));
    keyframe();
    seesTheGame(person);
  }

  @Test
  void a_game_that_is_out_of_reach_for_good_is_given_up() {
    games.unreachableFor(100);
    var watching = watches(person);
    session.expectTerminated(watching, Duration.ofSeconds(3));
  }

  @Test
  void whoever_may_not_watch_is_told_so_at_once() {
    games.refusesWith("This game is private.");
    var watching = watches(person);
    session.expectTerminated(watching);
    session.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void whoever_is_turned_away_leaves_and_the_others_stay() {
    var other = new FakeLine();
    var first = watches(person);
    keyframe();
    seesTheGame(person);
    watches(other);
    seesTheGame(other);
    games.tellsViewers(new Games.Expelled(new Ticket("viewer-1"), "You may not watch."));
    session.expectTerminated(first);
    prints("on");
    seesTheGame(other);
  }

  @Test
  void the_end_of_the_game_is_told_after_its_last_picture() {
    var watching = watches(person);
    keyframe();
    prints("You die...");
    games.endsForViewers(Ending.EXITED, "");
    session.fishForMessage(
        Duration.ofSeconds(3),
        news ->
            news.equals(new Finished(new Games.Ended(Ending.EXITED, "")))
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    session.expectTerminated(watching);
    seesTheGame(person);
  }

  @Test
  void a_lost_line_ends_it_without_a_word() {
    var watching = watches(person);
    keyframe();
    session.expectMessage(new Watching());
    person.losesConnectionSilently();
    prints("x".repeat(80 * 20));
    prints("y".repeat(80 * 20));
    session.expectTerminated(watching);
    session.expectNoMessage(Duration.ofMillis(50));
  }
}
