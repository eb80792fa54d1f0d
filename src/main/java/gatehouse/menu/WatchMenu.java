package gatehouse.menu;

import gatehouse.menu.Page.Mark;
import gatehouse.model.PlayerName;
import gatehouse.model.SessionId;
import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import gatehouse.terminal.LineEditor;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The games in progress, as dgamelaunch lists them: a letter each, sorted by one of the columns.
 *
 * <p>The selection follows its game when the list changes. Letters begin anew on each page; {@code
 * j} and {@code k} move where they are not the letter of a game.
 *
 * @param games in the order shown
 * @param sortedBy the column that decides the order
 * @param selected the game that Enter watches, if one was moved to
 * @param top the first game shown, by its place in the list
 * @param paused whether the list stays as it is while games come and go
 * @param search the beginning of a player's name, while it is being typed
 * @param helping whether the help is shown instead
 * @param notice what has just happened, in one sentence; empty for nothing
 */
public record WatchMenu(
    List<Watchable> games,
    WatchColumn sortedBy,
    Optional<SessionId> selected,
    int top,
    boolean paused,
    Optional<LineEditor> search,
    boolean helping,
    String notice) {

  /** dgamelaunch's letters: q is taken. */
  private static final String LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ";

  private static final Duration LIVELY = Duration.ofSeconds(15);
  private static final int SHORTEST_SEARCH = 2;
  private static final int LONGEST_SEARCH = 20;

  /** Rows besides games: header, titles, page line, prompt, and empty ones between. */
  private static final int OTHER_ROWS = 6;

  private static final List<KeyHelp.Line> KEYS =
      List.of(
          new KeyHelp.Line("a b c ...", "watch that game"),
          new KeyHelp.Line("Up Down j k", "move; Enter watches"),
          new KeyHelp.Line("> <", "next and previous page"),
          new KeyHelp.Line(". ,", "sort by the next, the previous column"),
          new KeyHelp.Line("/", "find a player by the beginning of the name"),
          new KeyHelp.Line("*", "a lively game at random that fits your terminal"),
          new KeyHelp.Line("\\", "stop and go on refreshing the list"),
          new KeyHelp.Line("Ctrl-L", "draw the screen again"),
          new KeyHelp.Line("q", "back"));

  /**
   * A game that may be watched.
   *
   * @param game its short name
   * @param active when it last wrote
   * @param recovered whether it goes on after a crash
   */
  public record Watchable(
      SessionId session,
      PlayerName player,
      String game,
      TerminalSize size,
      Instant started,
      Instant active,
      int watchers,
      boolean recovered) {}

  /** What a key means. */
  public sealed interface Choice {}

  public record Watch(Watchable game) implements Choice {}

  /** The menu is to be shown like this. */
  public record Changed(WatchMenu menu) implements Choice {}

  public record Back() implements Choice {}

  /** The page is to be drawn again. */
  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Ignored() implements Choice {}

  /** The moment and the terminal for which a page is made or a key means something. */
  public record Occasion(TerminalSize size, Instant now, ZoneId zone) {}

  public WatchMenu {
    games = List.copyOf(games);
  }

  /** The menu as it is first shown. */
  public static WatchMenu of(List<Watchable> games, String notice) {
    return new WatchMenu(
            List.of(),
            WatchColumn.USERNAME,
            Optional.empty(),
            0,
            false,
            Optional.empty(),
            false,
            notice)
        .withGames(games);
  }

  /** The same with the games as they are now, unless it is paused. */
  public WatchMenu withGames(List<Watchable> now) {
    return paused ? this : with(sorted(now, sortedBy), sortedBy, selected, top);
  }

  private static List<Watchable> sorted(List<Watchable> games, WatchColumn by) {
    return games.stream().sorted(by.order()).toList();
  }

  private WatchMenu with(
      List<Watchable> games, WatchColumn sortedBy, Optional<SessionId> selected, int top) {
    return new WatchMenu(games, sortedBy, selected, top, paused, search, helping, notice);
  }

  private WatchMenu helping(boolean on) {
    return new WatchMenu(games, sortedBy, selected, top, paused, search, on, notice);
  }

  private WatchMenu searching(Optional<LineEditor> line, String result) {
    return new WatchMenu(games, sortedBy, selected, top, paused, line, helping, result);
  }

  // What it looks like

  /** The page. */
  public Page page(Occasion occasion) {
    if (helping) {
      return KeyHelp.page("Keys of the list of games", KEYS);
    }
    var rows = new ArrayList<Page.Row>();
    if (!notice.isEmpty()) {
      rows.add(noticeRow());
      rows.add(Page.empty());
    }
    if (games.isEmpty()) {
      rows.add(Page.fixed(" Sorry, no games available for viewing."));
      rows.add(Page.empty());
      return new Page(rows, " Press 'q' to return, or '?' for help => ", "", "");
    }
    rows.add(header());
    rows.add(Page.empty());
    rows.add(titles(occasion.size()));
    int first = firstShown(occasion.size());
    int end = Math.min(first + room(occasion.size()), games.size());
    for (int index = first; index < end; index++) {
      rows.add(row(index, LETTERS.charAt(index - first), occasion));
    }
    rows.add(pageLine(first, end));
    rows.add(Page.empty());
    return search
        .map(line ->
            new Page(rows, " Watch which player? => ", line.shown(), line.shownBeforeCursor()))
        .orElseGet(() -> new Page(rows, " Watch which game? ('?' for help) => ", "", ""));
  }

  private Page.Row pageLine(int first, int end) {
    boolean recovered = games.subList(first, end).stream().anyMatch(Watchable::recovered);
    return Page.fixed(
        " (%d-%d of %d)".formatted(first + 1, end, games.size())
            + (recovered ? "  * recovered after a crash" : ""));
  }

  private Page.Row noticeRow() {
    return Page.prose(" " + notice, Style.BOLD);
  }

  private Page.Row header() {
    return Page.fixed(
        " Games in progress (select \\ to pause/unpause auto-refresh):"
            + (paused ? " [PAUSED]" : ""));
  }

  private Page.Row titles(TerminalSize size) {
    var text = new StringBuilder();
    var marks = new ArrayList<Mark>();
    for (var placed : WatchColumn.on(size)) {
      pad(text, placed.at());
      if (placed.column() == sortedBy) {
        marks.add(
            new Mark(text.length(), text.length() + sortedBy.title().length(), Style.STANDOUT));
      }
      text.append(placed.column().title());
    }
    return Page.marked(text.toString(), Style.PLAIN, marks);
  }

  private Page.Row row(int index, char letter, Occasion occasion) {
    var game = games.get(index);
    var text = new StringBuilder(" ").append(letter).append(')');
    var marks = new ArrayList<Mark>();
    boolean here = selected.equals(Optional.of(game.session()));
    for (var placed : WatchColumn.on(occasion.size())) {
      pad(text, placed.at());
      var cell = placed.column().text(game, occasion.now(), occasion.zone());
      boolean tooLarge = placed.column() == WatchColumn.SIZE && !fits(game, occasion.size());
      if (tooLarge && !here) {
        marks.add(new Mark(text.length(), text.length() + cell.length(), Style.RED));
      }
      text.append(cell, 0, Math.min(cell.length(), placed.column().width()));
    }
    return Page.marked(text.toString(), here ? Style.STANDOUT : Style.PLAIN, marks);
  }

  private static void pad(StringBuilder text, int to) {
    text.append(" ".repeat(Math.max(to - text.length(), 0)));
  }

  private static boolean fits(Watchable game, TerminalSize size) {
    return game.size().columns() <= size.columns() && game.size().rows() <= size.rows();
  }

  private int room(TerminalSize size) {
    int noticeRows = notice.isEmpty() ? 0 : Page.height(noticeRow(), size) + 1;
    return Math.clamp(size.rows() - OTHER_ROWS - noticeRows, 1, LETTERS.length());
  }

  /** The page that the list was turned or moved to, or the last one there still is. */
  private int firstShown(TerminalSize size) {
    int room = room(size);
    return Math.min(top, Math.max(games.size() - 1, 0)) / room * room;
  }

  // What keys mean

  /** What the key means; {@code random} chooses where that is asked for. */
  public Choice choose(Key key, Occasion occasion, RandomGenerator random) {
    if (helping) {
      return new Changed(helping(false));
    }
    if (search.isPresent()) {
      return searched(search.get().type(key));
    }
    return switch (key) {
      case Key.Symbol(int codePoint) -> symbol(codePoint, occasion, random);
      case Key.Control(char letter) ->
          switch (letter) {
            case 'L', 'R' -> new Redraw();
            case 'C', 'D' -> new Back();
            default -> new Ignored();
          };
      case Key.Named named -> named(named, occasion.size());
      case Key.Paste paste -> new Ignored();
      case Key.Ignored() -> new Ignored();
    };
  }

  private Choice named(Key.Named key, TerminalSize size) {
    return switch (key) {
      case ESCAPE -> new Back();
      case UP -> move(-1, size);
      case DOWN -> move(1, size);
      case HOME -> select(0);
      case END -> select(games.size() - 1);
      case PAGE_DOWN -> turn(1, size);
      case PAGE_UP -> turn(-1, size);
      case LEFT -> sort(-1);
      case RIGHT -> sort(1);
      case ENTER -> selectedGame().<Choice>map(Watch::new).orElseGet(Ignored::new);
      case BACKSPACE, TAB, INSERT, DELETE -> new Ignored();
    };
  }

  private Choice symbol(int codePoint, Occasion occasion, RandomGenerator random) {
    return switch (codePoint) {
      case 'q', 'Q' -> new Back();
      case '>' -> turn(1, occasion.size());
      case '<' -> turn(-1, occasion.size());
      case '.' -> sort(1);
      case ',' -> sort(-1);
      case '?' -> new Changed(helping(true));
      case '/' -> new Changed(searching(Optional.of(LineEditor.plain(LONGEST_SEARCH)), ""));
      case '\\' ->
          new Changed(
              new WatchMenu(games, sortedBy, selected, top, !paused, search, helping, notice));
      case '*' -> anyLively(occasion, random);
      default -> lettered(codePoint, occasion.size());
    };
  }

  private Choice lettered(int codePoint, TerminalSize size) {
    int first = firstShown(size);
    int place = codePoint < 0x80 ? LETTERS.indexOf(codePoint) : -1;
    if (place >= 0 && place < room(size) && first + place < games.size()) {
      return new Watch(games.get(first + place));
    }
    return switch (codePoint) {
      case 'j' -> move(1, size);
      case 'k' -> move(-1, size);
      default -> new Ignored();
    };
  }

  private Choice anyLively(Occasion occasion, RandomGenerator random) {
    var lively =
        games.stream()
            .filter(game -> fits(game, occasion.size()))
            .filter(game -> Duration.between(game.active(), occasion.now()).compareTo(LIVELY) < 0)
            .toList();
    return lively.isEmpty()
        ? new Changed(searching(Optional.empty(), "Nothing lively fits your terminal."))
        : new Watch(lively.get(random.nextInt(lively.size())));
  }

  private Choice searched(LineEditor.Result result) {
    return switch (result) {
      case LineEditor.Editing(LineEditor line) -> new Changed(searching(Optional.of(line), notice));
      case LineEditor.Aborted() -> new Changed(searching(Optional.empty(), ""));
      case LineEditor.Submitted(String beginning) -> found(beginning.strip());
    };
  }

  private Choice found(String beginning) {
    if (beginning.length() < SHORTEST_SEARCH) {
      var none = beginning.isEmpty() ? "" : "At least two letters, please.";
      return new Changed(searching(Optional.empty(), none));
    }
    var folded = beginning.toLowerCase(Locale.ROOT);
    var found = games.stream().filter(game -> game.player().folded().startsWith(folded)).toList();
    if (found.size() == 1) {
      return new Watch(found.getFirst());
    }
    if (found.isEmpty()) {
      return new Changed(searching(Optional.empty(), "Nobody of that name plays."));
    }
    var menu = searching(Optional.empty(), found.size() + " players match; Enter watches one.");
    return menu.select(games.indexOf(found.getFirst()));
  }

  private Optional<Watchable> selectedGame() {
    return games.stream().filter(game -> selected.equals(Optional.of(game.session()))).findFirst();
  }

  private Choice move(int by, TerminalSize size) {
    int before = by > 0 ? firstShown(size) - 1 : firstShown(size) + 1;
    int from = selectedGame().map(games::indexOf).orElse(before);
    return select(from + by);
  }

  private Choice select(int index) {
    if (games.isEmpty()) {
      return new Ignored();
    }
    int to = Math.clamp(index, 0, games.size() - 1);
    return new Changed(with(games, sortedBy, Optional.of(games.get(to).session()), to));
  }

  private Choice turn(int by, TerminalSize size) {
    int room = room(size);
    int to = firstShown(size) + by * room;
    return to < 0 || to >= games.size()
        ? new Ignored()
        : new Changed(with(games, sortedBy, Optional.empty(), to));
  }

  private Choice sort(int by) {
    var column = sortedBy.next(by);
    return new Changed(with(sorted(games, column), column, selected, top));
  }
}
