package gatehouse.menu;

import gatehouse.model.GameId;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalSize;
import java.util.List;
import java.util.Optional;

/**
 * The first menu, for somebody who is signed in or not.
 *
 * @param banner the lines at the top
 * @param who the name signed in under
 * @param running the person's games that still run
 * @param notice what has just happened, or empty
 */
public record MainMenu(
    List<String> banner, Optional<String> who, List<RunningGame> running, String notice) {

  /** A game of the person's that still runs. */
  public record RunningGame(GameId id, String name) {}

  /** What a key asks for. */
  public sealed interface Choice {}

  public record Login() implements Choice {}

  public record Register() implements Choice {}

  public record Play() implements Choice {}

  /** Back into a running game. */
  public record ReturnTo(GameId game) implements Choice {}

  public record ChangePassword() implements Choice {}

  public record Quit() implements Choice {}

  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Nothing() implements Choice {}

  /** Takes copies. */
  public MainMenu {
    banner = List.copyOf(banner);
    running = List.copyOf(running);
  }

  /** What the key asks for. */
  public Choice choose(Key key) {
    return switch (key) {
      case Key.Symbol(int symbol) -> who.isPresent() ? signedIn(symbol) : anonymous(symbol);
      case Key.Control(char letter) ->
          letter == 'L' || letter == 'R' ? new Redraw() : new Nothing();
      case Key.Named named ->
          named == Key.Named.ENTER && !running.isEmpty()
              ? new ReturnTo(running.getFirst().id())
              : new Nothing();
      case Key.Paste pasted -> new Nothing();
      case Key.Ignored ignored -> new Nothing();
    };
  }

  private static Choice anonymous(int symbol) {
    return switch (symbol) {
      case 'l', 'L' -> new Login();
      case 'r', 'R' -> new Register();
      case 'q', 'Q' -> new Quit();
      default -> new Nothing();
    };
  }

  private static Choice signedIn(int symbol) {
    return switch (symbol) {
      case 'p', 'P' -> new Play();
      case 'c', 'C' -> new ChangePassword();
      case 'q', 'Q' -> new Quit();
      default -> new Nothing();
    };
  }

  /** The bytes that show the menu on a terminal of this size, whatever it showed before. */
  public byte[] draw(TerminalSize size) {
    var page = new Page();
    banner.forEach(page::ornament);
    page.blank();
    page.line(who.map(name -> " Logged in as: " + name).orElse(" Not logged in."));
    page.blank();
    if (!notice.isEmpty()) {
      page.line(" " + notice).blank();
    }
    if (!running.isEmpty()) {
      page.line(stillRunning()).blank();
    }
    if (who.isPresent()) {
      page.line(" p) Play a game").line(" c) Change password");
    } else {
      page.line(" l) Login").line(" r) Register new user");
    }
    page.line(" q) Quit").blank();
    return page.draw(size, " => ", "", "");
  }

  private String stillRunning() {
    var first = running.getFirst().name();
    var others = running.size() - 1;
    return " Your game of "
        + first
        + " is still running; press Enter to return to it."
        + (others > 0 ? " (And " + others + " more: press p.)" : "");
  }
}
