package gatehouse.terminal;

import java.util.Arrays;

/**
 * Puts characters of more than one byte together, one byte at a time.
 *
 * <p>Bytes below 0x80 are the caller's business: they never belong to such a character, so meeting
 * one while {@link #pending} means that the character was cut short.
 */
final class Utf8Decoder {

  /** The answer of {@link #accept} when the character needs more bytes. */
  static final int INCOMPLETE = -1;

  /** The answer of {@link #accept} when what was pending is broken and the byte starts anew. */
  static final int AGAIN = -2;

  static final int REPLACEMENT = 0xFFFD;

  private final byte[] held = new byte[3];
  private int count;
  private int missing;
  private int codePoint;

  /** Bounds of the next byte: they rule out over-long forms, surrogates and the beyond. */
  private int lowest;

  private int highest;

  boolean pending() {
    return missing > 0;
  }

  /** The bytes of the unfinished character. */
  byte[] unfinished() {
    return missing == 0 ? new byte[0] : Arrays.copyOf(held, count);
  }

  /** Forgets the unfinished character. */
  void reset() {
    missing = 0;
    count = 0;
  }

  /**
   * Takes a byte of 0x80 or above. A broken character is one {@link #REPLACEMENT}; where the byte
   * that broke it may start another the answer is {@link #AGAIN}: show the replacement, then give
   * the byte once more.
   */
  int accept(int value) {
    if (missing == 0) {
      return start(value);
    }
    if (value < lowest || value > highest) {
      reset();
      return AGAIN;
    }
    codePoint = (codePoint << 6) | (value & 0x3F);
    lowest = 0x80;
    highest = 0xBF;
    missing--;
    if (missing == 0) {
      reset();
      return codePoint;
    }
    held[count++] = (byte) value;
    return INCOMPLETE;
  }

  private int start(int value) {
    lowest = 0x80;
    highest = 0xBF;
    if (value >= 0xC2 && value <= 0xDF) {
      missing = 1;
      codePoint = value & 0x1F;
    } else if (value >= 0xE0 && value <= 0xEF) {
      missing = 2;
      codePoint = value & 0x0F;
      lowest = value == 0xE0 ? 0xA0 : 0x80;
      highest = value == 0xED ? 0x9F : 0xBF;
    } else if (value >= 0xF0 && value <= 0xF4) {
      missing = 3;
      codePoint = value & 0x07;
      lowest = value == 0xF0 ? 0x90 : 0x80;
      highest = value == 0xF4 ? 0x8F : 0xBF;
    } else {
      return REPLACEMENT;
    }
    held[0] = (byte) value;
    count = 1;
    return INCOMPLETE;
  }
}
