package gatehouse.game;

import static gatehouse.game.FakeShelf.saveOf;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.game.GameSession.NotStarted;
import gatehouse.game.GameSession.Restore;
import gatehouse.game.GameSession.Started;
import gatehouse.game.Games.AfterCrash;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.SessionState.Damaged;
import gatehouse.game.SessionState.Lost;
import gatehouse.game.SessionState.Over;
import gatehouse.game.SessionState.Running;
import gatehouse.model.RequestId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-lifecycle")
@Tag("GD-saves")
class GameSessionSavesTest extends SessionFixture {

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
    void that_is_damaged_is_still_there_if_a_new_game_cannot_be_started() {
      over(run("one"), true);
      over(run("two"), true);
      session.runCommand(new NotStarted(start("three"), 2));
      session.runCommand(new NotStarted(begin(open("four", AfterCrash.START_ANEW)).session()));
      assertThat(state()).isInstanceOf(Damaged.class);
      session.runCommand(new NotStarted(begin(open("five", AfterCrash.RECOVER)).session()));
      assertThat(state()).isInstanceOf(Damaged.class);
      assertThat(begin(open("six", AfterCrash.RECOVER)).beginning().save()).contains(saveOf(1));
    }

    @Test
    void of_a_run_that_had_begun_and_left_no_files_is_lost_with_it_but_can_be_gone_back_to() {
      over(run("one"), true);
      run("two");
      hosts.here = "akka://gatehouse/second";
      shelf.beginsNothing();
      assertThat(begin(open("three")).beginning())
          .isEqualTo(new Beginning(3, Beginning.Way.RECOVER, Optional.of(saveOf(1))));
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
    void that_nobody_saw_is_none_if_the_game_has_written_down_its_end() {
      shelf.recovers();
      shelf.recordsEnds();
      over(run("one"), true);
      run("two");
      hosts.here = "akka://gatehouse/second";
      assertThat(begin(open("three", AfterCrash.RECOVER)).beginning())
          .isEqualTo(new Beginning(3, Beginning.Way.ANEW, Optional.empty()));
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
      return restores("restore" + epoch, epoch);
    }

    private Games.Restoring restores(String request, long epoch) {
      session.runCommand(new Restore(new RequestId(request), "root", epoch, restorings.ref()));
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
    void who_repeats_a_request_does_not_give_the_save_twice() {
      over(run("one"), true);
      over(run("two"), Ending.EXITED, Optional.empty());
      assertThat(restores("again", 1)).isEqualTo(new Games.Restored());
      var third = run("three");
      assertThat(restores("again", 1)).isEqualTo(new Games.Restored());
      over(third, Ending.EXITED, Optional.empty());
      assertThat(restores("again", 1)).isEqualTo(new Games.Restored());
      assertThat(state()).isInstanceOf(Over.class);
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
