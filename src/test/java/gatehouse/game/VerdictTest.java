package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.game.Games.Ending;
import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("C-state")
class VerdictTest {

  private static final Shelf.Title ROBOTS =
      new Shelf.Title(
          FakeShelf.ROBOTS,
          "Robots",
          "robot",
          Set.of(0, 7),
          List.of(),
          0,
          false,
          ProgressPatterns.NONE,
          TimeLimits.NONE);

  private static final Shelf.Remains SAVE = new Shelf.LeftSave(FakeShelf.saveOf(1));
  private static final Shelf.Remains NOTHING = new Shelf.LeftNothing();

  @Test
  void an_allowed_status_is_an_exit_and_needs_no_words() {
    assertThat(Verdict.of(ROBOTS, new Exited(7), StopCause.NONE, NOTHING, false))
        .isEqualTo(new Verdict(Ending.EXITED, ""));
  }

  @Test
  void a_silent_exit_at_once_needs_a_word() {
    assertThat(Verdict.of(ROBOTS, new Exited(0), StopCause.NONE, NOTHING, true))
        .isEqualTo(new Verdict(Ending.EXITED, "Robots ended as soon as it started."));
  }

  @Test
  void a_crash_mentions_the_save_that_is_left() {
    assertThat(Verdict.of(ROBOTS, new Signalled(6), StopCause.NONE, SAVE, false))
        .isEqualTo(
            new Verdict(Ending.CRASHED, "Robots crashed (signal 6). There is a save of it."));
  }

  @Test
  void whatever_the_status_a_game_that_was_ended_did_not_crash() {
    assertThat(Verdict.of(ROBOTS, new Signalled(1), StopCause.ASKED, SAVE, true).ending())
        .isEqualTo(Ending.SAVED);
    assertThat(Verdict.of(ROBOTS, new Exited(1), StopCause.SHUTDOWN, NOTHING, false).ending())
        .isEqualTo(Ending.STOPPED);
  }

  @Test
  @Tag("F18")
  void a_game_that_has_written_down_its_end_has_ended_by_itself_whoever_ended_the_process() {
    var death = new Shelf.LeftRecord();
    assertThat(Verdict.of(ROBOTS, new Signalled(1), StopCause.NONE, death, false))
        .isEqualTo(new Verdict(Ending.EXITED, ""));
    assertThat(Verdict.of(ROBOTS, new Exited(0), StopCause.DETACHED, death, false))
        .isEqualTo(
            new Verdict(Ending.EXITED, "Nobody was attached for too long: your game was ended."));
  }

  @Test
  void people_read_what_their_game_was_ended_for() {
    assertThat(ended(StopCause.IDLE, SAVE))
        .isEqualTo("Nothing was typed for too long: your game is saved.");
    assertThat(ended(StopCause.TOO_LONG, SAVE)).isEqualTo("Your time was up: your game is saved.");
    assertThat(ended(StopCause.RUNAWAY, NOTHING))
        .isEqualTo("Robots was busy with nothing: your game was ended.");
    assertThat(ended(StopCause.STUCK, NOTHING)).isEqualTo("Robots was stuck: your game was ended.");
  }

  private static String ended(StopCause cause, Shelf.Remains left) {
    return Verdict.of(ROBOTS, new Signalled(9), cause, left, false).text();
  }
}
