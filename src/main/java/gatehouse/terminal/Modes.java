package gatehouse.terminal;

/** What a program has switched on and off, besides what belongs to the {@link Cursor}. */
final class Modes {

  static final int ORDINARY_FONT = 10;
  static final int UPPER_HALF_FONT = 12;

  boolean insert;

  /** LNM: a line feed goes to the first column too. */
  boolean newLine;

  boolean autowrap = true;
  boolean applicationCursor;
  boolean applicationKeypad;
  boolean reverseVideo;
  boolean cursorVisible = true;
  boolean cursorBlinking;
  boolean focusReports;
  boolean bracketedPaste;
  boolean synchronizedOutput;

  /** DECSCUSR, 0 to 6. */
  int cursorShape;

  /** SGR 10 to 12: 11 and 12 show {@link CodePage437}, 12 the upper half of it. */
  int font = ORDINARY_FONT;

  /** 9, 1000 to 1003, or 0 for none: the last one switched on counts. */
  int mouseReports;

  /** 1005, 1006, 1015, or 0 for the first form. */
  int mouseFormat;

  /** DECSET and DECRST for the modes that are no more than a switch. */
  void set(int mode, boolean on) {
    switch (mode) {
      case 1 -> applicationCursor = on;
      case 5 -> reverseVideo = on;
      case 7 -> autowrap = on;
      case 9, 1000, 1001, 1002, 1003 -> mouseReports = on ? mode : 0;
      case 12 -> cursorBlinking = on;
      case 25 -> cursorVisible = on;
      case 66 -> applicationKeypad = on;
      case 1004 -> focusReports = on;
      case 1005, 1006, 1015 -> {
        if (on || mouseFormat == mode) {
          mouseFormat = on ? mode : 0;
        }
      }
      case 2004 -> bracketedPaste = on;
      case 2026 -> synchronizedOutput = on;
      default -> {}
    }
  }

  boolean codePage437() {
    return font != ORDINARY_FONT;
  }

  /** DECSTR: what concerns drawing and keys goes back to its beginning. */
  void softReset() {
    insert = false;
    autowrap = true;
    applicationCursor = false;
    applicationKeypad = false;
    cursorVisible = true;
  }
}
