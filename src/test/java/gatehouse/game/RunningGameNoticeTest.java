package gatehouse.game;

import static gatehouse.game.OneGame.withNoticeTime;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.util.ByteString;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Notice;
import gatehouse.game.Games.Output;
import gatehouse.game.Games.Repaint;
import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.testkit.Akka;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where in a game's output a line of ours may stand, and how it goes away. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class RunningGameNoticeTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  private OneGame game;
  private FakePtys.FakeProgram program;
  private FakePerson alice;

  @BeforeEach
  void prepare(ActorTestKit testKit) {
    game = new OneGame(testKit);
    game.shelf.limits(new TimeLimits(Duration.ofHours(1), Duration.ZERO));
  }

  private void start(Duration noticeTime) {
    game.start(withNoticeTime(noticeTime));
    program = game.ptys.program();
    alice = game.person(game.opened().ticket());
    alice.seesRepaint();
  }

  /** Alice has typed nothing for so long that she is to be told. */
  private void isWarned() {
    game.clock.pass(Duration.ofMinutes(59));
    game.isLookedAt();
  }

  private void prints(String text) {
    program.prints(text);
    alice.seesOutput();
  }

  @Test
  void it_waits_for_the_end_of_a_sequence() {
    start(LONG);
    prints("red \033[3");
    isWarned();
    alice.screen().request(1).expectNoMessage(Duration.ofMillis(100));
    program.prints("1m");
    assertThat(alice.screen().expectNext()).isInstanceOf(Output.class);
    assertThat(alice.seesNotice().text()).contains("press a key").contains("60 seconds");
  }

  @Test
  void it_waits_for_the_end_of_a_character() {
    start(LONG);
    program.prints(ByteString.fromInts(0xe2, 0x94));
    alice.seesOutput();
    isWarned();
    alice.screen().request(1).expectNoMessage(Duration.ofMillis(100));
    program.prints(ByteString.fromInts(0x80));
    assertThat(alice.screen().expectNext()).isInstanceOf(Output.class);
    alice.seesNotice();
  }

  @Test
  void after_its_time_the_exact_screen_comes_back() {
    start(SHORT);
    prints("dungeon");
    isWarned();
    alice.seesNotice();
    var back = alice.seesRepaint();
    assertThat(back.offset()).isEqualTo(7);
    assertThat(back.bytes().utf8String()).contains("dungeon");
    program.prints("!");
    assertThat(alice.seesOutput().offset()).isEqualTo(7);
  }

  @Test
  void a_key_takes_it_off_once_it_could_be_read() {
    start(LONG);
    prints("dungeon");
    isWarned();
    alice.seesNotice();
    alice.types("a");
    await().until(() -> program.events().contains("keys a"));
    alice.screen().request(1).expectNoMessage(Duration.ofMillis(1200));
    alice.types("b");
    assertThat(alice.screen().expectNext()).isInstanceOf(Repaint.class);
    await().until(() -> program.events().contains("keys b"));
  }

  @Test
  void what_the_game_writes_meanwhile_is_seen_at_once_and_the_line_drawn_again() {
    start(Duration.ofSeconds(2));
    isWarned();
    alice.seesNotice();
    prints("status line");
    assertThat(alice.screen().requestNext()).isInstanceOf(Notice.class);
    assertThat(alice.screen().requestNext()).isInstanceOf(Repaint.class);
  }

  @Test
  void a_flood_makes_room_for_it() {
    start(LONG);
    program.prints("x".repeat(300_000));
    alice.seesOutput();
    isWarned();
    var seen = alice.screen().requestNext();
    while (seen instanceof Output) {
      seen = alice.screen().requestNext();
    }
    assertThat(seen).isInstanceOf(Notice.class);
    assertThat(program.read()).isLessThan(300_000);
  }

  @Test
  void it_is_not_repeated_before_a_key_was_typed() {
    start(SHORT);
    isWarned();
    alice.seesNotice();
    alice.seesRepaint();
    game.isLookedAt();
    alice.screen().request(1).expectNoMessage(Duration.ofMillis(100));
    alice.types("a");
    await().until(() -> program.events().contains("keys a"));
    isWarned();
    assertThat(alice.screen().expectNext()).isInstanceOf(Notice.class);
  }

  @Test
  void who_still_types_nothing_reads_that_the_game_was_saved() {
    start(SHORT);
    game.ptys.programs((saving, event) -> {
      if (event.equals("signal HUP")) {
        game.shelf.save("alice", FakeShelf.NETHACK);
        saving.exits(0);
      }
    });
    isWarned();
    alice.seesNotice();
    alice.seesRepaint();
    game.clock.pass(Duration.ofMinutes(1));
    game.isLookedAt();
    assertThat(alice.seesNotice().text()).isEqualTo("Your game is being saved and ended.");
    var last = alice.screen().requestNext();
    while (!(last instanceof Ended)) {
      last = alice.screen().requestNext();
    }
    assertThat(((Ended) last).text())
        .startsWith("Nothing was typed for too long: your game is saved. [");
  }

  @Test
  void a_terminal_that_takes_nothing_does_not_keep_a_game_from_saving() {
    start(LONG);
    program.prints("x".repeat(500_000));
    await().until(() -> program.read() >= OneGame.SETTINGS.ring());
    game.stop(StopCause.ASKED);
    await().until(() -> program.read() == 500_000);
    var seen = alice.screen().requestNext();
    while (!(seen instanceof Repaint)) {
      seen = alice.screen().requestNext();
    }
    program.exits(0);
  }
}
