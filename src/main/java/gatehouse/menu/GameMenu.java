package gatehouse.menu;

import gatehouse.model.GameId;
import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TextWidth;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The list of games: those that can be played have a letter, the others say what lacks.
 *
 * @param entries playable ones first
 * @param first the index of the first entry on screen
 */
public record GameMenu(List<Entry> entries, int first) {

  /** As in dgamelaunch: no q, which leads back. */
  private static final String LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ";

  /** Rows that are no entries: the title and the prompt, at least. */
  private static final int FRAME = 3;

  /** How a person's game stands. */
  public enum Standing {
    NONE,
    RUNNING,
    SAVED
  }

  /** A game; {@code missing} is empty if it can be played, else says what lacks. */
  public record Entry(GameId id, String name, String missing, Standing standing) {

    boolean playable() {
      return missing.isEmpty();
    }
  }

  /** What a key asks for. */
  public sealed interface Choice {}

  /** Start the game, resume its save, or return to it. */
  public record Start(GameId game) implements Choice {}

  public record Back() implements Choice {}

  /** Another page of the list. */
  public record Turn(GameMenu page) implements Choice {}

  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Nothing() implements Choice {}

  /** Takes a copy. */
  public GameMenu {
    entries = List.copyOf(entries);
  }

  /** The first page. */
  public static GameMenu of(List<Entry> entries) {
    return new GameMenu(entries, 0);
  }

  /** The same place in a newer list. */
  public GameMenu with(List<Entry> newer) {
    return new GameMenu(newer, first < newer.size() ? first : 0);
  }

  /** What the key asks for, on a terminal of this size. */
  public Choice choose(Key key, TerminalSize size) {
    return switch (key) {
      case Key.Symbol(int symbol) -> symbol(symbol, size);
      case Key.Named named ->
          switch (named) {
            case ESCAPE -> new Back();
            case PAGE_DOWN -> turn(first + perPage(size), size);
            case PAGE_UP -> turn(first - perPage(size), size);
            case ENTER, BACKSPACE, TAB, UP, DOWN, LEFT, RIGHT, HOME, END, INSERT, DELETE ->
                new Nothing();
          };
      case Key.Control(char letter) ->
          switch (letter) {
            case 'C', 'D' -> new Back();
            case 'L', 'R' -> new Redraw();
            default -> new Nothing();
          };
      case Key.Paste pasted -> new Nothing();
      case Key.Ignored ignored -> new Nothing();
    };
  }

  private Choice symbol(int symbol, TerminalSize size) {
    if (symbol == 'q' || symbol == 'Q') {
      return new Back();
    }
    if (symbol == '>') {
      return turn(first + perPage(size), size);
    }
    if (symbol == '<') {
      return turn(first - perPage(size), size);
    }
    int letter = LETTERS.indexOf(symbol);
    if (letter < 0 || letter >= shown(size).size() || !shown(size).get(letter).playable()) {
      return new Nothing();
    }
    return new Start(shown(size).get(letter).id());
  }

  private Choice turn(int to, TerminalSize size) {
    return to >= entries.size() || to <= -perPage(size)
        ? new Nothing()
        : new Turn(new GameMenu(entries, Math.max(0, to)));
  }

  private int perPage(TerminalSize size) {
    return Math.clamp(size.rows() - (long) FRAME, 1, LETTERS.length());
  }

  private List<Entry> shown(TerminalSize size) {
    return entries.subList(first, Math.min(entries.size(), first + perPage(size)));
  }

  /** The bytes that show the list on a terminal of this size, whatever it showed before. */
  public byte[] draw(TerminalSize size) {
    var page = new Page();
    page.ornament("").line(title(size)).blank();
    var shown = shown(size);
    int width = entries.stream().mapToInt(entry -> TextWidth.of(entry.name())).max().orElse(0);
    IntStream.range(0, shown.size()).forEach(at -> add(page, shown.get(at), at, width));
    if (entries.isEmpty()) {
      page.line(" There are no games here yet.");
    }
    page.blank();
    return page.draw(size, " Play which game? ('q' to go back) => ", "", "");
  }

  private String title(TerminalSize size) {
    int last = first + shown(size).size();
    return shown(size).size() == entries.size()
        ? " Games"
        : " Games (" + (first + 1) + "-" + last + " of " + entries.size() + "; > and < turn)";
  }

  private static void add(Page page, Entry entry, int at, int width) {
    var name = entry.name() + " ".repeat(Math.max(0, width - TextWidth.of(entry.name())));
    if (entry.playable()) {
      page.line((" " + LETTERS.charAt(at) + ") " + name + "  " + remark(entry)).stripTrailing());
    } else {
      page.line("  - " + name + "  (" + entry.missing() + ")", Style.DIM);
    }
  }

  private static String remark(Entry entry) {
    return switch (entry.standing()) {
      case NONE -> "";
      case RUNNING -> "(running; returns to your game)";
      case SAVED -> "(saved; resumes)";
    };
  }
}
