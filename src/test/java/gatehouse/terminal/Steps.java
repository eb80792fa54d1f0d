package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a program wrote, one character or control function at a time. */
final class Steps {

  private Steps() {}

  static List<byte[]> of(byte[] program, TerminalSize size) {
    var steps = new ArrayList<byte[]>();
    var screen = new Screen(size);
    int from = 0;
    for (int to = 1; to <= program.length; to++) {
      screen.feed(program, to - 1, to);
      if (!screen.midSequence()) {
        steps.add(Arrays.copyOfRange(program, from, to));
        from = to;
      }
    }
    return steps;
  }

  /** The last steps before this one, to be read by a person. */
  static String upTo(int index, List<byte[]> steps) {
    var text = new StringBuilder();
    for (byte[] step : steps.subList(Math.max(index - 20, 0), index + 1)) {
      text.append(new String(step, UTF_8)).append(' ');
    }
    return text.toString().replace("\033", "ESC ").strip();
  }
}
