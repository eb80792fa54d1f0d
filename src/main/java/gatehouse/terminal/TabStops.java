package gatehouse.terminal;

import java.util.BitSet;

/** Where a tab leads: every eighth column unless a program says otherwise. */
final class TabStops {

  private static final int EVERY = 8;

  private final BitSet stops = new BitSet();
  private int columns;

  TabStops(int columns) {
    resize(columns);
  }

  /** Keeps the stops there are; new columns get the usual ones. */
  void resize(int columns) {
    for (int column = this.columns; column < columns; column++) {
      stops.set(column, column > 0 && column % EVERY == 0);
    }
    if (columns < this.columns) {
      stops.clear(columns, this.columns);
    }
    this.columns = columns;
  }

  void reset() {
    int all = columns;
    resize(0);
    resize(all);
  }

  void set(int column) {
    stops.set(column);
  }

  void clear(int column) {
    stops.clear(column);
  }

  void clearAll() {
    stops.clear();
  }

  /** The stop after this column, or the last column. */
  int next(int column) {
    int stop = stops.nextSetBit(column + 1);
    return stop < 0 ? columns - 1 : stop;
  }

  /** The stop before this column, or the first column. */
  int previous(int column) {
    return column == 0 ? 0 : Math.max(stops.previousSetBit(column - 1), 0);
  }

  /** The columns that have a stop. */
  int[] columns() {
    return stops.stream().toArray();
  }
}
