package gatehouse.terminal;

import java.text.BreakIterator;

/**
 * One line being typed: its text and where the cursor is. Immutable; {@link #type} gives the next.
 *
 * <p>Understands Backspace, Delete, arrows, Home, End, Ctrl-A, Ctrl-E, Ctrl-K, Ctrl-U, Ctrl-W and
 * paste. The cursor moves by what people take for one character.
 *
 * @param cursor where the next character goes, an index into {@code text}
 * @param most how many code points fit
 * @param masked whether nothing at all is shown of it
 */
public record LineEditor(String text, int cursor, int most, boolean masked) {

  /** What a key led to. */
  public sealed interface Result {}

  /** The line goes on like this. */
  public record Editing(LineEditor next) implements Result {}

  /** The person pressed Enter. */
  public record Submitted(String text) implements Result {

    /** Shows nothing of it, as it may be a password. */
    @Override
    public String toString() {
      return "Submitted";
    }
  }

  /** The person pressed Ctrl-C, Ctrl-D or Escape. */
  public record Aborted() implements Result {}

  /** An empty line that shows what is typed. */
  public static LineEditor plain(int most) {
    return new LineEditor("", 0, most, false);
  }

  /** An empty line that shows nothing. */
  public static LineEditor masked(int most) {
    return new LineEditor("", 0, most, true);
  }

  /** What the key leads to. */
  public Result type(Key key) {
    return switch (key) {
      case Key.Symbol(int codePoint) -> new Editing(insert(Character.toString(codePoint)));
      case Key.Paste(String pasted) -> new Editing(insert(firstLine(pasted)));
      case Key.Control(char letter) -> control(letter);
      case Key.Named named -> named(named);
      case Key.Ignored() -> new Editing(this);
    };
  }

  /** What is to be seen of it. */
  public String shown() {
    return masked ? "" : text;
  }

  /** How much of {@link #shown} is before the cursor. */
  public String shownBeforeCursor() {
    return masked ? "" : text.substring(0, cursor);
  }

  private Result control(char letter) {
    return switch (letter) {
      case 'C', 'D' -> new Aborted();
      case 'A' -> new Editing(at(0));
      case 'E' -> new Editing(at(text.length()));
      case 'K' -> new Editing(without(cursor, text.length()));
      case 'U' -> new Editing(without(0, cursor));
      case 'W' -> new Editing(without(wordStart(), cursor));
      default -> new Editing(this);
    };
  }

  private Result named(Key.Named key) {
    return switch (key) {
      case ENTER -> new Submitted(text);
      case ESCAPE -> new Aborted();
      case BACKSPACE -> new Editing(without(before(), cursor));
      case DELETE -> new Editing(without(cursor, after()));
      case LEFT -> new Editing(at(before()));
      case RIGHT -> new Editing(at(after()));
      case HOME -> new Editing(at(0));
      case END -> new Editing(at(text.length()));
      case TAB, UP, DOWN, PAGE_UP, PAGE_DOWN, INSERT -> new Editing(this);
    };
  }

  private LineEditor at(int place) {
    return new LineEditor(text, place, most, masked);
  }

  private LineEditor insert(String more) {
    int room = most - text.codePointCount(0, text.length());
    var fitting = new StringBuilder();
    more.codePoints().limit(Math.max(room, 0)).forEach(fitting::appendCodePoint);
    var longer = new StringBuilder(text).insert(cursor, fitting).toString();
    return new LineEditor(longer, cursor + fitting.length(), most, masked);
  }

  private LineEditor without(int from, int to) {
    return new LineEditor(text.substring(0, from) + text.substring(to), from, most, masked);
  }

  private int before() {
    return cursor == 0 ? 0 : characters().preceding(cursor);
  }

  private int after() {
    return cursor == text.length() ? cursor : characters().following(cursor);
  }

  private BreakIterator characters() {
    var characters = BreakIterator.getCharacterInstance();
    characters.setText(text);
    return characters;
  }

  private int wordStart() {
    int start = cursor;
    while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static String firstLine(String pasted) {
    var line = new StringBuilder();
    pasted
        .codePoints()
        .takeWhile(codePoint -> codePoint != '\r' && codePoint != '\n')
        .filter(codePoint -> !Character.isISOControl(codePoint))
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** Shows nothing of the text, as it may be a password. */
  @Override
  public String toString() {
    return "LineEditor";
  }
}
