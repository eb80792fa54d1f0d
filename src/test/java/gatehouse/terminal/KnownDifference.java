package gatehouse.terminal;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where tmux or xterm.js is known to differ from ours, and who is right. "ctlseqs" is xterm's list
 * of control sequences, "VT510" DEC's manual.
 */
enum KnownDifference {

  /**
   * ECMA-48 8.3.41, EL: erases from the active position on, which after printing in the last column
   * is that column. tmux and xterm.js are a column beyond then, xterm.js even without autowrap.
   */
  PENDING_WRAP,

  /**
   * ctlseqs: shifts of GR mean nothing in UTF-8, and {@code ESC % G} designates nothing; SS2 and
   * SS3 are for one character. VT510: the underscore is a blank in line drawing, and national sets
   * need a mode. SGR 11 and 12 are a Linux console's. xterm.js sees all of them in another way.
   */
  CHARACTER_SETS,

  /** The Unicode Standard 3.6: combines with what precedes it; in xterm.js only right after it. */
  COMBINING,

  /**
   * VT510: DECSC saves the pen, the character sets and origin mode; DECOM has no say in relative
   * moves. xterm.js saves less, and counts from the region at each move.
   */
  SAVED_CURSOR_AND_ORIGIN,

  /** ctlseqs, 1049: another page of cells. In xterm.js also another scroll region and tab stops. */
  SCREENS_APART,

  /** VT510: RIS shows the cursor and DECALN has no colours; DECSTR does not concern pasting. */
  RESETS,

  /**
   * ctlseqs: SD with more parameters tracks the mouse, and what scrolls in has the background of
   * the pen: xterm.js is wrong in both. It knows SL and SR, as ctlseqs does and ours does not.
   */
  SCROLLING,

  /**
   * ECMA-48 8.3.117: 6 blinks too; 8.3.103, REP: so many times, where xterm.js has a limit and
   * looks past a DEL; 5.4.2: a colon is for standards to come, which only renditions have. Nobody's
   * word: {@code 4:6} and half a colour.
   */
  PARAMETERS,

  /** Nobody's word: what is left of half a wide character, and where one has no room. */
  WIDE_CHARACTERS,

  /**
   * The Unicode Standard 3.9: U+FFFD for what is no UTF-8. Linux: its palette is set without an
   * end. Nobody's word: characters beyond ASCII inside a sequence or a string.
   */
  NOT_WELL_FORMED;

  private static final String SGR =
      "\033\\[(?:.*;)?(?:0*6|4:6|[345]8(?:;[25])?(?:;\\d*)?)(?:;.*)?m";

  /** The one that may show when a program writes this, on a canvas as it was before. */
  static Optional<KnownDifference> metBy(Canvas before, String step) {
    String sevenBit = step.startsWith("\u009B") ? "\033[" + step.substring(1) : step;
    return Arrays.stream(values()).filter(any -> any.mayShow(before, sevenBit)).findFirst();
  }

  private boolean mayShow(Canvas before, String step) {
    return switch (this) {
      case PENDING_WRAP -> dependsOnTheMargin(before, step);
      case CHARACTER_SETS ->
          matches("_|\033[NO~}|]|\033%.|\033[()*+][^B0A]|\033\\[(?:.*;)?0*1[12](?:;.*)?m", step);
      case COMBINING -> TextWidth.of(step.codePointAt(0)) == 0;
      case SAVED_CURSOR_AND_ORIGIN -> needsWhatXtermJsForgets(before, step);
      case SCREENS_APART -> switchesScreensThatAreApart(before, step);
      case RESETS -> matches("\033c|\033#8|\033\\[!p", step);
      case SCROLLING -> matches("\033\\[.*(?:T| [@A])", step);
      case PARAMETERS -> matches(SGR + "|\033\\[\\d{4}.*b|\177|\033\\[.*:.*[^m]", step);
      case WIDE_CHARACTERS -> cutsAWideCharacter(before, step);
      case NOT_WELL_FORMED -> matches(".*(?:\uFFFD|\033\\][PR]|\033.*[^\\x00-\\x7F]).*", step);
    };
  }

  /** The one case that recorded programs meet: erasing where a wrap is pending. */
  static boolean erasesAtTheMargin(Canvas before, String step) {
    return before.cursor.wrapPending && matches("\033\\[\\??[\\d;]*[JKXP@]", step);
  }

  private static boolean dependsOnTheMargin(Canvas before, String step) {
    if (before.cursor.column < before.size.columns() - 1) {
      return false;
    }
    boolean beyond = before.cursor.wrapPending || !before.modes.autowrap;
    return (beyond && matches("\033\\[.*[JKXP@LMZg]|\033H", step))
        || matches("\033\\[\\?.*[hl]", step);
  }

  private static boolean needsWhatXtermJsForgets(Canvas before, String step) {
    if (before.cursor.origin && before.top > 0 && matches("\033\\[.*", step)) {
      return true;
    }
    Cursor saved = before.alternateShown() ? before.savedOnAlternate : before.savedOnMain;
    return matches("\0338|\033\\[[\\d;]*u|\033\\[\\?.*104[89].*l", step)
        && (forgotten(saved) || forgotten(before.cursor));
  }

  private static boolean forgotten(Cursor any) {
    return any.origin || any.wrapPending || !any.defaultCharacterSets() || any.pen != Style.PLAIN;
  }

  private static boolean switchesScreensThatAreApart(Canvas before, String step) {
    var fresh = new TabStops(before.size.columns());
    boolean apart =
        before.top != 0
            || before.bottom != before.size.rows() - 1
            || !Arrays.equals(before.tabs.columns(), fresh.columns());
    return apart && matches("\033\\[\\?.*(?:47|104[79]).*[hl]", step);
  }

  private static boolean cutsAWideCharacter(Canvas before, String step) {
    boolean prints = step.charAt(0) >= ' ';
    if (!prints && !matches("\033\\[.*[@PXKJb]", step)) {
      return false;
    }
    int row = before.cursor.row;
    boolean noRoom =
        prints
            && TextWidth.of(step.codePointAt(0)) == 2
            && before.cursor.column == before.size.columns() - 1;
    return noRoom
        || hasWideCharacter(before, row)
        || hasWideCharacter(before, Math.min(row + 1, before.size.rows() - 1));
  }

  private static boolean hasWideCharacter(Canvas canvas, int index) {
    Row row = canvas.grid().row(index);
    for (int column = 0; column < row.columns(); column++) {
      if (row.width(column) == 2) {
        return true;
      }
    }
    return false;
  }

  /** Whether what is left of a step is of this form, once what another one cut short is gone. */
  private static boolean matches(String form, String step) {
    return Pattern.compile(form, Pattern.DOTALL)
        .matcher(step)
        .region(form.startsWith(".") ? 0 : Math.max(step.lastIndexOf('\033'), 0), step.length())
        .matches();
  }
}
