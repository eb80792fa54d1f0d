package gatehouse.menu;

import java.util.List;

/** What to do about a game of the visitor's that is being played at another terminal. */
public final class TakeoverMenu {

  /** What may be done. */
  public enum Answer {
    /** Go on here; the other terminal is told. */
    TAKE_OVER,
    WATCH,
    SAVE_AND_END
  }

  private TakeoverMenu() {}

  /** The question about the game of that name. */
  public static Question<Answer> of(String game) {
    return Question.of(
        List.of("Your game of " + game + " is being played at another terminal."),
        "Your game at another terminal",
        List.of(
            new Question.Answer<>(
                'a',
                "Take it over here",
                "go on here; the other terminal is told",
                Answer.TAKE_OVER),
            new Question.Answer<>('w', "Watch it", "look on, without a hand in it", Answer.WATCH),
            new Question.Answer<>(
                's', "Save and end it", "end it, saved if it can be", Answer.SAVE_AND_END)),
        "leave it alone: to the main menu");
  }
}
