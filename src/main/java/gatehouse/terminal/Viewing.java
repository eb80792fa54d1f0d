package gatehouse.terminal;

import gatehouse.terminal.View.Charset;
import gatehouse.terminal.View.Colours;
import java.util.stream.IntStream;

/**
 * Makes of a {@link Frame} what another terminal can show. A smaller one shows a part with the
 * cursor in it: by steps of half a screen to the right, so that not every key moves all; and, if it
 * is lower, the rows around the cursor with the two at the bottom kept below them.
 */
final class Viewing {

  /** Where games tell how their player is. */
  private static final int STATUS_ROWS = 2;

  private final View view;

  Viewing(View view) {
    this.view = view;
  }

  Frame of(Frame frame) {
    boolean whole = view.size().equals(frame.size());
    if (whole && view.charset() == Charset.UTF_8 && view.colours() == Colours.TRUE) {
      return frame;
    }
    int columns = view.size().columns();
    int left = left(frame.cursorColumn(), frame.size().columns());
    int[] shown = shownRows(frame);
    var rows = new Row[view.size().rows()];
    int cursorRow = 0;
    for (int index = 0; index < rows.length; index++) {
      rows[index] =
          index < shown.length ? row(frame.row(shown[index]), left) : new Row(columns).share();
      if (index < shown.length && shown[index] == frame.cursorRow()) {
        cursorRow = index;
      }
    }
    return new Frame(
        view.size(), rows, cursorRow, frame.cursorColumn() - left, frame.modes(), view.charset());
  }

  /** The first column shown. */
  private int left(int cursor, int columns) {
    int room = view.size().columns();
    if (columns <= room || cursor < room) {
      return 0;
    }
    int step = Math.max(room / 2, 1);
    int steps = (cursor - room) / step + 1;
    return Math.min(steps * step, columns - room);
  }

  /** The rows shown, from top to bottom. */
  private int[] shownRows(Frame frame) {
    int rows = frame.size().rows();
    int room = view.size().rows();
    if (rows <= room) {
      return IntStream.range(0, rows).toArray();
    }
    int status = room > 2 * STATUS_ROWS ? STATUS_ROWS : 0;
    int above = room - status;
    int last = Math.max(rows - status - above, 0);
    int step = Math.max(above / 2, 1);
    int cursor = frame.cursorRow();
    int top = 0;
    if (cursor >= rows - status) {
      top = last;
    } else if (cursor >= above) {
      top = Math.min(((cursor - above) / step + 1) * step, last);
    }
    int first = top;
    return IntStream.concat(
            IntStream.range(first, first + above), IntStream.range(rows - status, rows))
        .toArray();
  }

  private Row row(Row cells, int left) {
    int columns = view.size().columns();
    if (left == 0 && cells.columns() == columns && needsNoChange(cells)) {
      return cells;
    }
    var seen = new Row(columns);
    int end = Math.min(left + columns, cells.columns());
    for (int column = left; column < end; column++) {
      copy(cells, column, seen, column - left);
    }
    return seen.share();
  }

  private boolean needsNoChange(Row cells) {
    for (int column = 0; column < cells.columns(); column++) {
      boolean known =
          view.charset() == Charset.UTF_8
              || (!cells.isCluster(column)
                  && cells.width(column) == 1
                  && LookAlikes.known(cells.codePoint(column), view.charset())
                      == cells.codePoint(column));
      if (!known || Palette.reduce(cells.style(column), view.colours()) != cells.style(column)) {
        return false;
      }
    }
    return true;
  }

  private void copy(Row cells, int from, Row seen, int to) {
    long style = Palette.reduce(cells.style(from), view.colours());
    int width = cells.width(from);
    if (width == 0 || to + width > seen.columns()) {
      if (seen.width(to) != 0) {
        seen.write(to, ' ', 1, style); // half of a wide character
      }
      return;
    }
    if (view.charset() == Charset.UTF_8) {
      seen.copyCell(cells, from, to, style);
      return;
    }
    seen.write(to, LookAlikes.known(cells.codePoint(from), view.charset()), 1, style);
  }
}
