package gatehouse.terminal;

/** One {@code CSI}, taken apart. Reused for the next one by its parser. */
final class ControlSequence {

  private static final int MOST = 32;
  private static final int LARGEST = 99_999;

  private final int[] values = new int[MOST];

  /** Bit n: parameter n was joined to the one before it by a colon. */
  private int joined;

  private int count;
  private char marker;
  private char intermediate;
  private char last;
  private boolean wellFormed;

  /** Takes apart what was between {@code CSI} and the byte {@code end}. */
  void parse(byte[] bytes, int length, int end) {
    marker = 0;
    intermediate = 0;
    joined = 0;
    count = 0;
    last = (char) end;
    wellFormed = true;
    int start = 0;
    if (length > 0 && bytes[0] >= '<') {
      marker = (char) bytes[0];
      start = 1;
    }
    if (length > start) {
      next(false);
      for (int i = start; i < length; i++) {
        accept(bytes[i]);
      }
    }
    wellFormed &= joined == 0 || end == 'm'; // only renditions have parts of parameters
  }

  private void accept(byte value) {
    if (value < '0') {
      wellFormed &= intermediate == 0;
      intermediate = (char) value;
    } else if (value >= '<' || intermediate != 0) {
      wellFormed = false;
    } else if (value == ';' || value == ':') {
      next(value == ':');
    } else if (count <= MOST) {
      int digits = Math.max(values[count - 1], 0) * 10 + value - '0';
      values[count - 1] = Math.min(digits, LARGEST);
    }
  }

  /** Parameters above {@link #MOST} are dropped; {@code count} stays one above to tell. */
  private void next(boolean colon) {
    if (count < MOST) {
      values[count] = -1;
      joined |= colon ? 1 << count : 0;
    }
    count = Math.min(count + 1, MOST + 1);
  }

  boolean wellFormed() {
    return wellFormed;
  }

  /** One of {@code < = > ?} or 0. */
  char marker() {
    return marker;
  }

  char intermediate() {
    return intermediate;
  }

  char last() {
    return last;
  }

  int count() {
    return Math.min(count, MOST);
  }

  /** The parameter, or {@code otherwise} if it was left out. */
  int value(int index, int otherwise) {
    return index >= count() || values[index] < 0 ? otherwise : values[index];
  }

  /** How many times or how far: left out and 0 mean 1; never above {@code most}. */
  int amount(int most) {
    return Math.min(Math.max(value(0, 1), 1), most);
  }

  /** Whether the parameter belongs to the one before it. */
  boolean joined(int index) {
    return index < count() && (joined & 1 << index) != 0;
  }
}
