package gatehouse.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the bytes that bring any terminal to a {@link Canvas}.
 *
 * <p>First everything that could disturb the drawing is switched off; then the screens are drawn,
 * the main one before the alternate one; then modes, and last the cursor, as only printing makes a
 * wrap pending or something that REP repeats. Uses no more than the VT100 knows, except for what
 * only a terminal that knows more can have been made to show.
 */
final class Repaint {

  /** Ends whatever was going on, and everything that could disturb drawing. */
  static final String QUIET = "\030\033\\\033[?2026l\033[?1049l\033[4;20l\033[?7h\033[r\033[0 q";

  /** Pen, origin and character sets as drawing needs them. */
  static final String PLAIN = "\033[0;10m\033[?6l\033(B\033)B\033*B\033+B\017";

  private static final int LONGEST_GAP_OF_BLANKS = 4;

  private final Canvas canvas;
  private final StringBuilder out = new StringBuilder(4096);

  /** What the other terminal's pen is while rows are drawn. */
  private long pen = Style.PLAIN;

  Repaint(Canvas canvas) {
    this.canvas = canvas;
  }

  /** The bytes, and after them those of the program's unfinished sequence. */
  byte[] bytes(byte[] unfinished) {
    quieten();
    tabStops();
    out.append("\033]2;").append(canvas.title).append("\033\\");
    draw(canvas.main);
    savedCursor(canvas.savedOnMain);
    if (canvas.alternateShown()) {
      out.append("\033[?1049h"); // saves the cursor once more, where it has just been saved
      plain();
      draw(canvas.grid());
      savedCursor(canvas.savedOnAlternate);
    }
    plain();
    modes();
    if (canvas.lastPrinted == Canvas.NOTHING_PRINTED) {
      place(canvas.cursor);
    } else {
      placeByPrinting(canvas.cursor);
    }
    if (canvas.singleShift != 0) {
      out.append(canvas.singleShift == 2 ? "\033N" : "\033O");
    }
    if (canvas.modes.codePage437()) {
      out.append("\033[").append(canvas.modes.font).append('m');
    }
    byte[] drawn = out.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(drawn, drawn.length + unfinished.length);
    System.arraycopy(unfinished, 0, all, drawn.length, unfinished.length);
    return all;
  }

  /**
   * Ends whatever was going on, and sees to it that drawing means what it says. The cursor's shape
   * is reset here, as old terminals show a part of it.
   */
  private void quieten() {
    out.append(QUIET).append(PLAIN);
    out.append("\033[H "); // the blank uses up a single shift
  }

  /** Pen, origin and character sets as drawing needs them. */
  private void plain() {
    out.append(PLAIN);
  }

  private void tabStops() {
    out.append("\r\033[3g");
    int column = 0;
    for (int stop : canvas.tabs.columns()) {
      if (stop > column) {
        out.append("\033[").append(stop - column).append('C');
      }
      out.append("\033H");
      column = stop;
    }
  }

  private void draw(Grid grid) {
    out.append("\033[H\033[2J");
    pen = Style.PLAIN;
    for (int row = 0; row < canvas.size.rows(); row++) {
      draw(row, grid.row(row));
    }
  }

  private void draw(int index, Row row) {
    int at = -1; // where the other terminal's cursor is, if it is known to be in this row
    int column = 0;
    while (column < row.columns()) {
      int width = row.width(column);
      if (!row.isBlank(column)) {
        go(index, at, column);
        pen(row.style(column));
        row.appendCell(column, out);
        // Terminals disagree about the width of some characters: say where the next one goes.
        boolean sure = LookAlikes.sureOfWidth(row.codePoint(column)) && !row.isCluster(column);
        at = sure ? column + width : -1;
      }
      column += Math.max(width, 1);
    }
  }

  private void go(int row, int from, int to) {
    if (from < 0) {
      move(row, to);
    } else if (to > from) {
      int gap = to - from;
      if (gap <= LONGEST_GAP_OF_BLANKS && pen == Style.PLAIN) {
        out.repeat(' ', gap);
      } else {
        out.append("\033[").append(gap).append('C');
      }
    }
  }

  private void move(int row, int column) {
    out.append("\033[").append(row + 1).append(';').append(column + 1).append('H');
  }

  private void pen(long style) {
    if (style != pen) {
      Style.append(style, out);
      pen = style;
    }
  }

  private void savedCursor(Cursor saved) {
    originFor(saved);
    place(saved);
    out.append("\0337");
  }

  private void originFor(Cursor any) {
    if (any.origin) {
      out.append("\033[?6h");
    }
  }

  /** Puts the cursor there, with its pen and character sets. */
  private void place(Cursor cursor) {
    if (cursor.wrapPending) {
      Row row = rowUnder(cursor);
      int column = row.width(cursor.column) == 0 ? cursor.column - 1 : cursor.column;
      moveFor(cursor, column);
      Style.append(row.style(column), out);
      row.appendCell(column, out);
    } else {
      moveFor(cursor, cursor.column);
    }
    Style.append(cursor.pen, out);
    characterSets(cursor);
  }

  /** Puts the cursor behind what was just printed by printing it again: its style is the pen. */
  private void placeByPrinting(Cursor cursor) {
    characterSets(cursor);
    moveFor(cursor, canvas.lastColumn);
    int width = TextWidth.of(canvas.lastPrinted);
    if (canvas.modes.insert && canvas.lastColumn + width < canvas.size.columns()) {
      out.append("\033[").append(width).append('P'); // printing shifts all back
    }
    Style.append(cursor.pen, out);
    out.appendCodePoint(canvas.lastPrinted);
  }

  private Row rowUnder(Cursor cursor) {
    Grid grid = cursor == canvas.savedOnMain ? canvas.main : canvas.grid();
    return grid.row(cursor.row);
  }

  /** The scroll region is still the whole screen while saved cursors are placed. */
  private void moveFor(Cursor cursor, int column) {
    boolean inRegion = cursor == canvas.cursor && cursor.origin;
    move(inRegion ? cursor.row - canvas.top : cursor.row, column);
  }

  private void characterSets(Cursor cursor) {
    if (cursor.defaultCharacterSets()) {
      return;
    }
    for (int set = 0; set < 4; set++) {
      out.append('\033').append("()*+".charAt(set)).append(cursor.designation(set));
    }
    switch (cursor.shift()) {
      case 1 -> out.append('\016');
      case 2 -> out.append("\033n");
      case 3 -> out.append("\033o");
      default -> {}
    }
  }

  private void modes() {
    Modes modes = canvas.modes;
    out.append("\033[").append(canvas.top + 1).append(';').append(canvas.bottom + 1).append('r');
    originFor(canvas.cursor);
    out.append(modes.insert ? "\033[4h" : "\033[4l");
    out.append(modes.newLine ? "\033[20h" : "");
    out.append(modes.applicationKeypad ? "\033=" : "\033>");
    set(1, modes.applicationCursor);
    set(5, modes.reverseVideo);
    set(7, modes.autowrap);
    set(12, modes.cursorBlinking);
    mouse(modes);
    set(1004, modes.focusReports);
    set(2004, modes.bracketedPaste);
    if (modes.cursorShape != 0) {
      out.append("\033[").append(modes.cursorShape).append(" q");
    }
    set(25, modes.cursorVisible);
    set(2026, modes.synchronizedOutput);
  }

  private void mouse(Modes modes) {
    for (int report : new int[] {9, 1000, 1001, 1002, 1003}) {
      set(report, false);
    }
    for (int format : new int[] {1005, 1006, 1015}) {
      set(format, false);
    }
    if (modes.mouseFormat != 0) {
      set(modes.mouseFormat, true);
    }
    if (modes.mouseReports != 0) {
      set(modes.mouseReports, true);
    }
  }

  private void set(int mode, boolean on) {
    out.append("\033[?").append(mode).append(on ? 'h' : 'l');
  }
}
