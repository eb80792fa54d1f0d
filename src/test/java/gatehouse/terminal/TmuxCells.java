package gatehouse.terminal;

import gatehouse.terminal.Picture.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Reads what {@code tmux capture-pane -e} tells: text, SGR sequences, and SO and SI around line
 * drawing, all of which hold on into the next row. It tells nothing of what was erased at the end
 * of a row.
 */
final class TmuxCells {

  /** What {@code `} to {@code ~} stand for. */
  private static final String LINE_DRAWING = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

  private final int columns;

  /** Attributes and colours in the order in which a picture tells them. */
  private final TreeMap<Integer, String> pen = new TreeMap<>();

  private boolean lineDrawing;

  TmuxCells(int columns) {
    this.columns = columns;
  }

  List<List<Cell>> rows(String told) {
    return told.lines().map(this::row).toList();
  }

  private List<Cell> row(String line) {
    var cells = new ArrayList<Cell>();
    int i = 0;
    while (i < line.length()) {
      int codePoint = line.codePointAt(i);
      if (codePoint == '\033') {
        int end = line.indexOf('m', i);
        select(line.substring(i + 2, end).split(";", -1));
        i = end + 1;
      } else {
        character(codePoint, cells);
        i += Character.charCount(codePoint);
      }
    }
    cells.addAll(Collections.nCopies(columns - cells.size(), Cell.UNTOLD));
    return cells;
  }

  private void character(int codePoint, List<Cell> cells) {
    if (codePoint == 0x0E || codePoint == 0x0F) {
      lineDrawing = codePoint == 0x0E;
    } else if (TextWidth.of(codePoint) == 0) {
      var base = cells.size() - 1;
      while (cells.get(base).text().isEmpty()) {
        base--;
      }
      Cell combined = new Cell(cells.get(base).text() + Character.toString(codePoint), pen());
      cells.set(base, combined);
    } else {
      boolean drawn = lineDrawing && codePoint >= '`' && codePoint <= '~';
      cells.add(
          new Cell(
              Character.toString(drawn ? LINE_DRAWING.charAt(codePoint - '`') : codePoint), pen()));
      if (TextWidth.of(codePoint) == 2) {
        cells.add(new Cell("", pen()));
      }
    }
  }

  private String pen() {
    var words = new StringJoiner(" ");
    pen.values().forEach(words::add);
    return words.toString();
  }

  private void select(String[] codes) {
    int i = 0;
    while (i < codes.length) {
      switch (codes[i]) {
        case "38", "48" -> {
          boolean indexed = codes[i + 1].equals("5");
          colour(codes[i].equals("38"), indexed ? codes[i + 2] : trueColour(codes, i + 2));
          i += indexed ? 3 : 5;
        }
        case "58" -> i += codes[i + 1].equals("5") ? 3 : 5;
        default -> select(codes[i++]);
      }
    }
  }

  private static String trueColour(String[] codes, int red) {
    return "#%02x%02x%02x"
        .formatted(
            Integer.parseInt(codes[red]),
            Integer.parseInt(codes[red + 1]),
            Integer.parseInt(codes[red + 2]));
  }

  private void colour(boolean foreground, String colour) {
    pen.put(foreground ? 11 : 10, (foreground ? "in " : "on ") + colour);
  }

  private void select(String code) {
    switch (code) {
      case "", "0" -> pen.clear();
      case "1" -> pen.put(1, "bold");
      case "2" -> pen.put(2, "dim");
      case "3" -> pen.put(3, "italic");
      case "4", "4:1" -> pen.put(4, "underline");
      case "4:2" -> pen.put(4, "double");
      case "4:3" -> pen.put(4, "curly");
      case "4:4" -> pen.put(4, "dotted");
      case "4:5" -> pen.put(4, "dashed");
      case "5" -> pen.put(5, "blink");
      case "7" -> pen.put(6, "inverse");
      case "8" -> pen.put(7, "hidden");
      case "9" -> pen.put(8, "struck");
      case "53" -> pen.put(9, "overlined");
      case "39" -> pen.remove(11);
      case "49" -> pen.remove(10);
      default -> paletteColour(Integer.parseInt(code));
    }
  }

  private void paletteColour(int code) {
    int index = code >= 90 ? code % 10 + 8 : code % 10;
    colour(code / 10 == 3 || code / 10 == 9, String.valueOf(index));
  }
}
