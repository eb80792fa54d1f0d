package gatehouse.menu;

import gatehouse.terminal.Drawing;
import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * A screen of lines with a prompt at its end, where the cursor stays. What does not fit is clipped;
 * on a terminal with too few rows ornaments go first, then the upper lines, never the prompt.
 */
final class Page {

  private record Row(String text, Style style, boolean ornament) {}

  private final List<Row> rows = new ArrayList<>();

  /** A line that must be read. */
  Page line(String text) {
    return line(text, Style.PLAIN);
  }

  Page line(String text, Style style) {
    rows.add(new Row(text, style, false));
    return this;
  }

  /** A line that may be left out where there is no room. */
  Page ornament(String text) {
    rows.add(new Row(text, Style.PLAIN, true));
    return this;
  }

  Page blank() {
    return ornament("");
  }

  /** How many rows there are before the prompt, none left out. */
  int height() {
    return rows.size();
  }

  /** The bytes that show this page and, after it, the prompt and what was typed at it. */
  byte[] draw(TerminalSize size, String prompt, String typed, String typedBeforeCursor) {
    var drawing = new Drawing().clear();
    for (Row row : fitting(size.rows() - 1)) {
      drawing.style(row.style()).text(row.text(), size.columns()).style(Style.PLAIN).newLine();
    }
    int room = Math.max(0, size.columns() - 1);
    int hidden = 0;
    while (TextWidth.of(prompt + typedBeforeCursor.substring(hidden)) > room
        && hidden < typedBeforeCursor.length()) {
      hidden = typedBeforeCursor.offsetByCodePoints(hidden, 1);
    }
    drawing.text(prompt + typed.substring(hidden), room);
    int column = TextWidth.of(prompt + typedBeforeCursor.substring(hidden));
    int row = Math.min(fitting(size.rows() - 1).size(), size.rows() - 1);
    return drawing.moveTo(row, Math.min(column, room)).showCursor().toBytes();
  }

  private List<Row> fitting(int most) {
    var fitting = new ArrayList<>(rows);
    for (int at = 0; at < fitting.size() && fitting.size() > most; ) {
      if (fitting.get(at).ornament()) {
        fitting.remove(at);
      } else {
        at++;
      }
    }
    return fitting.subList(Math.max(0, fitting.size() - Math.max(0, most)), fitting.size());
  }
}
