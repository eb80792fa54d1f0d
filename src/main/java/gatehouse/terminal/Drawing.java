package gatehouse.terminal;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that draw on a terminal, put together step by step.
 *
 * <p>Uses only what every terminal since the VT100 knows. Text cannot do anything but be shown: see
 * {@link TextWidth#neutralised}. For one thread.
 */
public final class Drawing {

  /** How text stands out. Where a terminal lacks a style it shows plain text. */
  public enum Style {
    PLAIN,
    BOLD,
    DIM,
    RED,
    STANDOUT
  }

  private final StringBuilder out = new StringBuilder();

  /** Clears the screen to plain style, with the cursor in the upper left corner. */
  public Drawing clear() {
    out.append("\033[0m\033[H\033[2J");
    return this;
  }

  /** Puts the cursor there; the upper left corner is 0, 0. */
  public Drawing moveTo(int row, int column) {
    out.append("\033[").append(row + 1).append(';').append(column + 1).append('H');
    return this;
  }

  /** Draws what follows in this style only. */
  public Drawing style(Style style) {
    out.append(
        switch (style) {
          case PLAIN -> "\033[0m";
          case BOLD -> "\033[0;1m";
          case DIM -> "\033[0;2m";
          case RED -> "\033[0;31m";
          case STANDOUT -> "\033[0;7m";
        });
    return this;
  }

  /** Shows the text at the cursor. */
  public Drawing text(String text) {
    out.append(TextWidth.neutralised(text));
    return this;
  }

  /** Shows as much of the text as fits into {@code columns}. */
  public Drawing text(String text, int columns) {
    out.append(TextWidth.beginning(TextWidth.neutralised(text), columns));
    return this;
  }

  /** Goes to the beginning of the next line. */
  public Drawing newLine() {
    out.append("\r\n");
    return this;
  }

  /** Blanks the line from the cursor on. */
  public Drawing clearToEndOfLine() {
    out.append("\033[K");
    return this;
  }

  /** Blanks the screen from the cursor on. */
  public Drawing clearBelow() {
    out.append("\033[J");
    return this;
  }

  /** Shows the cursor. */
  public Drawing showCursor() {
    out.append("\033[?25h");
    return this;
  }

  /** What has been drawn, in UTF-8. */
  public byte[] toBytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
