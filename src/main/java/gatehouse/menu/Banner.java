package gatehouse.menu;

import gatehouse.terminal.TextWidth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lines above the main menu, with dgamelaunch's variables. */
public final class Banner {

  private static final int MOST_LINES = 24;

  private Banner() {}

  /**
   * The lines with {@code $NAME} replaced by its value, at most 24, without control characters.
   *
   * @param values variable names without the dollar sign
   */
  public static List<String> fill(Stream<String> lines, Map<String, String> values) {
    return lines.limit(MOST_LINES).map(line -> fill(line, values)).toList();
  }

  private static String fill(String line, Map<String, String> values) {
    var filled = line;
    for (var variable : values.entrySet()) {
      filled = filled.replace("$" + variable.getKey(), variable.getValue());
    }
    return TextWidth.neutralised(filled);
  }
}
