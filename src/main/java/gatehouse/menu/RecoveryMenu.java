package gatehouse.menu;

import java.util.ArrayList;
import java.util.List;

/** What to do about a game of the visitor's that crashed, or whose save is damaged. */
public final class RecoveryMenu {

  /**
   * What there is to recover.
   *
   * @param game its name
   * @param damaged whether it is the save that is damaged; else the game crashed
   * @param progress how far what can be had back had come, as far as is known; may be empty
   */
  public record Wreck(String game, boolean damaged, String progress) {}

  /** What may be done. */
  public enum Answer {
    /** Have back what can be had. */
    RECOVER,
    START_ANEW
  }

  private RecoveryMenu() {}

  /** The question about a wreck. */
  public static Question<Answer> of(Wreck wreck) {
    var about = new ArrayList<String>();
    about.add(
        wreck.damaged()
            ? "Your save of " + wreck.game() + " is damaged. It was not used, and is kept."
            : "Your last game of " + wreck.game() + " ended in a crash.");
    if (!wreck.progress().isEmpty()) {
      about.add("Its last good save is at " + wreck.progress() + ".");
    }
    return Question.of(
        about,
        "Your game that was lost",
        List.of(
            new Question.Answer<>(
                'r',
                wreck.damaged() ? "Go back to the last good save" : "Recover it",
                "have back what can be had: the game at its last good save, or later",
                Answer.RECOVER),
            new Question.Answer<>(
                'n', "Begin a new game", "what was lost stays lost", Answer.START_ANEW)),
        "decide later: to the main menu");
  }
}
