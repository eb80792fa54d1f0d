package gatehouse.menu;

import gatehouse.model.GameId;
import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first menu, of those who have signed in and of those who have not.
 *
 * @param banner the lines above it
 * @param running games of the visitor's that run on, the one Enter returns to first
 * @param notice what has just happened, in one sentence; empty for nothing
 */
public record MainMenu(List<String> banner, Visitor visitor, List<Running> running, String notice) {

  /** A game of the visitor's that runs on. */
  public record Running(GameId id, String name) {}

  /** What a key means. */
  public sealed interface Choice {}

  public record Login() implements Choice {}

  public record Register() implements Choice {}

  public record Play() implements Choice {}

  public record ReturnTo(GameId game) implements Choice {}

  public record ChangePassword() implements Choice {}

  public record Quit() implements Choice {}

  /** The page is to be drawn again. */
  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Ignored() implements Choice {}

  public MainMenu {
    banner = List.copyOf(banner);
    running = List.copyOf(running);
  }

  /** What it looks like. */
  public Page page() {
    var rows = new ArrayList<Page.Row>();
    banner.forEach(line -> rows.add(Page.fixed(line)));
    rows.add(Page.empty());
    rows.add(Page.fixed(greeting()));
    rows.add(Page.empty());
    if (!notice.isEmpty()) {
      rows.add(Page.prose(" " + notice, Style.BOLD));
      rows.add(Page.empty());
    }
    if (!running.isEmpty()) {
      rows.add(Page.prose(stillRunning(), Style.PLAIN));
      rows.add(Page.empty());
    }
    choices().forEach(line -> rows.add(Page.fixed(line)));
    rows.add(Page.empty());
    return Page.waiting(rows);
  }

  /** What the key means; letters do so in either case. */
  public Choice choose(Key key) {
    return switch (key) {
      case Key.Symbol(int codePoint) -> letter(Character.toLowerCase(codePoint));
      case Key.Control(char letter) ->
          switch (letter) {
            case 'L', 'R' -> new Redraw();
            case 'C', 'D' -> new Quit();
            default -> new Ignored();
          };
      case Key.Named named ->
          named == Key.Named.ENTER && !running.isEmpty()
              ? new ReturnTo(running.getFirst().id())
              : new Ignored();
      case Key.Paste paste -> new Ignored();
      case Key.Ignored() -> new Ignored();
    };
  }

  private String greeting() {
    return switch (visitor) {
      case Visitor.Anonymous() -> " Not logged in.";
      case Visitor.Player(var name) -> " Logged in as: " + name;
    };
  }

  private List<String> choices() {
    return switch (visitor) {
      case Visitor.Anonymous() -> List.of(" l) Login", " r) Register new user", " q) Quit");
      case Visitor.Player player -> List.of(" p) Play a game", " c) Change password", " q) Quit");
    };
  }

  private Choice letter(int letter) {
    if (letter == 'q') {
      return new Quit();
    }
    return switch (visitor) {
      case Visitor.Anonymous() ->
          switch (letter) {
            case 'l' -> new Login();
            case 'r' -> new Register();
            default -> new Ignored();
          };
      case Visitor.Player player ->
          switch (letter) {
            case 'p' -> new Play();
            case 'c' -> new ChangePassword();
            default -> new Ignored();
          };
    };
  }

  private String stillRunning() {
    String first = running.getFirst().name();
    if (running.size() == 1) {
      return " Your game of " + first + " is still running; press Enter to return to it.";
    }
    String names = running.stream().map(Running::name).collect(Collectors.joining(", "));
    return " Your games are still running: " + names + ". Press Enter to return to " + first + ".";
  }
}
