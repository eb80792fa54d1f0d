package gatehouse.terminal;

import java.util.Optional;

/**
 * Rows that have moved as one from a frame to the next.
 *
 * @param top the first row of those that take part, from 0
 * @param bottom the last one
 * @param up how many rows up, below 0 for down
 */
record Scroll(int top, int bottom, int up) {

  /** Below this, looking for a scroll costs more than it saves. */
  private static final int FEWEST_CHANGED_ROWS = 3;

  /** Scrolling costs some 20 bytes: this many at least must be saved by it. */
  private static final int FEWEST_BYTES_SAVED = 40;

  /** What it takes to go to a row, besides the cells to be drawn there. */
  private static final int BYTES_TO_GO_THERE = 6;

  /** The scroll that saves most of what would have to be drawn; both have one size. */
  static Optional<Scroll> between(Row[] older, Row[] newer) {
    return changedRows(older, newer) < FEWEST_CHANGED_ROWS
        ? Optional.empty()
        : new Search(older, newer).best();
  }

  @SuppressWarnings("ReferenceEquality") // a shared row has not changed
  private static int changedRows(Row[] older, Row[] newer) {
    int changed = 0;
    for (int row = 0; row < newer.length; row++) {
      changed += older[row] == newer[row] ? 0 : 1;
    }
    return changed;
  }

  /** What the rows look like when it has been done. */
  Row[] applied(Row[] rows) {
    var moved = rows.clone();
    var blank = new Row(rows[0].columns()).share();
    for (int row = top; row <= bottom; row++) {
      int from = row + up;
      moved[row] = from >= top && from <= bottom ? rows[from] : blank;
    }
    return moved;
  }

  /** Goes through all distances; for each, the runs of rows that it brings into place. */
  private static final class Search {

    private final Row[] older;
    private final Row[] newer;
    private final int[] olderLooks;
    private final int[] newerLooks;
    private Optional<Scroll> best = Optional.empty();
    private int mostSaved = FEWEST_BYTES_SAVED - 1;

    Search(Row[] older, Row[] newer) {
      this.older = older;
      this.newer = newer;
      olderLooks = looks(older);
      newerLooks = looks(newer);
    }

    private static int[] looks(Row[] rows) {
      int[] looks = new int[rows.length];
      for (int row = 0; row < rows.length; row++) {
        looks[row] = rows[row].looks();
      }
      return looks;
    }

    Optional<Scroll> best() {
      for (int up = 1 - newer.length; up < newer.length; up++) {
        if (up != 0) {
          runsMoved(up);
        }
      }
      return best;
    }

    private void runsMoved(int up) {
      int first = Math.max(0, -up);
      int end = Math.min(newer.length, newer.length - up);
      int start = first;
      int saved = 0;
      for (int row = first; row <= end; row++) {
        if (row < end && newerLooks[row] == olderLooks[row + up]) {
          saved += costInPlace(row);
          continue;
        }
        if (saved > mostSaved && moved(start, row, up)) {
          mostSaved = saved;
          best =
              Optional.of(new Scroll(Math.min(start, start + up), Math.max(row, row + up) - 1, up));
        }
        start = row + 1;
        saved = 0;
      }
    }

    /** About as many bytes as it takes to draw the row over the one that is there. */
    private int costInPlace(int row) {
      if (newerLooks[row] == olderLooks[row]) {
        return 0;
      }
      int cost = BYTES_TO_GO_THERE;
      for (int column = 0; column < newer[row].columns(); column++) {
        cost += newer[row].sameCell(older[row], column) ? 0 : 1;
      }
      return cost;
    }

    /** Rows may share their looks by chance. */
    private boolean moved(int from, int to, int up) {
      for (int row = from; row < to; row++) {
        if (!newer[row].looksLike(older[row + up])) {
          return false;
        }
      }
      return true;
    }
  }
}
