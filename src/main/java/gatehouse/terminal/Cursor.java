package gatehouse.terminal;

/** Where and how the next character is drawn: all that DECSC saves and DECRC restores. */
final class Cursor {

  /** Designations of G0 to G3, one byte each, G0 lowest: all ASCII. */
  private static final int ALL_ASCII = 'B' | 'B' << 8 | 'B' << 16 | 'B' << 24;

  /** What {@code _} to {@code ~} look like in DEC special graphics. */
  static final String LINE_DRAWING = "\u00A0◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

  int row;
  int column;

  /** The last column has been printed in: the next character goes to the next row. */
  boolean wrapPending;

  long pen = Style.PLAIN;

  /** Whether rows are counted from the top of the scroll region. */
  boolean origin;

  private int designations = ALL_ASCII;
  private int shift;

  void copyFrom(Cursor other) {
    row = other.row;
    column = other.column;
    wrapPending = other.wrapPending;
    pen = other.pen;
    origin = other.origin;
    designations = other.designations;
    shift = other.shift;
  }

  /** Which of G0 to G3 is in use. */
  int shift() {
    return shift;
  }

  void shiftTo(int set) {
    shift = set;
  }

  /** The designation of a set: {@code B} ASCII, {@code 0} line drawing, {@code A} British. */
  char designation(int set) {
    return (char) (designations >> (8 * set) & 0xFF);
  }

  /** Sets unknown here are taken for ASCII. */
  void designate(int set, int designation) {
    int known = designation == '0' || designation == 'A' ? designation : 'B';
    designations = (designations & ~(0xFF << (8 * set))) | known << (8 * set);
  }

  boolean plainCharacters() {
    return designation(shift) == 'B';
  }

  boolean defaultCharacterSets() {
    return designations == ALL_ASCII && shift == 0;
  }

  void resetCharacterSets() {
    designations = ALL_ASCII;
    shift = 0;
  }

  /** What an ASCII character looks like in this set. */
  int translate(int set, int character) {
    return switch (designation(set)) {
      case '0' -> character >= '_' ? LINE_DRAWING.charAt(character - '_') : character;
      case 'A' -> character == '#' ? '£' : character;
      default -> character;
    };
  }
}
