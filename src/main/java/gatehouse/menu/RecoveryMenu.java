package gatehouse.menu;

import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What to do about a game of the visitor's that crashed, or whose save is damaged.
 *
 * @param selected the choice that was moved to
 * @param helping whether the help is shown instead
 */
public record RecoveryMenu(Wreck wreck, OptionalInt selected, boolean helping) {

  /**
   * What there is to recover.
   *
   * @param game its name
   * @param damaged whether it is the save that is damaged; else the game crashed
   * @param progress how far what can be had back had come, as far as is known; may be empty
   */
  public record Wreck(String game, boolean damaged, String progress) {}

  /** What a key means. */
  public sealed interface Choice {}

  /** Have back what can be had. */
  public record Recover() implements Choice {}

  /** A new game. */
  public record StartAnew() implements Choice {}

  public record Leave() implements Choice {}

  /** The menu is to be shown like this. */
  public record Changed(RecoveryMenu menu) implements Choice {}

  /** The page is to be drawn again. */
  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Ignored() implements Choice {}

  /** The menu as it is first shown. */
  public static RecoveryMenu of(Wreck wreck) {
    return new RecoveryMenu(wreck, OptionalInt.empty(), false);
  }

  /** What it looks like. */
  public Page page() {
    if (helping) {
      return choices().help("Your game that was lost");
    }
    var rows = new ArrayList<Page.Row>();
    rows.add(
        Page.prose(
            wreck.damaged()
                ? " Your save of " + wreck.game() + " is damaged. It was not used, and is kept."
                : " Your last game of " + wreck.game() + " ended in a crash.",
            Style.BOLD));
    if (!wreck.progress().isEmpty()) {
      rows.add(Page.prose(" Its last good save is at " + wreck.progress() + ".", Style.PLAIN));
    }
    rows.add(Page.empty());
    rows.addAll(choices().rows());
    rows.add(Page.empty());
    return Page.waiting(rows);
  }

  /** What the key means. */
  public Choice choose(Key key) {
    if (helping) {
      return new Changed(new RecoveryMenu(wreck, selected, false));
    }
    return switch (choices().type(key)) {
      case Choices.Chosen<Choice>(Choice choice) -> choice;
      case Choices.Moved<Choice>(OptionalInt to) -> new Changed(new RecoveryMenu(wreck, to, false));
      case Choices.Help<Choice> help -> new Changed(new RecoveryMenu(wreck, selected, true));
      case Choices.Redraw<Choice> redraw -> new Redraw();
      case Choices.Leave<Choice> leave -> new Leave();
      case Choices.Entered<Choice> entered -> new Ignored();
      case Choices.Ignored<Choice> ignored -> key == Key.Named.ESCAPE ? new Leave() : new Ignored();
    };
  }

  private Choices<Choice> choices() {
    return new Choices<>(
        List.of(
            new Choices.Item<>(
                'r',
                wreck.damaged() ? "Go back to the last good save" : "Recover it",
                "have back what can be had: the game at its last good save, or later",
                new Recover()),
            new Choices.Item<>(
                'n', "Begin a new game", "what was lost stays lost", new StartAnew()),
            new Choices.Item<>('q', "Leave", "decide later: to the main menu", new Leave())),
        selected);
  }
}
