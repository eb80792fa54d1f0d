package gatehouse.game;

import static gatehouse.game.OneGame.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.model.RequestId;
import gatehouse.testkit.Akka;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-lifecycle")
class RunningGameEndTest {

  /** For what must time out in a test. */
  private static final RunningGameSettings SHORT =
      new RunningGameSettings(
          SETTINGS.ring(),
          SETTINGS.outputChunk(),
          1000,
          SETTINGS.ticketLifetime(),
          SETTINGS.detachedGrace(),
          SETTINGS.stallTimeout(),
          SETTINGS.settlingTime(),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          SETTINGS.killPatience(),
          SETTINGS.noticeTime(),
          SETTINGS.health());

  private OneGame game;

  @BeforeEach
  void prepare(ActorTestKit testKit) {
    game = new OneGame(testKit);
  }

  @Nested
  @Tag("C-state")
  class Ending_ {

    private FakePtys.FakeProgram program;
    private FakePerson alice;

    private void start(RunningGameSettings settings) {
      game.start(settings);
      program = game.ptys.program();
      alice = game.person(game.opened().ticket());
      alice.seesRepaint();
    }

    @Test
    void a_game_that_left_no_save_has_ended() {
      start(SETTINGS);
      program.prints("bye");
      program.exits(0);
      alice.readsFromTo(0, 3);
      assertThat(alice.seesEnd()).isEqualTo(new Ended(Ending.EXITED, ""));
      var over = game.over();
      assertThat(over.ending()).isEqualTo(Ending.EXITED);
      assertThat(over.save()).isEmpty();
      game.testKit.createTestProbe().expectTerminated(game.actor());
      await().until(() -> program.events().contains("release"));
    }

    @Test
    void a_game_that_left_a_save_is_saved() {
      start(SETTINGS);
      game.shelf.save("alice", FakeShelf.NETHACK);
      program.exits(0);
      assertThat(alice.seesEnd())
          .isEqualTo(
              new Ended(
                  Ending.SAVED, "Your game of NetHack is saved. [T:7 on Dlvl:2, save abababab]"));
      assertThat(game.over().save()).contains(FakeShelf.saveOf(1));
    }

    @Test
    @Tag("F18")
    void a_game_that_has_written_down_its_end_has_ended_however_its_process_did() {
      start(SETTINGS);
      game.shelf.recordsEnds();
      program.ends(new Signalled(9));
      assertThat(alice.seesEnd()).isEqualTo(new Ended(Ending.EXITED, ""));
      assertThat(game.over().ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    void how_the_process_ended_is_for_the_record() {
      start(SETTINGS);
      program.ends(new Signalled(11));
      var over = game.over();
      assertThat(over.ending()).isEqualTo(Ending.CRASHED);
      assertThat(over.end().signal()).isEqualTo(11);
    }

    @Test
    @Tag("K-exhaust")
    void what_cannot_be_stored_is_left_to_the_session_to_look_after() {
      start(SETTINGS);
      game.shelf.collects(false);
      program.exits(0);
      assertThat(alice.seesEnd().text())
          .isEqualTo("Your game has ended; what it saved could not be stored yet, and is kept.");
      game.hostHears(new GameHost.Over(game.session, Optional.empty()));
      game.testKit.createTestProbe().expectTerminated(game.actor());
    }

    @Test
    void a_slow_reader_gets_the_last_byte_before_the_end() {
      start(SETTINGS);
      var text = "z".repeat(300_000);
      program.prints(text);
      program.exits(0);
      assertThat(alice.readsFromTo(0, 300_000).utf8String()).isEqualTo(text);
      assertThat(alice.seesEnd().ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    void a_signal_is_told_apart() {
      start(SETTINGS);
      program.prints("x");
      program.ends(new Signalled(11));
      alice.seesOutput();
      assertThat(alice.seesEnd())
          .isEqualTo(new Ended(Ending.CRASHED, "NetHack ended as soon as it started (signal 11)."));
    }

    @Test
    void a_crash_later_on_is_called_one() {
      start(SETTINGS);
      game.clock.pass(Duration.ofMinutes(3));
      program.exits(2);
      assertThat(alice.seesEnd())
          .isEqualTo(new Ended(Ending.CRASHED, "NetHack crashed (status 2)."));
    }

    @Test
    void something_left_behind_does_not_keep_the_game_from_being_over() {
      start(SHORT);
      program.exitsLeavingItsTerminalOpen(0);
      assertThat(alice.seesEnd().ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    void people_are_told_even_if_the_end_cannot_be_stored() {
      game.forgetfulEntity();
      start(SHORT);
      program.exits(0);
      assertThat(alice.seesEnd().ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    @Tag("GD-persist")
    void the_session_is_told_of_an_end_until_it_has_stored_it() {
      game.forgetfulEntity();
      start(SHORT);
      program.exits(0);
      alice.seesEnd();
      assertThat(game.over()).isEqualTo(game.over());
      game.mindfulEntity();
      game.testKit.createTestProbe().expectTerminated(game.actor());
    }

    @Test
    void a_game_that_dies_at_once_says_so_to_whoever_attached() {
      start(SETTINGS);
      program.exits(127);
      assertThat(alice.seesEnd())
          .isEqualTo(
              new Ended(Ending.CRASHED, "NetHack ended as soon as it started (status 127)."));
    }

    @Test
    void whoever_was_admitted_in_time_is_still_told_how_it_ended() {
      game.start(SETTINGS);
      var ticket = game.opened().ticket();
      game.ptys.program().prints("bad option");
      game.ptys.program().exits(1);
      game.over();
      var late = game.person(ticket);
      assertThat(late.seesRepaint().bytes().utf8String()).contains("bad option");
      assertThat(late.seesEnd().text())
          .isEqualTo("NetHack ended as soon as it started (status 1).");
      game.testKit.createTestProbe().expectTerminated(game.actor());
    }

    @Test
    @Tag("S1.1-lifecycle")
    void whoever_is_sent_on_by_a_host_that_has_not_forgotten_it_yet_is_answered() {
      game.busyHost();
      start(SETTINGS);
      program.exits(0);
      alice.seesEnd();
      game.hostHears(new GameHost.Leaving(game.session));
      assertThat(game.admit(RequestId.random()))
          .isEqualTo(new TryAgain("Your game has just ended; try again in a moment."));
      assertThat(game.join()).isEqualTo(new Games.NothingToWatch());
      game.actor().tell(new RunningGame.MayLeave());
      game.testKit.createTestProbe().expectTerminated(game.actor());
    }

    @Test
    void the_end_is_stored_and_the_lobby_told_before_people_are() {
      start(SETTINGS);
      var asker = game.testKit.<GameSession.GameEnded>createTestProbe();
      game.actor().tell(new RunningGame.TellWhenOver(asker.ref()));
      program.exits(0);
      alice.seesEnd();
      asker.expectMessage(new GameSession.GameEnded());
      assertThat(game.over()).isNotNull();
      game.hostHears(new GameHost.Over(game.session, Optional.empty()));
    }

    @Test
    void an_actor_that_fails_hangs_up_its_game(ActorTestKit testKit) {
      start(SETTINGS);
      game.actor().tell(new RunningGame.OutputFailed(new IllegalStateException("for the test")));
      await().until(() -> program.events().contains("hang-up"));
      alice.screen().request(1).expectComplete();
    }
  }

  @Nested
  @Tag("S2.2-deathsave")
  class Stopping_ {

    private FakePtys.FakeProgram program;

    @BeforeEach
    void start() {
      game.ptys.programs((program, event) -> {
        if (event.equals("signal HUP")) {
          game.shelf.save("alice", FakeShelf.NETHACK);
          program.prints("Saving...");
          program.exits(1);
        }
      });
      game.start(SETTINGS);
      game.opened();
      program = game.ptys.program();
    }

    @Test
    void asked_to_end_the_game_is_saved_and_shown_to_the_last() {
      var alice = game.person();
      alice.seesRepaint();
      game.stop(StopCause.ASKED);
      assertThat(alice.seesNotice().text()).isEqualTo("Your game is being saved and ended.");
      assertThat(alice.readsFromTo(0, 9).utf8String()).isEqualTo("Saving...");
      assertThat(alice.seesEnd())
          .isEqualTo(new Ended(Ending.SAVED, "Your game is saved. [T:7 on Dlvl:2, save abababab]"));
      game.entity.expectMessage(new GameSession.Started(game.session, Games.How.STARTED));
      game.entity.expectMessage(new GameSession.SavingBegun(game.session));
    }

    @Test
    void at_shutdown_people_are_told_why() {
      var alice = game.person();
      alice.seesRepaint();
      game.stop(StopCause.SHUTDOWN);
      alice.seesNotice();
      alice.seesOutput();
      assertThat(alice.seesEnd().text())
          .startsWith("The server is going down: your game is saved. [");
      game.hostHears(new GameHost.Over(game.session, Optional.of(FakeShelf.SAVED)));
    }

    @Test
    void nobody_is_admitted_afterwards() {
      game.ptys.programs((program, event) -> {});
      game.stop(StopCause.ASKED);
      assertThat(game.admit(RequestId.random()))
          .isEqualTo(new Games.TryAgain("Your game is being saved; try again in a moment."));
      program.exits(0);
    }
  }
}
