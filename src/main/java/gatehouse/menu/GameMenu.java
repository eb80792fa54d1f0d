package gatehouse.menu;

import gatehouse.model.GameId;
import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The games there are to play, lettered, and below them those that cannot be played here.
 *
 * <p>What does not fit a terminal's rows is on further pages. A game's letter is the same on every
 * page and terminal; after as many games as there are letters they begin anew, on a new page.
 *
 * @param entries in the catalogue's order
 * @param page which page is shown, from 0; beyond the last means the last
 * @param selected the game that Enter starts, if one was moved to
 * @param helping whether the help is shown instead
 * @param notice what has just happened, in one sentence; empty for nothing
 */
public record GameMenu(
    List<Entry> entries, int page, Optional<GameId> selected, boolean helping, String notice) {

  private static final List<KeyHelp.Line> KEYS =
      List.of(
          new KeyHelp.Line("a b c ...", "play that game"),
          new KeyHelp.Line("Up Down j k", "move; Enter plays"),
          new KeyHelp.Line("> <", "next and previous page"),
          new KeyHelp.Line("Ctrl-L", "draw the screen again"),
          new KeyHelp.Line("q", "back"));

  /** dgamelaunch's letters: q is taken. */
  private static final String LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ";

  private static final String HEADER = " ## Choose a game";

  /** Rows besides games and notice: header, page line, back, prompt, and empty ones between. */
  private static final int OTHER_ROWS = 7;

  /** How the visitor stands with a game. */
  public enum Standing {
    /** Nothing runs and nothing is saved. */
    NEW,
    RUNNING,
    SAVED,
    /** The last game crashed, and can be recovered. */
    CRASHED,
    /** A save waits that is damaged. */
    DAMAGED
  }

  /**
   * A game.
   *
   * @param missing empty if it can be played here, else says what lacks, such as {@code not
   *     installed: Debian package crawl}
   * @param progress how far the save has come that waits; may be empty
   */
  public record Entry(GameId id, String name, String missing, Standing standing, String progress) {

    /** Whether it can be chosen. */
    public boolean playable() {
      return missing.isEmpty();
    }
  }

  /** What a key means. */
  public sealed interface Choice {}

  /** Start, resume or return to the game, as it stands. */
  public record Start(GameId game) implements Choice {}

  /** The menu is to be shown like this: another page, another game selected. */
  public record Changed(GameMenu menu) implements Choice {}

  public record Back() implements Choice {}

  /** The page is to be drawn again. */
  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Ignored() implements Choice {}

  public GameMenu {
    entries =
        Stream.concat(
                entries.stream().filter(Entry::playable),
                entries.stream().filter(entry -> !entry.playable()))
            .toList();
  }

  /** What is shown until it is known which games there are. */
  public static Page awaited() {
    return Page.waiting(
        List.of(
            Page.fixed(HEADER),
            Page.empty(),
            Page.prose(" One moment: asking which games there are.", Style.PLAIN),
            Page.empty()));
  }

  /** The first page. */
  public static GameMenu of(List<Entry> entries) {
    return new GameMenu(entries, 0, Optional.empty(), false, "");
  }

  /** The same page of a catalogue that has changed. */
  public GameMenu withEntries(List<Entry> changed) {
    return new GameMenu(changed, page, selected, helping, notice);
  }

  /** The same with another notice. */
  public GameMenu withNotice(String changed) {
    return new GameMenu(entries, page, selected, helping, changed);
  }

  /** What it looks like on a terminal of this size. */
  public Page page(TerminalSize size) {
    if (helping) {
      return KeyHelp.page("Keys of the list of games", KEYS);
    }
    var rows = new ArrayList<Page.Row>();
    rows.add(Page.fixed(HEADER));
    rows.add(Page.empty());
    if (!notice.isEmpty()) {
      rows.add(noticeRow());
      rows.add(Page.empty());
    }
    var pages = pages(size);
    Range shown = pages.get(shownPage(pages));
    addGames(shown, rows);
    rows.add(Page.empty());
    if (pages.size() > 1) {
      rows.add(Page.fixed(" (" + shown + " of " + entries.size() + "; > next page, < previous)"));
    }
    rows.add(Page.fixed(" q) Back"));
    rows.add(Page.empty());
    return Page.waiting(rows);
  }

  /** What the key means on a terminal of this size. */
  public Choice choose(Key key, TerminalSize size) {
    if (helping) {
      return new Changed(new GameMenu(entries, page, selected, false, notice));
    }
    return switch (key) {
      case Key.Symbol(int codePoint) -> symbol(codePoint, size);
      case Key.Control(char letter) ->
          switch (letter) {
            case 'L', 'R' -> new Redraw();
            case 'C', 'D' -> new Back();
            default -> new Ignored();
          };
      case Key.Named named ->
          switch (named) {
            case ESCAPE -> new Back();
            case PAGE_DOWN, RIGHT -> turned(1, size);
            case PAGE_UP, LEFT -> turned(-1, size);
            case UP -> move(-1, size);
            case DOWN, TAB -> move(1, size);
            case ENTER -> selected.<Choice>map(Start::new).orElseGet(Ignored::new);
            case BACKSPACE, HOME, END, INSERT, DELETE -> new Ignored();
          };
      case Key.Paste paste -> new Ignored();
      case Key.Ignored() -> new Ignored();
    };
  }

  private Choice symbol(int codePoint, TerminalSize size) {
    return switch (codePoint) {
      case 'q', 'Q' -> new Back();
      case '>' -> turned(1, size);
      case '<' -> turned(-1, size);
      case '?' -> new Changed(new GameMenu(entries, page, selected, true, notice));
      default -> lettered(codePoint, size);
    };
  }

  private Choice lettered(int codePoint, TerminalSize size) {
    var pages = pages(size);
    int block = pages.get(shownPage(pages)).from() / LETTERS.length() * LETTERS.length();
    for (int letter : new int[] {codePoint, Character.toLowerCase(codePoint)}) {
      int index = block + LETTERS.indexOf(letter);
      if (index >= block && index < entries.size() && entries.get(index).playable()) {
        return new Start(entries.get(index).id());
      }
    }
    return switch (codePoint) {
      case 'j' -> move(1, size);
      case 'k' -> move(-1, size);
      default -> new Ignored();
    };
  }

  /** To the next game that can be played, on its page. */
  private Choice move(int by, TerminalSize size) {
    var playable = entries.stream().filter(Entry::playable).map(Entry::id).toList();
    if (playable.isEmpty()) {
      return new Ignored();
    }
    var pages = pages(size);
    int from = selected.map(playable::indexOf).orElse(-1);
    int to =
        from < 0
            ? Math.min(pages.get(shownPage(pages)).from(), playable.size() - 1)
            : Math.floorMod(from + by, playable.size());
    int shown = 0;
    while (pages.get(shown).to() <= to) {
      shown++;
    }
    return new Changed(new GameMenu(entries, shown, Optional.of(playable.get(to)), false, notice));
  }

  private Choice turned(int by, TerminalSize size) {
    var pages = pages(size);
    int from = shownPage(pages);
    int to = Math.clamp(from + by, 0, pages.size() - 1);
    return to == from
        ? new Ignored()
        : new Changed(new GameMenu(entries, to, Optional.empty(), false, notice));
  }

  /** Some of the entries, {@code to} excluded. */
  private record Range(int from, int to) {

    @Override
    public String toString() {
      return (from + 1) + "-" + to;
    }
  }

  private int shownPage(List<Range> pages) {
    return Math.min(page, pages.size() - 1);
  }

  /** At least one page, each with at least one game if there is any. */
  private List<Range> pages(TerminalSize size) {
    int noticeRows = notice.isEmpty() ? 0 : Page.height(noticeRow(), size) + 1;
    int room = Math.max(size.rows() - OTHER_ROWS - noticeRows, 1);
    var pages = new ArrayList<Range>();
    for (int from = 0; from < entries.size(); from = pages.getLast().to()) {
      int blockEnd = (from / LETTERS.length() + 1) * LETTERS.length();
      int to = Math.min(Math.min(from + room, blockEnd), entries.size());
      pages.add(new Range(from, to));
    }
    return pages.isEmpty() ? List.of(new Range(0, 0)) : pages;
  }

  private Page.Row noticeRow() {
    return Page.prose(" " + notice, Style.BOLD);
  }

  private void addGames(Range shown, List<Page.Row> rows) {
    if (entries.isEmpty()) {
      rows.add(Page.prose(" There are no games here yet.", Style.PLAIN));
    }
    int width = entries.stream().mapToInt(entry -> TextWidth.of(entry.name())).max().orElse(0);
    for (int index = shown.from(); index < shown.to(); index++) {
      Entry entry = entries.get(index);
      boolean firstMissing =
          !entry.playable() && index > shown.from() && entries.get(index - 1).playable();
      if (firstMissing) {
        rows.add(Page.empty());
      }
      rows.add(row(index, entry, width));
    }
  }

  private Page.Row row(int index, Entry entry, int width) {
    String selector = entry.playable() ? LETTERS.charAt(index % LETTERS.length()) + ")" : "- ";
    String name = entry.name() + " ".repeat(width - TextWidth.of(entry.name()));
    String remark = remark(entry);
    String text =
        " " + selector + " " + (remark.isEmpty() ? entry.name() : name + "  (" + remark + ")");
    boolean here = selected.equals(Optional.of(entry.id()));
    return Page.fixed(text, here ? Style.STANDOUT : entry.playable() ? Style.PLAIN : Style.DIM);
  }

  private static String remark(Entry entry) {
    if (!entry.playable()) {
      return entry.missing();
    }
    return switch (entry.standing()) {
      case NEW -> "";
      case RUNNING -> "running; returns to your game";
      case SAVED ->
          entry.progress().isEmpty() ? "saved; resumes" : "saved; resumes " + entry.progress();
      case CRASHED -> "crashed; can be recovered";
      case DAMAGED -> "saved, but the save is damaged";
    };
  }
}
