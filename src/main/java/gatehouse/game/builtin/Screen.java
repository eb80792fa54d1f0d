package gatehouse.game.builtin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.PrintStream;
import java.util.List;

/** What the terminal shows: only rows that changed are drawn again. */
final class Screen {

  private final PrintStream output;
  private List<String> shown = List.of();

  Screen(PrintStream output) {
    this.output = output;
  }

  /** Takes the terminal over. */
  void open() {
    write("\033[?1049h\033[H\033[2J");
  }

  /** Gives the terminal back. */
  void close() {
    write("\033[0m\033[?25h\033[?1049l");
  }

  /** Forgets what is shown, so that all of it is drawn the next time. */
  void clear() {
    shown = List.of();
    write("\033[0m\033[2J");
  }

  /** Shows the rows, and the cursor at the end of the first. */
  void show(List<String> rows) {
    var drawing = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      if (row >= shown.size() || !shown.get(row).equals(rows.get(row))) {
        drawing.append("\033[").append(row + 1).append(";1H").append(rows.get(row));
        drawing.append("\033[K");
      }
    }
    int column = rows.isEmpty() ? 1 : rows.getFirst().length() + 1;
    write(drawing.append("\033[1;").append(column).append('H').toString());
    shown = List.copyOf(rows);
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    output.write(bytes, 0, bytes.length);
    output.flush();
  }
}
