package gatehouse.menu;

import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody sees for whom there is no room yet.
 *
 * @param place in the queue; 1 is next
 * @param estimate about how long it will take, if that can be told
 */
public record WaitingPage(int place, Optional<Duration> estimate) {

  /** What a key means. */
  public enum Choice {
    LEAVE,
    REDRAW,
    IGNORED
  }

  /** What it looks like. */
  public Page page() {
    var rows = new ArrayList<Page.Row>();
    rows.add(Page.prose(" The server is full at the moment.", Style.BOLD));
    rows.add(Page.prose(" " + whereabouts(), Style.PLAIN));
    rows.add(Page.empty());
    rows.add(Page.prose(" You come in as soon as it is your turn; q leaves.", Style.PLAIN));
    rows.add(Page.empty());
    return Page.waiting(List.copyOf(rows));
  }

  private String whereabouts() {
    var where = place == 1 ? "You are next" : "You are number " + place + " in the queue";
    return where + estimate.map(time -> "; it will take about " + inWords(time)).orElse("") + ".";
  }

  private static String inWords(Duration time) {
    long minutes = Math.round(time.toSeconds() / 60.0);
    if (minutes < 1) {
      return "a minute or less";
    }
    if (minutes < 120) {
      return minutes == 1 ? "a minute" : minutes + " minutes";
    }
    return Math.round(minutes / 60.0) + " hours";
  }

  /** What the key means here. */
  public static Choice choose(Key key) {
    return switch (key) {
      case Key.Symbol(int codePoint) ->
          codePoint == 'q' || codePoint == 'Q' ? Choice.LEAVE : Choice.IGNORED;
      case Key.Control(char letter) ->
          switch (letter) {
            case 'C', 'D' -> Choice.LEAVE;
            case 'L', 'R' -> Choice.REDRAW;
            default -> Choice.IGNORED;
          };
      case Key.Named named -> Choice.IGNORED;
      case Key.Paste paste -> Choice.IGNORED;
      case Key.Ignored() -> Choice.IGNORED;
    };
  }
}
