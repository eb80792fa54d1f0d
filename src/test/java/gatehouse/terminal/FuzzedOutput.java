package gatehouse.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a fuzzer's bytes mean: the first two are the terminal's size, the third where the rest, a
 * program's output, is cut.
 */
record FuzzedOutput(TerminalSize size, List<byte[]> pieces) {

  private static final int HEAD = 3;
  private static final int MOST_COLUMNS = 40;
  private static final int MOST_ROWS = 12;
  private static final int MOST_PIECES = 12;

  static FuzzedOutput of(byte[] input) {
    byte[] head = Arrays.copyOf(input, HEAD);
    var size =
        new TerminalSize(1 + (head[0] & 0xFF) % MOST_COLUMNS, 1 + (head[1] & 0xFF) % MOST_ROWS);
    var pieces = new ArrayList<byte[]>();
    var random = new Random(head[2]);
    int longest = 1 + 2 * input.length / MOST_PIECES;
    int from = HEAD;
    while (from < input.length) {
      int to = Math.min(from + 1 + random.nextInt(longest), input.length);
      pieces.add(Arrays.copyOfRange(input, from, to));
      from = to;
    }
    return new FuzzedOutput(size, pieces);
  }
}
