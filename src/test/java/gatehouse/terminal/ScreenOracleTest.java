package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Characters and cursor against JLine's model, which was found exact on streams of games. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class ScreenOracleTest {

  private static final int STEP = 61;

  /** Recordings that JLine shows otherwise because it lacks what they use, and what that is. */
  private static final Map<String, String> BEYOND_JLINE =
      Map.of(
          "corpus-80x24",
          "CSI Z, single shifts, DECOM at the bottom, wide characters cut in half, pending wraps");

  static Stream<Recording> withinJLine() {
    return Recording.all().filter(recording -> !BEYOND_JLINE.containsKey(recording.toString()));
  }

  @ParameterizedTest
  @MethodSource("withinJLine")
  void a_recording_looks_the_same_all_along(Recording recording) {
    var size = recording.size();
    var screen = new Screen(size);
    var oracle = new ScreenTerminal(size.columns(), size.rows());
    String output = new String(recording.bytes(), UTF_8);
    int from = 0;
    while (from < output.length()) {
      int to = Math.min(from + STEP, output.length());
      if (Character.isHighSurrogate(output.charAt(to - 1))) {
        to++;
      }
      String part = output.substring(from, to);
      screen.feed(part.getBytes(UTF_8));
      oracle.write(part);
      oracle.read(); // answers to queries
      if (!screen.midSequence()) {
        assertThat(described(screen))
            .as("after %d characters", to)
            .isEqualTo(described(oracle, size));
      }
      from = to;
    }
  }

  private static String described(Screen screen) {
    var text = new StringBuilder();
    for (int row = 0; row < screen.size().rows(); row++) {
      Row cells = screen.canvas().grid().row(row);
      var line = new StringBuilder();
      for (int column = 0; column < cells.columns(); column++) {
        line.appendCodePoint(cells.width(column) == 0 ? ' ' : cells.codePoint(column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString() + screen.cursorRow() + "," + screen.cursorColumn();
  }

  private static String described(ScreenTerminal oracle, TerminalSize size) {
    long[] cells = new long[size.columns() * size.rows()];
    int[] cursor = new int[2];
    oracle.dump(cells, cursor);
    var text = new StringBuilder();
    for (int row = 0; row < size.rows(); row++) {
      var line = new StringBuilder();
      for (int column = 0; column < size.columns(); column++) {
        int codePoint = ScreenTerminal.cellCodePoint(cells[row * size.columns() + column]);
        line.appendCodePoint(shows(codePoint) ? codePoint : ' ');
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString() + cursor[1] + "," + Math.min(cursor[0], size.columns() - 1);
  }

  /** JLine has combining characters in cells of their own, until something is drawn there. */
  private static boolean shows(int codePoint) {
    return codePoint != 0 && Character.getType(codePoint) != Character.NON_SPACING_MARK;
  }
}
