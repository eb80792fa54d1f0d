package gatehouse.terminal;

import java.util.Arrays;

/** The cells of a screen. Rows that have never been written are one shared blank row. */
final class Grid {

  private Row blank;
  private Row[] rows;

  Grid(TerminalSize size) {
    blank = new Row(size.columns());
    rows = new Row[size.rows()];
    Arrays.fill(rows, blank);
  }

  /** The row to look at, not to change. */
  Row row(int index) {
    return rows[index];
  }

  /** The row to change. */
  Row writable(int index) {
    Row row = rows[index];
    if (row == blank) {
      row = new Row(blank.columns());
      rows[index] = row;
    } else if (row.isShared()) {
      row = row.copy();
      rows[index] = row;
    }
    return row;
  }

  /** Blanks cells of a row. */
  void erase(int index, int from, int to, long style) {
    if (rows[index] != blank || style != Style.PLAIN) {
      writable(index).erase(from, to, style);
    }
  }

  /** Blanks whole rows, {@code to} excluded. */
  void eraseRows(int from, int to, long style) {
    for (int index = from; index < to; index++) {
      erase(index, 0, blank.columns(), style);
    }
  }

  /** Prints the same character all over. */
  void fill(byte character) {
    byte[] characters = new byte[blank.columns()];
    Arrays.fill(characters, character);
    for (int index = 0; index < rows.length; index++) {
      writable(index).write(0, characters, 0, characters.length, Style.PLAIN);
    }
  }

  /** Moves the rows {@code top} to {@code bottom} up; blank ones come in below. */
  void scrollUp(int top, int bottom, int count, long style) {
    for (int i = 0; i < Math.min(count, bottom - top + 1); i++) {
      Row leaving = rows[top];
      System.arraycopy(rows, top + 1, rows, top, bottom - top);
      rows[bottom] = leaving;
      erase(bottom, 0, blank.columns(), style);
    }
  }

  /** Moves the rows {@code top} to {@code bottom} down; blank ones come in above. */
  void scrollDown(int top, int bottom, int count, long style) {
    for (int i = 0; i < Math.min(count, bottom - top + 1); i++) {
      Row leaving = rows[bottom];
      System.arraycopy(rows, top, rows, top + 1, bottom - top);
      rows[top] = leaving;
      erase(top, 0, blank.columns(), style);
    }
  }

  /** The rows as they are now; those that change later are copied first. */
  Row[] share() {
    for (Row row : rows) {
      row.share();
    }
    return rows.clone();
  }

  /** Frees the memory of rows that are blank. */
  void compact() {
    for (int index = 0; index < rows.length; index++) {
      if (rows[index].isBlank()) {
        rows[index] = blank;
      }
    }
  }

  /** Cuts or extends at the right and below, after dropping this many rows at the top. */
  void resize(TerminalSize size, int dropped) {
    Row[] before = rows;
    Row blankBefore = blank;
    blank = new Row(size.columns());
    rows = new Row[size.rows()];
    for (int index = 0; index < rows.length; index++) {
      int from = index + dropped;
      if (from >= before.length || before[from] == blankBefore) {
        rows[index] = blank;
      } else {
        Row row = before[from];
        rows[index] = row.isShared() ? row.copy() : row;
        rows[index].resize(size.columns());
      }
    }
  }
}
