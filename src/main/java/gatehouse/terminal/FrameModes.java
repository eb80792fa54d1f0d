package gatehouse.terminal;

/**
 * What a terminal is told besides cells and cursor: how the screen and the cursor look, and what
 * keys, mouse, pastes and focus send. Mouse modes are 0 for none.
 */
record FrameModes(
    boolean cursorVisible,
    int cursorShape,
    boolean reverseVideo,
    boolean applicationCursor,
    boolean applicationKeypad,
    int mouseReports,
    int mouseFormat,
    boolean focusReports,
    boolean bracketedPaste) {

  static final FrameModes INITIAL =
      new FrameModes(true, 0, false, false, false, 0, 0, false, false);

  /** All of them off, on any terminal, but for the cursor, which is shown. */
  static final String RESET =
      "\033[?1;5;9;12;1000;1001;1002;1003;1004;1005;1006;1015;2004l\033>\033[?25h";

  static FrameModes of(Modes modes) {
    return new FrameModes(
        modes.cursorVisible,
        modes.cursorShape,
        modes.reverseVideo,
        modes.applicationCursor,
        modes.applicationKeypad,
        modes.mouseReports,
        modes.mouseFormat,
        modes.focusReports,
        modes.bracketedPaste);
  }

  /** Only what concerns the eye. */
  FrameModes forOnlookers() {
    return new FrameModes(
        cursorVisible, cursorShape, reverseVideo, false, false, 0, 0, false, false);
  }

  /** Writes what makes the older ones these. */
  void change(FrameModes older, StringBuilder out) {
    if (equals(older)) {
      return;
    }
    set(5, older.reverseVideo, reverseVideo, out);
    set(1, older.applicationCursor, applicationCursor, out);
    if (older.applicationKeypad != applicationKeypad) {
      out.append(applicationKeypad ? "\033=" : "\033>");
    }
    replace(older.mouseFormat, mouseFormat, out);
    replace(older.mouseReports, mouseReports, out);
    set(1004, older.focusReports, focusReports, out);
    set(2004, older.bracketedPaste, bracketedPaste, out);
    if (older.cursorShape != cursorShape) {
      out.append("\033[").append(cursorShape).append(" q");
    }
    set(25, older.cursorVisible, cursorVisible, out);
  }

  private static void replace(int older, int newer, StringBuilder out) {
    if (older != newer) {
      if (older != 0) {
        out.append("\033[?").append(older).append('l');
      }
      if (newer != 0) {
        out.append("\033[?").append(newer).append('h');
      }
    }
  }

  private static void set(int mode, boolean older, boolean newer, StringBuilder out) {
    if (older != newer) {
      out.append("\033[?").append(mode).append(newer ? 'h' : 'l');
    }
  }
}
