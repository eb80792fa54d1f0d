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

  @Test
  void an_allowed_status_is_an_exit_and_needs_no_words() {
    assertThat(Verdict.of(ROBOTS, new Exited(7), StopCause.NONE, false, false))
        .isEqualTo(new Verdict(Ending.EXITED, ""));
  }

  @Test
  void a_silent_exit_at_once_needs_a_word() {
    assertThat(Verdict.of(ROBOTS, new Exited(0), StopCause.NONE, false, true))
        .isEqualTo(new Verdict(Ending.EXITED, "Robots ended as soon as it started."));
  }

  @Test
  void a_crash_mentions_the_save_that_is_left() {
    assertThat(Verdict.of(ROBOTS, new Signalled(6), StopCause.NONE, true, false))
        .isEqualTo(
            new Verdict(Ending.CRASHED, "Robots crashed (signal 6). There is a save of it."));
  }

  @Test
  void whatever_the_status_a_game_that_was_ended_did_not_crash() {
    assertThat(Verdict.of(ROBOTS, new Signalled(1), StopCause.ASKED, true, true).ending())
        .isEqualTo(Ending.SAVED);
    assertThat(Verdict.of(ROBOTS, new Exited(1), StopCause.SHUTDOWN, false, false).ending())
        .isEqualTo(Ending.STOPPED);
  }

  @Test
  void people_read_what_their_game_was_ended_for() {
    assertThat(ended(StopCause.IDLE, true))
        .isEqualTo("Nothing was typed for too long: your game is saved.");
    assertThat(ended(StopCause.TOO_LONG, true)).isEqualTo("Your time was up: your game is saved.");
    assertThat(ended(StopCause.RUNAWAY, false))
        .isEqualTo("Robots was busy with nothing: your game was ended.");
    assertThat(ended(StopCause.STUCK, false)).isEqualTo("Robots was stuck: your game was ended.");
  }

  private static String ended(StopCause cause, boolean saved) {
    return Verdict.of(ROBOTS, new Signalled(9), cause, saved, false).text();
  }
}
