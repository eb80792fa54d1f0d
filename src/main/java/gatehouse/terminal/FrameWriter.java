package gatehouse.terminal;

import gatehouse.terminal.View.Charset;

/**
 * Writes the bytes that bring a terminal from one {@link Frame} to another: what has scrolled is
 * scrolled, then only the cells that differ are drawn, by the shortest ways found from one to the
 * next. Never relies on wrapping or on erasing in colour. Leaves the pen plain, ASCII in use and
 * the whole screen as the scroll region. For one use.
 */
final class FrameWriter {

  /** Equal cells are printed again rather than jumped over if they are no more than this. */
  private static final int LONGEST_BRIDGE = 4;

  /** Shorter runs of blanks are printed, longer ones at the end of a row erased. */
  private static final int SHORTEST_ERASURE = 4;

  /** Shorter runs of blanks within a row are printed, longer ones erased. */
  private static final int SHORTEST_GAP = 10;

  private static final int UNKNOWN = -1;

  private final Charset charset;
  private final StringBuilder out = new StringBuilder(256);

  private long pen = Style.PLAIN;
  private boolean lineDrawing;
  private int row = UNKNOWN;
  private int column = UNKNOWN;

  FrameWriter(Charset charset) {
    this.charset = charset;
  }

  byte[] repaint(Frame frame) {
    out.append(Repaint.QUIET).append(Repaint.PLAIN);
    out.append(FrameModes.RESET);
    if (charset == Charset.DEC) {
      out.append("\033)0");
    }
    out.append("\033[H\033[2J");
    row = 0;
    column = 0;
    var blank = Frame.blank(frame.size(), charset);
    draw(blank.rows(), frame.rows());
    return ended(blank, frame);
  }

  byte[] difference(Frame older, Frame newer) {
    row = older.cursorRow();
    column = older.cursorColumn();
    var shown = older.rows();
    var scroll = Scroll.between(shown, newer.rows());
    if (scroll.isPresent()) {
      scroll(scroll.get(), newer.size().rows());
      shown = scroll.get().applied(shown);
    }
    draw(shown, newer.rows());
    return ended(older, newer);
  }

  private void draw(Row[] older, Row[] newer) {
    for (int index = 0; index < newer.length; index++) {
      draw(index, older[index], newer[index]);
    }
  }

  /** With the cursor where it belongs and the modes as they are to be. */
  private byte[] ended(Frame older, Frame newer) {
    usePen(Style.PLAIN);
    useLineDrawing(false);
    go(newer.cursorRow(), newer.cursorColumn());
    newer.modes().change(older.modes(), out);
    return charset.encode(out);
  }

  /** Line feeds on the last row of a scroll region move it up, reverse ones on the first down. */
  private void scroll(Scroll scroll, int rows) {
    usePen(Style.PLAIN);
    boolean whole = scroll.top() == 0 && scroll.bottom() == rows - 1;
    if (!whole) {
      out.append("\033[").append(scroll.top() + 1).append(';').append(scroll.bottom() + 1);
      out.append('r');
    }
    out.append(absolute(scroll.up() > 0 ? scroll.bottom() : scroll.top(), 0));
    out.repeat(scroll.up() > 0 ? "\n" : "\033M", Math.abs(scroll.up()));
    if (!whole) {
      out.append("\033[r");
    }
    row = UNKNOWN;
    column = UNKNOWN;
  }

  @SuppressWarnings("ReferenceEquality") // a shared row has not changed; others are looked at
  private void draw(int index, Row older, Row newer) {
    if (older == newer) {
      return;
    }
    int blankFrom = blankFrom(newer);
    int at = 0;
    while (at < newer.columns()) {
      if (newer.sameCell(older, at)) {
        at++;
      } else if (at >= blankFrom && lastDifference(older, newer) - at >= SHORTEST_ERASURE) {
        bridgeOrGo(index, at, newer);
        usePen(Style.PLAIN);
        out.append("\033[K");
        return;
      } else if (gap(older, newer, at) >= SHORTEST_GAP && charset != Charset.DEC) {
        int gap = gap(older, newer, at);
        bridgeOrGo(index, at, newer);
        usePen(Style.PLAIN);
        out.append("\033[").append(gap).append('X');
        at += gap;
      } else {
        int cell = newer.width(at) == 0 ? at - 1 : at;
        bridgeOrGo(index, cell, newer);
        print(newer, cell);
        at = cell + newer.width(cell);
      }
    }
  }

  /** How many cells from here on are to be blank, up to the last of them that is not yet. */
  private static int gap(Row older, Row newer, int from) {
    int end = from;
    for (int column = from; column < newer.columns() && newer.isBlank(column); column++) {
      if (!newer.sameCell(older, column)) {
        end = column + 1;
      }
    }
    return end - from;
  }

  /** Where the blanks at the end of a row begin. */
  private static int blankFrom(Row row) {
    int column = row.columns();
    while (column > 0 && row.isBlank(column - 1)) {
      column--;
    }
    return column;
  }

  private static int lastDifference(Row older, Row newer) {
    int column = newer.columns() - 1;
    while (newer.sameCell(older, column)) {
      column--;
    }
    return column;
  }

  private void print(Row cells, int at) {
    usePen(cells.style(at));
    int codePoint = cells.codePoint(at);
    int drawn = charset == Charset.DEC ? LookAlikes.decLineDrawing(codePoint) : LookAlikes.NONE;
    useLineDrawing(drawn != LookAlikes.NONE);
    if (drawn == LookAlikes.NONE) {
      cells.appendCell(at, out);
    } else {
      out.append((char) drawn);
    }
    int next = at + cells.width(at);
    // Terminals disagree about the width of some characters, and about the cursor after the last.
    boolean sure = LookAlikes.sureOfWidth(codePoint) && !cells.isCluster(at);
    column = sure && next < cells.columns() ? next : UNKNOWN;
  }

  private void usePen(long style) {
    Style.change(pen, style, out);
    pen = style;
  }

  private void useLineDrawing(boolean on) {
    if (lineDrawing != on) {
      out.append(on ? '\016' : '\017');
      lineDrawing = on;
    }
  }

  /** Moves to a cell to print in it, perhaps by printing those on the way once more. */
  private void bridgeOrGo(int toRow, int toColumn, Row cells) {
    if (row == toRow && column != UNKNOWN && column < toColumn) {
      int gap = toColumn - column;
      if (gap <= LONGEST_BRIDGE && isPlainText(cells, column, toColumn)) {
        while (column < toColumn) {
          print(cells, column);
        }
        return;
      }
    }
    go(toRow, toColumn);
  }

  /** Whether these cells can be printed with the pen as it is. */
  private boolean isPlainText(Row cells, int from, int to) {
    for (int at = from; at < to; at++) {
      boolean ascii = cells.codePoint(at) < 0x7F && !cells.isCluster(at) && cells.width(at) == 1;
      if (!ascii || cells.style(at) != pen || lineDrawing) {
        return false;
      }
    }
    return true;
  }

  private void go(int toRow, int toColumn) {
    if (row == toRow && column == toColumn) {
      return;
    }
    String absolute = absolute(toRow, toColumn);
    String relative = row == UNKNOWN || column == UNKNOWN ? absolute : relative(toRow, toColumn);
    out.append(relative.length() < absolute.length() ? relative : absolute);
    row = toRow;
    column = toColumn;
  }

  private static String absolute(int toRow, int toColumn) {
    if (toColumn == 0) {
      return toRow == 0 ? "\033[H" : "\033[" + (toRow + 1) + "H";
    }
    return "\033[" + (toRow + 1) + ";" + (toColumn + 1) + "H";
  }

  /** From a known place: down by line feeds, left by backspaces, else by counted moves. */
  private String relative(int toRow, int toColumn) {
    String across = across(toColumn);
    int down = toRow - row;
    if (down == 0) {
      return across;
    }
    String vertical =
        down < 0 ? counted(-down, 'A') : down <= 3 ? "\n".repeat(down) : counted(down, 'B');
    return across + vertical;
  }

  private String across(int toColumn) {
    int right = toColumn - column;
    if (right == 0) {
      return "";
    }
    if (toColumn == 0) {
      return "\r";
    }
    if (right > 0) {
      return counted(right, 'C');
    }
    return -right <= 3 ? "\b".repeat(-right) : counted(-right, 'D');
  }

  private static String counted(int count, char last) {
    return count == 1 ? "\033[" + last : "\033[" + count + last;
  }
}
