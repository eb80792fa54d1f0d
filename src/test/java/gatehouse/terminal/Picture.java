package gatehouse.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a terminal shows and a few of its modes, told in words that all terminals share. */
record Picture(List<List<Cell>> rows, Map<String, Object> modes) {

  /**
   * Text and pen of a cell. The pen is told as in {@code bold underline on 4 in #010203}: a colour
   * is an entry of the palette or true. A blank is a space, the right half of a wide character is
   * nothing.
   */
  record Cell(String text, String pen) {

    /** A blank whose terminal does not tell its background. */
    static final Cell UNTOLD = new Cell(" ", "on ?");

    /** Whether the other terminal tells the same of its cell, as far as it tells. */
    boolean agreesWith(Cell other) {
      return equals(other)
          || (other.equals(UNTOLD) && text.equals(" ") && (pen.isEmpty() || onlyOn(pen)));
    }

    private static boolean onlyOn(String pen) {
      return pen.startsWith("on ") && !pen.contains(" in ");
    }

    @Override
    public String toString() {
      return "'" + text + "'" + (pen.isEmpty() ? "" : " " + pen);
    }
  }

  private static final List<String> UNDERLINES =
      List.of("", "underline ", "double ", "curly ", "dotted ", "dashed ");

  static Picture of(Screen screen) {
    var size = screen.size();
    var rows = new ArrayList<List<Cell>>();
    for (int row = 0; row < size.rows(); row++) {
      rows.add(cells(screen.canvas().grid().row(row)));
    }
    return new Picture(rows, modes(screen));
  }

  private static List<Cell> cells(Row row) {
    var cells = new ArrayList<Cell>();
    for (int column = 0; column < row.columns(); column++) {
      var text = new StringBuilder();
      row.appendCell(column, text);
      cells.add(new Cell(text.toString(), pen(row.style(column))));
    }
    return cells;
  }

  private static Map<String, Object> modes(Screen screen) {
    Canvas canvas = screen.canvas();
    Modes modes = canvas.modes;
    return Map.ofEntries(
        Map.entry("cursor", screen.cursorRow() + "," + screen.cursorColumn()),
        Map.entry("wrap pending", canvas.cursor.wrapPending),
        Map.entry("region", canvas.top + "-" + canvas.bottom),
        Map.entry("visible", modes.cursorVisible),
        Map.entry("alternate", screen.alternateShown()),
        Map.entry("insert", modes.insert),
        Map.entry("origin", canvas.cursor.origin),
        Map.entry("autowrap", modes.autowrap),
        Map.entry("application cursor", modes.applicationCursor),
        Map.entry("application keypad", modes.applicationKeypad),
        Map.entry("bracketed paste", modes.bracketedPaste),
        Map.entry("focus reports", modes.focusReports),
        Map.entry("mouse", mouse(modes.mouseReports)),
        Map.entry("synchronized output", modes.synchronizedOutput));
  }

  private static String mouse(int mode) {
    return switch (mode) {
      case 9 -> "x10";
      case 1000 -> "vt200";
      case 1002 -> "drag";
      case 1003 -> "any";
      default -> "none";
    };
  }

  private static String pen(long style) {
    var pen = new StringBuilder();
    appendIf(style, Style.BOLD, "bold ", pen);
    appendIf(style, Style.DIM, "dim ", pen);
    appendIf(style, Style.ITALIC, "italic ", pen);
    pen.append(UNDERLINES.get((int) (style >>> 58 & 7)));
    appendIf(style, Style.BLINK, "blink ", pen);
    appendIf(style, Style.INVERSE, "inverse ", pen);
    appendIf(style, Style.HIDDEN, "hidden ", pen);
    appendIf(style, Style.STRUCK, "struck ", pen);
    appendIf(style, Style.OVERLINED, "overlined ", pen);
    appendColour("on ", Style.background(style), pen);
    appendColour("in ", Style.foreground(style), pen);
    return pen.toString().stripTrailing();
  }

  private static void appendIf(long style, long attribute, String word, StringBuilder pen) {
    if ((style & attribute) != 0) {
      pen.append(word);
    }
  }

  private static void appendColour(String word, int colour, StringBuilder pen) {
    if (colour >= Style.TRUE_COLOUR) {
      pen.append(word).append("#%06x ".formatted(colour & 0xFFFFFF));
    } else if (colour != Style.DEFAULT_COLOUR) {
      pen.append(word).append(colour - 1).append(' ');
    }
  }

  /** Where the other terminal, which may tell fewer modes, shows something else than this one. */
  List<String> differencesFrom(String name, Picture other) {
    var differences = new ArrayList<String>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        Cell here = rows.get(row).get(column);
        Cell there = other.rows.get(row).get(column);
        if (!here.agreesWith(there)) {
          differences.add("%d,%d: %s, in %s %s".formatted(row, column, here, name, there));
        }
      }
    }
    other.modes.forEach((mode, there) -> {
      Object here = modes.get(mode);
      if (!there.equals(here)) {
        differences.add("%s: %s, in %s %s".formatted(mode, here, name, there));
      }
    });
    return differences;
  }
}
