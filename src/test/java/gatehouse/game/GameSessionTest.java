package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.FakeShelf.saveOf;
import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.OneGame.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.GameSession.Command;
import gatehouse.game.GameSession.End;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.GameOver;
import gatehouse.game.GameSession.LookAfter;
import gatehouse.game.GameSession.NotStarted;
import gatehouse.game.GameSession.Open;
import gatehouse.game.GameSession.Recorded;
import gatehouse.game.GameSession.Restore;
import gatehouse.game.GameSession.SavingBegun;
import gatehouse.game.GameSession.Started;
import gatehouse.game.GameSession.Vanished;
import gatehouse.game.Games.AfterCrash;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opening;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.SessionState.Damaged;
import gatehouse.game.SessionState.Idle;
import gatehouse.game.SessionState.Lost;
import gatehouse.game.SessionState.Over;
import gatehouse.game.SessionState.Running;
import gatehouse.game.SessionState.Saved;
import gatehouse.game.SessionState.Saving;
import gatehouse.game.SessionState.Starting;
import gatehouse.game.Shelf.RunId;
import gatehouse.game.saves.Save;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
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
class GameSessionTest {

  private final FakeShelf shelf = new FakeShelf();
  private ActorTestKit testKit;
  private FakeHosts hosts;
  private TestProbe<Opening> openings;
  private TestProbe<GameEnded> endings;
  private TestProbe<Recorded> recorded;
  private EventSourcedBehaviorTestKit<Command, SessionEvent, SessionState> session;

  @BeforeEach
  void begin() {
    testKit =
        ActorTestKit.create(
            EventSourcedBehaviorTestKit.config()
                .withFallback(ConfigFactory.load("application-test")));
    hosts = new FakeHosts(testKit.createTestProbe());
    openings = testKit.createTestProbe();
    endings = testKit.createTestProbe();
    recorded = testKit.createTestProbe();
    session =
        EventSourcedBehaviorTestKit.create(
            testKit.system(),
            GameSession.create(GameSessionId.of(ALICE, NETHACK), hosts, shelf, Clock.systemUTC()));
  }

  @AfterEach
  void end() {
    testKit.shutdownTestKit();
  }

  private Open open(String request) {
    return open(request, AfterCrash.CONTINUE);
  }

  private Open open(String request, AfterCrash afterCrash) {
    return new Open(new RequestId(request), ALICE, SIZE, "xterm", afterCrash, openings.ref());
  }

  private GameHost.Start begin(Open open) {
    session.runCommand(open);
    return hosts.startedAt();
  }

  private SessionId start(String request) {
    return begin(open(request)).session();
  }

  private SessionId run(String request) {
    var started = start(request);
    session.runCommand(new Started(started, How.STARTED));
    return started;
  }

  private void over(SessionId which, Ending ending, Optional<Save> save) {
    session.runCommand(new GameOver(which, ending, ProcessEnd.UNSEEN, save, recorded.ref()));
    recorded.expectMessage(new Recorded(which));
  }

  private void over(SessionId which, boolean saved) {
    var save = saved ? Optional.of(saveOf(state().tenure().epoch())) : Optional.<Save>empty();
    over(which, Ending.EXITED, save);
  }

  /** A first game, saved, is taken up again, and that process crashes. */
  private void crash() {
    over(run("first"), true);
    over(run("second"), Ending.CRASHED, Optional.empty());
  }

  private SessionState state() {
    return session.getState();
  }

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

  @Nested
  @Tag("S1.1-save")
  class A_save {

    @Test
    void is_taken_up_once() {
      over(run("one"), true);
      var resumed = begin(open("two"));
      assertThat(resumed.beginning().save()).contains(saveOf(1));
      session.runCommand(new Started(resumed.session(), How.RESUMED));
      over(resumed.session(), Ending.EXITED, Optional.empty());
      assertThat(state()).isInstanceOf(Over.class);
      assertThat(begin(open("three")).beginning())
          .isEqualTo(new Beginning(3, Beginning.Way.ANEW, Optional.empty()));
    }

    @Test
    void that_was_not_taken_up_after_all_waits_again() {
      over(run("one"), true);
      session.runCommand(new NotStarted(start("two")));
      assertThat(state().holdings().waiting()).contains(saveOf(1));
      assertThat(begin(open("three")).beginning().save()).contains(saveOf(1));
    }

    @Test
    void of_a_run_that_never_began_waits_again() {
      over(run("one"), true);
      start("two");
      hosts.here = "akka://gatehouse/second";
      shelf.beginsNothing();
      assertThat(begin(open("three")).beginning())
          .isEqualTo(new Beginning(3, Beginning.Way.RESUME, Optional.of(saveOf(1))));
    }

    @Test
    void is_kept_in_several_versions_and_not_for_ever() {
      for (int run = 1; run <= 5; run++) {
        over(run("run" + run), true);
      }
      var listed = testKit.<GameSession.SavesListed>createTestProbe();
      session.runCommand(new GameSession.ListSaves(listed.ref()));
      assertThat(listed.receiveMessage())
          .isEqualTo(new GameSession.SavesListed(List.of(saveOf(5), saveOf(4), saveOf(3)), 5));
    }

    @Test
    void that_is_damaged_is_refused_and_the_one_before_it_is_offered() {
      over(run("one"), true);
      over(run("two"), true);
      session.runCommand(new NotStarted(start("three"), 2));
      assertThat(state()).isInstanceOf(Damaged.class);
      session.runCommand(open("four"));
      openings.expectMessage(new CannotOpen("Your save is damaged; the one before it is good."));
      assertThat(begin(open("five", AfterCrash.RECOVER)).beginning().save()).contains(saveOf(1));
    }

    @Test
    void that_is_damaged_and_the_only_one_leaves_a_new_game() {
      over(run("one"), true);
      session.runCommand(new NotStarted(start("two"), 1));
      session.runCommand(open("three", AfterCrash.RECOVER));
      openings.expectMessageClass(CannotOpen.class);
      assertThat(begin(open("four", AfterCrash.START_ANEW)).beginning().way())
          .isEqualTo(Beginning.Way.ANEW);
    }
  }

  @Nested
  @Tag("F18")
  class A_crash {

    @Test
    void is_recovered_from_and_falls_back_on_the_save_that_the_game_had_taken_up() {
      crash();
      assertThat(state()).isInstanceOf(Lost.class);
      assertThat(begin(open("three")).beginning())
          .isEqualTo(new Beginning(3, Beginning.Way.RECOVER, Optional.of(saveOf(1))));
    }

    @Test
    void can_be_left_behind_if_the_player_says_so() {
      crash();
      assertThat(begin(open("three", AfterCrash.START_ANEW)).beginning())
          .isEqualTo(new Beginning(3, Beginning.Way.ANEW, Optional.empty()));
    }

    @Test
    void of_a_game_that_was_never_saved_is_recovered_if_the_game_has_means_of_its_own() {
      shelf.recovers();
      over(run("one"), Ending.CRASHED, Optional.empty());
      assertThat(begin(open("two")).beginning())
          .isEqualTo(new Beginning(2, Beginning.Way.RECOVER, Optional.empty()));
    }

    @Test
    void is_offered_again_if_the_recovery_cannot_be_started() {
      crash();
      session.runCommand(new NotStarted(start("three")));
      assertThat(begin(open("four")).beginning().way()).isEqualTo(Beginning.Way.RECOVER);
    }

    @Test
    void that_was_none_is_never_recovered_from() {
      shelf.recovers();
      over(run("one"), true);
      over(run("two"), Ending.EXITED, Optional.empty());
      assertThat(begin(open("three", AfterCrash.RECOVER)).beginning())
          .isEqualTo(new Beginning(3, Beginning.Way.ANEW, Optional.empty()));
    }
  }

  @Nested
  @Tag("F18")
  class An_operator {

    private Games.Restoring restores(long epoch) {
      var restorings = testKit.<Games.Restoring>createTestProbe();
      session.runCommand(
          new Restore(new RequestId("restore" + epoch), "root", epoch, restorings.ref()));
      return restorings.receiveMessage();
    }

    @Test
    void puts_back_a_save_that_a_death_had_used_up() {
      over(run("one"), true);
      over(run("two"), Ending.EXITED, Optional.empty());
      assertThat(restores(1)).isEqualTo(new Games.Restored());
      assertThat(restores(1)).isEqualTo(new Games.Restored());
      assertThat(begin(open("three")).beginning().save()).contains(saveOf(1));
    }

    @Test
    void cannot_put_back_what_there_is_not_or_while_the_game_runs() {
      over(run("one"), true);
      assertThat(restores(7)).isEqualTo(new Games.CannotRestore("There is no such save."));
      run("two");
      assertThat(restores(1)).isEqualTo(new Games.CannotRestore("The game runs; end it first."));
    }
  }

  @Test
  void a_host_out_of_reach_starts_no_second_process() {
    run("one");
    hosts.outOfReach = true;
    session.runCommand(open("two"));
    openings.expectMessageClass(TryAgain.class);
    assertThat(state()).isInstanceOf(Running.class);
  }
}
