package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.FakeShelf.saveOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.game.GameSession.End;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.LookAfter;
import gatehouse.game.GameSession.NotStarted;
import gatehouse.game.GameSession.SavingBegun;
import gatehouse.game.GameSession.Vanished;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.SessionState.Idle;
import gatehouse.game.SessionState.Over;
import gatehouse.game.SessionState.Running;
import gatehouse.game.SessionState.Saved;
import gatehouse.game.SessionState.Saving;
import gatehouse.game.SessionState.Starting;
import gatehouse.game.Shelf.RunId;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-lifecycle")
@Tag("GD-persist")
@Tag("C-state")
class GameSessionTest extends SessionFixture {

  @Nested
  class Opening_ {

    @Test
    void is_stored_before_the_process_starts() {
      var started = start("one");
      assertThat(state()).isInstanceOf(Starting.class);
      assertThat(state().tenure().session()).isEqualTo(started);
      assertThat(state().tenure().epoch()).isOne();
    }

    @Test
    void twice_starts_one_process() {
      var started = run("one");
      session.runCommand(open("two"));
      session.runCommand(open("one"));
      assertThat(hosts.asked(GameHost.Admit.class).session()).isEqualTo(started);
      assertThat(hosts.asked(GameHost.Admit.class).session()).isEqualTo(started);
    }

    @Test
    void while_it_starts_joins_the_start() {
      var started = start("one");
      session.runCommand(open("two"));
      assertThat(hosts.asked(GameHost.Admit.class).session()).isEqualTo(started);
    }

    @Test
    void after_the_end_starts_another_with_the_next_epoch() {
      over(run("one"), true);
      assertThat(state()).isInstanceOf(Saved.class);
      run("two");
      assertThat(state().tenure().epoch()).isEqualTo(2);
    }

    @Test
    void repeated_after_the_end_starts_no_second_game() {
      over(run("one"), false);
      session.runCommand(open("one"));
      openings.expectMessage(new CannotOpen("This game has ended; open it again."));
      assertThat(state()).isInstanceOf(Over.class);
    }

    @Test
    void repeated_after_a_failed_start_starts() {
      session.runCommand(new NotStarted(start("one")));
      assertThat(state()).isInstanceOf(Idle.class);
      start("one");
    }
  }

  @Nested
  class Ending_ {

    @Test
    void is_passed_on_to_the_process() {
      var running = run("one");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      assertThat(hosts.asked(GameHost.Stop.class).session()).isEqualTo(running);
      assertThat(state()).isInstanceOf(Saving.class);
    }

    @Test
    void repeated_while_it_lasts_waits_too() {
      run("one");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      hosts.asked(GameHost.Stop.class);
      hosts.asked(GameHost.Stop.class);
      endings.expectNoMessage();
    }

    @Test
    void of_nothing_is_no_error() {
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      endings.expectMessage(new GameEnded());
    }

    @Test
    void repeated_later_does_not_end_the_next_game() {
      var first = run("one");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      hosts.asked(GameHost.Stop.class);
      over(first, true);
      run("two");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      endings.expectMessage(new GameEnded());
      assertThat(state()).isInstanceOf(Running.class);
    }

    @Test
    void by_the_service_is_stored_as_saving() {
      var running = run("one");
      session.runCommand(new SavingBegun(running));
      assertThat(state()).isInstanceOf(Saving.class);
    }

    @Test
    void told_twice_is_stored_once() {
      var running = run("one");
      over(running, true);
      over(running, false);
      assertThat(state()).isInstanceOf(Saved.class);
    }

    @Test
    void of_an_earlier_process_does_not_end_this_one() {
      var first = run("one");
      over(first, true);
      run("two");
      over(first, false);
      assertThat(state()).isInstanceOf(Running.class);
    }
  }

  @Nested
  @Tag("P-nosession")
  class After_a_restart_of_the_service {

    private SessionId lost;

    @BeforeEach
    void restart() {
      lost = run("one");
      hosts.here = "akka://gatehouse/second";
      session.restart();
    }

    @Test
    void the_session_is_remembered() {
      assertThat(state()).isInstanceOf(Running.class);
      assertThat(state().tenure().session()).isEqualTo(lost);
    }

    @Test
    void a_vanished_game_that_saved_is_resumed_at_once() {
      shelf.save("alice", NETHACK);
      var again = begin(open("two"));
      assertThat(again.session()).isNotEqualTo(lost);
      assertThat(again.beginning())
          .isEqualTo(new Beginning(2, Beginning.Way.RESUME, Optional.of(saveOf(1))));
    }

    @Test
    void a_vanished_game_without_a_save_is_begun_anew_if_nothing_can_be_recovered() {
      assertThat(begin(open("two")).beginning().way()).isEqualTo(Beginning.Way.ANEW);
    }

    @Test
    void a_run_found_by_the_caretaker_becomes_a_save_before_anybody_asks() {
      shelf.save("alice", NETHACK);
      session.runCommand(new LookAfter(1));
      await().until(() -> state() instanceof Saved);
      assertThat(state().kept()).contains(FakeShelf.SAVED);
      await().until(() -> shelf.settled().contains(new RunId(NETHACK, "alice", 1)));
    }

    @Test
    @Tag("K-exhaust")
    void what_cannot_be_stored_yet_starts_no_second_game() {
      shelf.collects(false);
      session.runCommand(open("two"));
      openings.expectMessageClass(TryAgain.class);
      assertThat(state()).isInstanceOf(Running.class);
      shelf.collects(true);
      shelf.save("alice", NETHACK);
      assertThat(begin(open("three")).beginning().way()).isEqualTo(Beginning.Way.RESUME);
    }

    @Test
    void the_same_request_goes_on() {
      begin(open("one"));
    }

    @Test
    void ending_it_is_no_error() {
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      endings.expectMessage(new GameEnded());
    }
  }

  @Test
  void a_process_its_host_does_not_know_has_vanished() {
    var running = run("one");
    session.runCommand(new Vanished(running, Optional.of(open("two"))));
    assertThat(hosts.startedAt().session()).isNotEqualTo(running);
  }

  @Test
  void the_files_of_a_running_game_are_left_to_its_host() {
    var running = run("one");
    session.runCommand(new LookAfter(1));
    assertThat(hosts.asked(GameHost.Confirm.class).session()).isEqualTo(running);
    session.runCommand(new LookAfter(7)); // of a future that the database has forgotten
    assertThat(shelf.settled()).isEmpty();
  }
}
