package gatehouse.game;

import static gatehouse.game.OneGame.FIRST;
import static gatehouse.game.OneGame.SETTINGS;
import static gatehouse.game.OneGame.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.util.ByteString;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Keys;
import gatehouse.game.Games.NotAdmitted;
import gatehouse.game.Games.Opened;
import gatehouse.model.RequestId;
import gatehouse.model.Ticket;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.2-tunnel")
class RunningGameTest {

  private OneGame game;

  @BeforeEach
  void prepare(ActorTestKit testKit) {
    game = new OneGame(testKit);
  }

  @Nested
  @Tag("S1.1-lifecycle")
  class Starting {

    @Test
    void a_game_is_started_at_its_size_and_its_player_admitted() {
      game.start(SETTINGS);
      var opened = game.opened();
      assertThat(opened.how()).isEqualTo(How.STARTED);
      assertThat(opened.session()).isEqualTo(game.session);
      assertThat(opened.address()).isEqualTo(OneGame.ADDRESS);
      assertThat(game.ptys.program().started().size()).isEqualTo(SIZE);
      game.entity.expectMessage(new GameSession.Started(game.session, How.STARTED));
      assertThat(opened.term()).isEqualTo("xterm");
      var now = game.clock.instant();
      game.host.expectMessage(
          new GameHost.Changed(
              new Games.LiveGame(
                  game.session,
                  OneGame.ALICE,
                  FakeShelf.NETHACK,
                  "NH36",
                  SIZE,
                  now,
                  now,
                  false,
                  0,
                  false)));
    }

    @Test
    void a_save_is_resumed() {
      game.begins(Beginning.Way.RESUME, FakeShelf.saveOf(1)).start(SETTINGS);
      assertThat(game.opened().how()).isEqualTo(How.RESUMED);
      game.entity.expectMessage(new GameSession.Started(game.session, How.RESUMED));
    }

    @Test
    @Tag("S1.1-save")
    void a_damaged_save_is_refused_and_the_session_told_which() {
      game.shelf.damages(1);
      game.begins(Beginning.Way.RESUME, FakeShelf.saveOf(1)).start(SETTINGS);
      assertThat(game.opening()).isEqualTo(new Games.CannotOpen("The save is damaged."));
      game.entity.expectMessage(new GameSession.NotStarted(game.session, 1));
    }

    @Test
    @Tag("F18")
    void a_recovered_game_is_said_to_be_one_to_who_attaches_first() {
      game.begins(Beginning.Way.RECOVER, FakeShelf.saveOf(1)).start(SETTINGS);
      assertThat(game.opened().how()).isEqualTo(How.RECOVERED);
      var alice = game.person();
      alice.seesRepaint();
      assertThat(alice.seesNotice().text())
          .isEqualTo("Your last game crashed; this is what could be recovered of it.");
    }

    @Test
    @Tag("F18")
    void a_new_game_in_place_of_one_that_is_lost_is_said_to_be_one() {
      game.begins(Beginning.Way.RECOVER, Optional.empty()).start(SETTINGS);
      assertThat(game.opened().how()).isEqualTo(How.STARTED);
      var alice = game.person();
      alice.seesRepaint();
      assertThat(alice.seesNotice().text())
          .isEqualTo("Nothing could be recovered of your last game; this is a new one.");
    }

    @Test
    @Tag("F18")
    void a_recovered_game_is_shown_as_one_to_all_as_long_as_it_runs() {
      game.begins(Beginning.Way.RECOVER, FakeShelf.saveOf(1)).start(SETTINGS);
      game.opened();
      game.isShown(shown -> shown.recovered() && !shown.attached());
      game.person().seesRepaint();
      game.isShown(shown -> shown.recovered() && shown.attached());
    }

    @Test
    void the_starting_request_repeated_says_started_again_and_another_says_returned() {
      game.start(SETTINGS);
      game.opened();
      assertThat(((Opened) game.admit(FIRST)).how()).isEqualTo(How.STARTED);
      assertThat(((Opened) game.admit(new RequestId("second"))).how()).isEqualTo(How.RETURNED);
      assertThat(game.ptys.spawned()).isOne();
    }

    @Test
    void a_game_that_cannot_be_prepared_says_why() {
      game.shelf.cannotPrepare("NetHack is not installed here.");
      game.start(SETTINGS);
      assertThat(game.opening()).isEqualTo(new CannotOpen("NetHack is not installed here."));
      game.entity.expectMessage(new GameSession.NotStarted(game.session));
    }

    @Test
    void what_the_system_lacks_is_not_told_to_people() {
      game.ptys.breakDown();
      game.start(SETTINGS);
      assertThat(game.opening())
          .isEqualTo(new CannotOpen("NetHack cannot be started at the moment."));
    }
  }

  @Nested
  class Tickets_ {

    @BeforeEach
    void start() {
      game.start(SETTINGS);
    }

    @Test
    void a_ticket_admits_once() {
      var ticket = game.opened().ticket();
      assertThat(game.attach(ticket, SIZE, OptionalLong.empty()))
          .isInstanceOf(Games.Attached.class);
      assertThat(game.attach(ticket, SIZE, OptionalLong.empty())).isEqualTo(new NotAdmitted());
    }

    @Test
    void a_ticket_is_short_lived() {
      var ticket = game.opened().ticket();
      game.clock.pass(SETTINGS.ticketLifetime());
      assertThat(game.attach(ticket, SIZE, OptionalLong.empty())).isEqualTo(new NotAdmitted());
    }

    @Test
    void an_unknown_ticket_admits_nobody() {
      game.opened();
      assertThat(game.attach(new Ticket("guess"), SIZE, OptionalLong.empty()))
          .isEqualTo(new NotAdmitted());
    }
  }

  @Nested
  @Tag("SD-io")
  class While_attached {

    private FakePtys.FakeProgram program;
    private FakePerson alice;

    @BeforeEach
    void start() {
      game.start(SETTINGS);
      game.opened();
      program = game.ptys.program();
      alice = game.person();
      assertThat(alice.seesRepaint().offset()).isZero();
    }

    @Test
    void output_is_shown_at_once() {
      program.prints("hello");
      var output = alice.seesOutput();
      assertThat(output.offset()).isZero();
      assertThat(output.bytes().utf8String()).isEqualTo("hello");
    }

    @Test
    void keys_reach_the_game_in_order() {
      for (int key = 0; key < 500; key++) {
        alice.types(key + " ");
      }
      await().until(() -> program.input().utf8String().endsWith("499 "));
      assertThat(program.input().utf8String().split(" ")).hasSize(500);
    }

    @Test
    void a_new_size_reaches_the_game() {
      alice.resizes(new TerminalSize(100, 30));
      await().until(() -> program.events().contains("resize 100x30"));
    }

    @Test
    void a_slow_reader_gets_every_byte_and_holds_the_game_up() {
      var bytes = new byte[1_000_000];
      new Random(1).nextBytes(bytes);
      program.prints(ByteString.fromArrayUnsafe(bytes));
      await().until(() -> program.read() >= SETTINGS.ring());
      assertThat(program.read()).isLessThan(200_000);
      assertThat(alice.readsFromTo(0, bytes.length).toArrayUnsafe()).isEqualTo(bytes);
    }

    @Test
    void what_gathers_while_the_reader_is_busy_comes_as_one() {
      game.ptys.readInPiecesOf(1);
      program.prints("x".repeat(1000));
      await().until(() -> program.read() == 1000);
      alice.seesOutput();
      assertThat(alice.seesOutput().bytes().length()).isGreaterThan(900);
    }

    @Test
    void a_game_that_takes_no_keys_holds_the_keyboard_up() {
      program.stopsTakingKeys();
      alice.types("1");
      await().until(() -> program.input().length() == 1);
      alice.types("2");
      alice.types("3");
      program.prints("still here");
      assertThat(alice.seesOutput().bytes().utf8String()).isEqualTo("still here");
      assertThat(program.input().utf8String()).isEqualTo("1");
      program.takesKeysAgain();
      await().until(() -> program.input().utf8String().equals("123"));
    }

    @Test
    void keys_that_the_game_never_took_are_told_to_be_dropped() {
      program.stopsTakingKeys();
      alice.types("1");
      await().until(() -> program.input().length() == 1);
      game.clock.pass(Duration.ofSeconds(5));
      program.failsToTakeKeys();
      assertThat(alice.seesNotice().text()).contains("takes no keys");
    }

    @Test
    void a_gap_in_the_numbers_of_keys_ends_the_attachment() {
      alice.keyboard().sendNext(new Keys(2, ByteString.fromString("x")));
      assertThat(alice.screen().request(1).expectError()).isInstanceOf(MisnumberedKeys.class);
      assertThat(program.input().isEmpty()).isTrue();
    }

    @Test
    void repeated_keys_end_the_attachment() {
      alice.types("a");
      await().until(() -> program.input().utf8String().equals("a"));
      alice.keyboard().sendNext(new Keys(1, ByteString.fromString("a")));
      assertThat(alice.screen().request(1).expectError()).isInstanceOf(MisnumberedKeys.class);
      assertThat(program.input().utf8String()).isEqualTo("a");
    }

    @Test
    void another_terminal_takes_over() {
      var elsewhere = game.person();
      assertThat(alice.seesEnd().ending()).isEqualTo(Ending.TAKEN_OVER);
      elsewhere.seesRepaint();
      elsewhere.types("me");
      program.prints("you");
      assertThat(elsewhere.seesOutput().bytes().utf8String()).isEqualTo("you");
      await().until(() -> program.input().utf8String().equals("me"));
    }

    @Test
    void whoever_was_taken_over_can_type_no_more() {
      program.stopsTakingKeys();
      alice.types("1");
      await().until(() -> program.input().length() == 1);
      alice.types("late");
      var elsewhere = game.person();
      program.takesKeysAgain();
      elsewhere.types("2");
      await().until(() -> program.input().length() > 1);
      assertThat(program.input().utf8String()).isEqualTo("12");
    }

    @Test
    void a_reader_who_was_held_up_hears_of_the_takeover_first() {
      program.prints("a".repeat(300_000));
      await().until(() -> program.read() >= SETTINGS.ring());
      var elsewhere = game.person();
      elsewhere.seesRepaint();
      await().until(() -> program.read() > 100_000);
      alice.seesOutput();
      assertThat(alice.seesEnd().ending()).isEqualTo(Ending.TAKEN_OVER);
    }
  }

  @Nested
  class Coming_back {

    private FakePtys.FakeProgram program;

    @BeforeEach
    void start() {
      game.start(SETTINGS);
      game.opened();
      program = game.ptys.program();
    }

    @Test
    void the_game_goes_on_while_nobody_is_attached() {
      program.prints("a".repeat(500_000));
      await().until(() -> program.read() == 500_000);
    }

    @Test
    void output_goes_on_where_it_was_cut_without_a_byte_twice() {
      var alice = game.person();
      alice.seesRepaint();
      program.prints("0123456789");
      alice.readsFromTo(0, 10);
      alice.leaves();
      program.prints("abcdef");
      var again = game.person(SIZE, OptionalLong.of(8));
      assertThat(again.readsFromTo(8, 16).utf8String()).isEqualTo("89abcdef");
    }

    @Test
    void what_is_too_long_ago_is_replaced_by_the_exact_screen() {
      var text = "line \033[1mof\033[m text\r\n".repeat(10_000) + "\033[3;7Hhere\033[3";
      program.prints(text);
      await().until(() -> program.read() == text.length());
      var alice = game.person(SIZE, OptionalLong.of(5));
      var repaint = alice.seesRepaint();
      assertThat(repaint.offset()).isEqualTo(text.length());
      assertThat(shownBy(repaint.bytes())).isEqualTo(shownBy(ByteString.fromString(text)));
      program.prints(";1Hthere");
      assertThat(shownBy(repaint.bytes().concat(alice.seesOutput().bytes())))
          .isEqualTo(shownBy(ByteString.fromString(text + ";1Hthere")));
    }

    @Test
    void an_offset_ahead_of_the_game_is_answered_by_the_screen() {
      assertThat(game.person(SIZE, OptionalLong.of(99)).seesRepaint().offset()).isZero();
    }

    @Test
    void another_size_is_set_first_and_the_screen_painted() {
      program.prints("hello");
      await().until(() -> program.read() == 5);
      var alice = game.person(new TerminalSize(120, 40), OptionalLong.of(0));
      assertThat(alice.seesRepaint().offset()).isEqualTo(5);
      assertThat(program.events()).contains("resize 120x40");
    }

    @Test
    void keys_typed_into_a_cut_tunnel_are_gone() {
      var alice = game.person();
      alice.seesRepaint();
      alice.leaves();
      alice.screen().request(1).expectComplete();
      var again = game.person();
      again.seesRepaint();
      again.types("now");
      await().until(() -> program.input().length() > 0);
      assertThat(program.input().utf8String()).isEqualTo("now");
    }

    private String shownBy(ByteString bytes) {
      var screen = new Screen(SIZE);
      screen.feed(bytes.toArrayUnsafe(), 0, bytes.length());
      return new String(screen.repaint(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
