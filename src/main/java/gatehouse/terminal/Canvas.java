package gatehouse.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Two grids, a cursor and what surrounds it: a screen as the control functions see it. Each method
 * is one thing that they do, in rows and columns from 0.
 */
final class Canvas {

  static final int NOTHING_PRINTED = -1;

  TerminalSize size;
  final Grid main;
  final Cursor cursor = new Cursor();
  final Cursor savedOnMain = new Cursor();
  final Cursor savedOnAlternate = new Cursor();
  final Modes modes = new Modes();
  final TabStops tabs;

  /** The alternate screen while it is shown. Leaving it forgets it. */
  private @Nullable Grid alternate;

  /** The scroll region, both rows included. */
  int top;

  int bottom;

  /** G2 or G3 for the next character only, or 0. */
  int singleShift;

  /** What REP repeats and where it was printed: only right after it was. */
  int lastPrinted = NOTHING_PRINTED;

  int lastColumn;

  String title = "";

  Canvas(TerminalSize size) {
    this.size = size;
    main = new Grid(size);
    tabs = new TabStops(size.columns());
    bottom = size.rows() - 1;
  }

  /** The grid that is shown. */
  Grid grid() {
    return alternate == null ? main : alternate;
  }

  boolean alternateShown() {
    return alternate != null;
  }

  private int columns() {
    return size.columns();
  }

  private long erased() {
    return Style.erased(cursor.pen);
  }

  // Printing

  void print(byte[] bytes, int from, int to) {
    if (!cursor.plainCharacters() || modes.insert || singleShift != 0) {
      for (int i = from; i < to; i++) {
        print(bytes[i]);
      }
      return;
    }
    int next = from;
    while (next < to) {
      wrapIfPending();
      int count = Math.min(to - next, columns() - cursor.column);
      grid().writable(cursor.row).write(cursor.column, bytes, next, count, cursor.pen);
      next += count;
      advance(cursor.column + count - 1, 1);
      if (!modes.autowrap && cursor.column == columns() - 1 && next < to) {
        next = to - 1; // what comes between is overprinted
      }
    }
    lastPrinted = bytes[to - 1];
  }

  private void print(byte character) {
    int set = singleShift == 0 ? cursor.shift() : singleShift;
    boolean shifted = singleShift != 0;
    singleShift = 0;
    put(cursor.translate(set, character), 1);
    if (shifted) {
      lastPrinted = NOTHING_PRINTED;
    }
  }

  void print(int codePoint) {
    singleShift = 0;
    int width = TextWidth.of(codePoint);
    if (width == 0) {
      combine(codePoint);
      lastPrinted = NOTHING_PRINTED;
    } else {
      put(codePoint, width);
    }
  }

  private void put(int codePoint, int width) {
    if (width > columns()) {
      return;
    }
    wrapIfPending();
    if (cursor.column + width > columns()) {
      if (!modes.autowrap) {
        return;
      }
      wrap();
    }
    Row row = grid().writable(cursor.row);
    if (modes.insert) {
      row.insert(cursor.column, width, erased());
    }
    row.write(cursor.column, codePoint, width, cursor.pen);
    lastPrinted = codePoint;
    advance(cursor.column, width);
  }

  /** Moves on from a character printed in {@code column}. */
  private void advance(int column, int width) {
    lastColumn = column;
    cursor.column = column + width;
    if (cursor.column >= columns()) {
      cursor.column = columns() - 1;
      cursor.wrapPending = modes.autowrap;
    }
  }

  private void wrapIfPending() {
    if (cursor.wrapPending) {
      wrap();
    }
  }

  private void wrap() {
    cursor.column = 0;
    lineFeed();
  }

  private void combine(int codePoint) {
    int column = cursor.wrapPending ? cursor.column : cursor.column - 1;
    if (column >= 0) {
      Row row = grid().writable(cursor.row);
      row.combine(row.width(column) == 0 ? column - 1 : column, codePoint);
    }
  }

  /** REP: beyond a screenful it only matters in which column it ends. */
  void repeat(int count) {
    if (lastPrinted != NOTHING_PRINTED) {
      int width = TextWidth.of(lastPrinted);
      int screenful = columns() * size.rows();
      int inARow = Math.max(columns() / width, 1);
      int times = count <= screenful ? count : screenful + (count - screenful) % inARow;
      for (int i = 0; i < times; i++) {
        put(lastPrinted, width);
      }
    }
  }

  // Moving

  void moveTo(int row, int column) {
    int from = cursor.origin ? top : 0;
    int to = cursor.origin ? bottom : size.rows() - 1;
    cursor.row = Math.clamp((long) from + row, from, to);
    moveToColumn(column);
  }

  void moveToRow(int row) {
    moveTo(row, cursor.column);
  }

  void moveToColumn(int column) {
    cursor.column = Math.clamp(column, 0, columns() - 1);
    cursor.wrapPending = false;
  }

  void up(int count) {
    int limit = cursor.row >= top ? top : 0;
    cursor.row = Math.max(cursor.row - count, limit);
    cursor.wrapPending = false;
  }

  void down(int count) {
    int limit = cursor.row <= bottom ? bottom : size.rows() - 1;
    cursor.row = Math.min(cursor.row + count, limit);
    cursor.wrapPending = false;
  }

  void lineFeed() {
    cursor.wrapPending = false;
    if (cursor.row == bottom) {
      grid().scrollUp(top, bottom, 1, erased());
    } else {
      cursor.row = Math.min(cursor.row + 1, size.rows() - 1);
    }
  }

  void reverseLineFeed() {
    cursor.wrapPending = false;
    if (cursor.row == top) {
      grid().scrollDown(top, bottom, 1, erased());
    } else {
      cursor.row = Math.max(cursor.row - 1, 0);
    }
  }

  void tab(int count) {
    for (int i = 0; i < count; i++) {
      cursor.column = tabs.next(cursor.column); // a pending wrap stays pending
    }
  }

  void backTab(int count) {
    for (int i = 0; i < count; i++) {
      moveToColumn(tabs.previous(cursor.column));
    }
  }

  // Erasing and shifting

  void eraseInDisplay(int which) {
    cursor.wrapPending = false;
    switch (which) {
      case 0 -> {
        eraseInLine(0);
        grid().eraseRows(cursor.row + 1, size.rows(), erased());
      }
      case 1 -> {
        grid().eraseRows(0, cursor.row, erased());
        eraseInLine(1);
      }
      case 2 -> grid().eraseRows(0, size.rows(), erased());
      default -> {}
    }
  }

  void eraseInLine(int which) {
    cursor.wrapPending = false;
    switch (which) {
      case 0 -> grid().erase(cursor.row, cursor.column, columns(), erased());
      case 1 -> grid().erase(cursor.row, 0, cursor.column + 1, erased());
      case 2 -> grid().erase(cursor.row, 0, columns(), erased());
      default -> {}
    }
  }

  void eraseCharacters(int count) {
    cursor.wrapPending = false;
    grid().erase(cursor.row, cursor.column, cursor.column + upToEnd(count), erased());
  }

  void insertCharacters(int count) {
    cursor.wrapPending = false;
    grid().writable(cursor.row).insert(cursor.column, upToEnd(count), erased());
  }

  void deleteCharacters(int count) {
    cursor.wrapPending = false;
    grid().writable(cursor.row).delete(cursor.column, upToEnd(count), erased());
  }

  private int upToEnd(int count) {
    return Math.min(count, columns() - cursor.column);
  }

  void insertLines(int count) {
    if (cursor.row >= top && cursor.row <= bottom) {
      grid().scrollDown(cursor.row, bottom, count, erased());
      moveToColumn(0);
    }
  }

  void deleteLines(int count) {
    if (cursor.row >= top && cursor.row <= bottom) {
      grid().scrollUp(cursor.row, bottom, count, erased());
      moveToColumn(0);
    }
  }

  void scrollUp(int count) {
    grid().scrollUp(top, bottom, count, erased());
  }

  void scrollDown(int count) {
    grid().scrollDown(top, bottom, count, erased());
  }

  /** DECALN: the whole screen full of E. */
  void fillForAlignment() {
    top = 0;
    bottom = size.rows() - 1;
    cursor.origin = false;
    moveTo(0, 0);
    grid().fill((byte) 'E');
  }

  // Surroundings

  /** DECSTBM; a region of less than two rows is none. */
  void scrollRegion(int first, int last) {
    int lowest = Math.min(last, size.rows() - 1);
    if (first < lowest) {
      top = first;
      bottom = lowest;
      moveTo(0, 0);
    }
  }

  void origin(boolean on) {
    cursor.origin = on;
    moveTo(0, 0);
  }

  void saveCursor() {
    saved().copyFrom(cursor);
  }

  void restoreCursor() {
    restore(saved());
  }

  private Cursor saved() {
    return alternate == null ? savedOnMain : savedOnAlternate;
  }

  private void restore(Cursor saved) {
    cursor.copyFrom(saved);
    if (cursor.origin) {
      cursor.row = Math.clamp(cursor.row, top, bottom);
    }
    cursor.wrapPending &= modes.autowrap;
  }

  void autowrap(boolean on) {
    modes.set(7, on);
    cursor.wrapPending &= on;
  }

  /** Shows the alternate screen, blank. */
  void enterAlternate() {
    if (alternate == null) {
      main.compact();
      alternate = new Grid(size);
      alternate.eraseRows(0, size.rows(), erased());
      savedOnAlternate.copyFrom(new Cursor());
    }
  }

  void leaveAlternate() {
    alternate = null;
  }

  void softReset() {
    modes.softReset();
    cursor.pen = Style.PLAIN;
    cursor.origin = false;
    cursor.resetCharacterSets();
    singleShift = 0;
    top = 0;
    bottom = size.rows() - 1;
    saved().copyFrom(new Cursor());
  }

  /** Cuts or extends; rows leave at the top where the cursor would else be lost. */
  void resize(TerminalSize to) {
    int dropped = Math.max(cursor.row - to.rows() + 1, 0);
    main.resize(to, alternate == null ? dropped : 0);
    if (alternate != null) {
      alternate.resize(to, dropped);
    }
    size = to;
    tabs.resize(to.columns());
    top = 0;
    bottom = to.rows() - 1;
    cursor.row -= dropped;
    keepInside(cursor);
    keepInside(savedOnMain);
    keepInside(savedOnAlternate);
    lastPrinted = NOTHING_PRINTED;
  }

  private void keepInside(Cursor any) {
    any.row = Math.min(any.row, size.rows() - 1);
    any.column = Math.min(any.column, columns() - 1);
    any.wrapPending = false;
  }
}
