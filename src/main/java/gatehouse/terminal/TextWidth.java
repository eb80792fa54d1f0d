package gatehouse.terminal;

import org.jline.utils.WCWidth;

/** How many columns text takes on a terminal, and text made safe and short enough to be shown. */
public final class TextWidth {

  private TextWidth() {}

  /**
   * The columns of one code point, as xterm counts: 0 for a combining character, 2 for a wide one,
   * else 1. A flag is two characters of one column each.
   */
  static int of(int codePoint) {
    if (codePoint < 0x300 || (codePoint >= 0x2500 && codePoint < 0x25A0)) {
      return 1; // Latin and boxes
    }
    if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
      return 1; // regional indicators
    }
    if (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) {
      return 2; // shades of skin
    }
    return Math.clamp(WCWidth.wcwidth(codePoint), 0, 2);
  }

  /** The columns of a text without control characters. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** As much of the beginning as fits into {@code columns}. */
  public static String beginning(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += of(codePoint);
      if (used > columns) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  /** As much of the end as fits into {@code columns}. */
  public static String ending(String text, int columns) {
    int excess = of(text) - columns;
    int start = 0;
    while (start < text.length()) {
      int codePoint = text.codePointAt(start);
      int width = of(codePoint);
      if (excess <= 0 && (width > 0 || start == 0)) {
        break;
      }
      excess -= width;
      start += Character.charCount(codePoint);
    }
    return text.substring(start);
  }

  /**
   * The text with a question mark for all that is not meant to be seen: control characters, line
   * separators, lone surrogates, and what turns the direction of writing. A tab is a blank.
   */
  public static String neutralised(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> codePoint == '\t' ? ' ' : visible(codePoint) ? codePoint : '?')
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default ->
          !(codePoint >= 0x202A && codePoint <= 0x202E)
              && !(codePoint >= 0x2066 && codePoint <= 0x2069);
    };
  }
}
