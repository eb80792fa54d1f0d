package gatehouse.terminal;

import gatehouse.terminal.View.Charset;
import java.util.Arrays;

/**
 * What a screen shows at one moment: its cells, its cursor, and the few modes that a terminal needs
 * to show it and to be typed at. Titles are no part of it. Never changes, so that many may look at
 * it; shares the rows that did not change with the frame before.
 */
public final class Frame {

  private final TerminalSize size;
  private final Row[] rows;
  private final int cursorRow;
  private final int cursorColumn;
  private final FrameModes modes;
  private final Charset charset;

  Frame(
      TerminalSize size,
      Row[] rows,
      int cursorRow,
      int cursorColumn,
      FrameModes modes,
      Charset charset) {
    this.size = size;
    this.rows = rows;
    this.cursorRow = cursorRow;
    this.cursorColumn = cursorColumn;
    this.modes = modes;
    this.charset = charset;
  }

  /** A blank screen. */
  public static Frame blank(TerminalSize size) {
    return blank(size, Charset.UTF_8);
  }

  static Frame blank(TerminalSize size, Charset charset) {
    var rows = new Row[size.rows()];
    Arrays.fill(rows, new Row(size.columns()).share());
    return new Frame(size, rows, 0, 0, FrameModes.INITIAL, charset);
  }

  static Frame of(Canvas canvas) {
    return new Frame(
        canvas.size,
        canvas.grid().share(),
        canvas.cursor.row,
        canvas.cursor.column,
        FrameModes.of(canvas.modes),
        Charset.UTF_8);
  }

  /** Whether both are of the very same rows. */
  boolean isSameAs(Frame other) {
    return size.equals(other.size)
        && cursorRow == other.cursorRow
        && cursorColumn == other.cursorColumn
        && charset == other.charset
        && modes.equals(other.modes)
        && sameRows(other);
  }

  @SuppressWarnings("ReferenceEquality") // rows that nobody wrote to are shared
  private boolean sameRows(Frame other) {
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] != other.rows[row]) {
        return false;
      }
    }
    return true;
  }

  public TerminalSize size() {
    return size;
  }

  /** The cursor's row, from 0. */
  public int cursorRow() {
    return cursorRow;
  }

  /** The cursor's column, from 0. */
  public int cursorColumn() {
    return cursorColumn;
  }

  /** Whether the cursor is to be seen. */
  public boolean cursorVisible() {
    return modes.cursorVisible();
  }

  /** The text of a row, from 0, without the blanks at its end. */
  public String lineText(int row) {
    var text = new StringBuilder();
    for (int column = 0; column < size.columns(); column++) {
      rows[row].appendCell(column, text);
    }
    return text.toString().stripTrailing();
  }

  /** The text of all rows, each ended by a line feed. */
  public String text() {
    var text = new StringBuilder();
    for (int row = 0; row < size.rows(); row++) {
      text.append(lineText(row)).append('\n');
    }
    return text.toString();
  }

  /** The bytes that bring any terminal of this size, whatever it showed, to this frame. */
  public byte[] repaint() {
    return new FrameWriter(charset).repaint(this);
  }

  /**
   * The bytes that bring a terminal that shows {@code older}, drawn by {@link #repaint} and this,
   * to this frame; none if it looks the same. If it is of another size or character set, a repaint.
   */
  public byte[] differenceFrom(Frame older) {
    return size.equals(older.size) && charset == older.charset
        ? new FrameWriter(charset).difference(older, this)
        : repaint();
  }

  /** What another terminal can show of it; the same object if that is all of it. */
  public Frame view(View view) {
    return new Viewing(view).of(this);
  }

  /**
   * The same without what only the player's own terminal ought to do: keys, mouse, paste, focus.
   */
  public Frame forOnlookers() {
    return new Frame(size, rows, cursorRow, cursorColumn, modes.forOnlookers(), charset);
  }

  Row row(int index) {
    return rows[index];
  }

  /** Not to be changed. */
  Row[] rows() {
    return rows;
  }

  FrameModes modes() {
    return modes;
  }
}
