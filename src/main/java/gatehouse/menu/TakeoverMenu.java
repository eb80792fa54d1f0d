package gatehouse.menu;

import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What to do about a game of the visitor's that is being played at another terminal.
 *
 * @param game its name
 * @param selected the choice that was moved to
 * @param helping whether the help is shown instead
 */
public record TakeoverMenu(String game, OptionalInt selected, boolean helping) {

  /** What a key means. */
  public sealed interface Choice {}

  /** Go on here; the other terminal is told. */
  public record TakeOver() implements Choice {}

  public record Watch() implements Choice {}

  public record SaveAndEnd() implements Choice {}

  public record Leave() implements Choice {}

  /** The menu is to be shown like this. */
  public record Changed(TakeoverMenu menu) implements Choice {}

  /** The page is to be drawn again. */
  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Ignored() implements Choice {}

  /** The menu as it is first shown. */
  public static TakeoverMenu of(String game) {
    return new TakeoverMenu(game, OptionalInt.empty(), false);
  }

  /** What it looks like. */
  public Page page() {
    if (helping) {
      return choices().help("Your game at another terminal");
    }
    var rows = new ArrayList<Page.Row>();
    rows.add(
        Page.prose(" Your game of " + game + " is being played at another terminal.", Style.BOLD));
    rows.add(Page.empty());
    rows.addAll(choices().rows());
    rows.add(Page.empty());
    return Page.waiting(rows);
  }

  /** What the key means. */
  public Choice choose(Key key) {
    if (helping) {
      return new Changed(new TakeoverMenu(game, selected, false));
    }
    return switch (choices().type(key)) {
      case Choices.Chosen<Choice>(Choice choice) -> choice;
      case Choices.Moved<Choice>(OptionalInt to) -> new Changed(new TakeoverMenu(game, to, false));
      case Choices.Help<Choice> help -> new Changed(new TakeoverMenu(game, selected, true));
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
                'a', "Take it over here", "go on here; the other terminal is told", new TakeOver()),
            new Choices.Item<>('w', "Watch it", "look on, without a hand in it", new Watch()),
            new Choices.Item<>(
                's', "Save and end it", "end it, saved if it can be", new SaveAndEnd()),
            new Choices.Item<>('q', "Leave", "leave it alone: to the main menu", new Leave())),
        selected);
  }
}
