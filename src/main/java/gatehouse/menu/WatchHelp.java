package gatehouse.menu;

import gatehouse.terminal.Key;
import java.util.List;

/** The few keys that mean something while one watches a game; all others mean nothing. */
public final class WatchHelp {

  private static final List<KeyHelp.Line> KEYS =
      List.of(
          new KeyHelp.Line("q", "back to the list of games"),
          new KeyHelp.Line("s", "other characters: UTF-8, DEC, IBM, plain ASCII"),
          new KeyHelp.Line("r", "ask your terminal to take the game's size"),
          new KeyHelp.Line("Ctrl-L", "draw the screen again"),
          new KeyHelp.Line("?", "this help"));

  private WatchHelp() {}

  /** What a key means. */
  public sealed interface Choice {}

  public record Back() implements Choice {}

  /** The next of the character sets there are. */
  public record NextCharset() implements Choice {}

  /** Ask the terminal to take the game's size. */
  public record Fit() implements Choice {}

  public record Help() implements Choice {}

  public record Redraw() implements Choice {}

  /** The key means nothing. */
  public record Ignored() implements Choice {}

  /** What the key means. */
  public static Choice choose(Key key) {
    return switch (key) {
      case Key.Symbol(int codePoint) ->
          switch (codePoint) {
            case 'q', 'Q' -> new Back();
            case 's', 'S' -> new NextCharset();
            case 'r', 'R' -> new Fit();
            case '?' -> new Help();
            default -> new Ignored();
          };
      case Key.Control(char letter) ->
          switch (letter) {
            case 'L' -> new Redraw();
            case 'C', 'D' -> new Back();
            default -> new Ignored();
          };
      case Key.Named named -> named == Key.Named.ESCAPE ? new Back() : new Ignored();
      case Key.Paste paste -> new Ignored();
      case Key.Ignored() -> new Ignored();
    };
  }

  /** What they mean, in words. */
  public static Page page() {
    return KeyHelp.page("Watching a game", KEYS);
  }
}
