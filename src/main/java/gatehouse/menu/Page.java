package gatehouse.menu;

import gatehouse.terminal.Drawing;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TextWidth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One screen of a menu: rows, and a prompt below them where the cursor waits.
 *
 * <p>Fits every size. Prose is wrapped, other rows are clipped; where there are too few rows, empty
 * ones go first and then those at the top, so that what is nearest to the prompt stays.
 *
 * @param typed what is shown behind the prompt
 * @param beforeCursor the part of {@code typed} that is left of the cursor
 */
public record Page(List<Row> rows, String prompt, String typed, String beforeCursor) {

  /**
   * A row; only prose is wrapped, indented like its beginning.
   *
   * @param marks parts that look different, from left to right; only in rows of one column a
   *     character
   */
  public record Row(String text, Drawing.Style style, boolean prose, List<Mark> marks) {

    public Row {
      marks = List.copyOf(marks);
    }
  }

  /** The characters {@code from} to before {@code to}. */
  public record Mark(int from, int to, Drawing.Style style) {}

  public Page {
    rows = List.copyOf(rows);
  }

  /** A page that waits for one key. */
  static Page waiting(List<Row> rows) {
    return new Page(rows, " => ", "", "");
  }

  static Row empty() {
    return fixed("");
  }

  static Row fixed(String text) {
    return fixed(text, Drawing.Style.PLAIN);
  }

  static Row fixed(String text, Drawing.Style style) {
    return new Row(text, style, false, List.of());
  }

  static Row marked(String text, Drawing.Style style, List<Mark> marks) {
    return new Row(text, style, false, marks);
  }

  static Row prose(String text, Drawing.Style style) {
    return new Row(text, style, true, List.of());
  }

  /** How many rows this prose takes on a terminal of this size. */
  static int height(Row row, TerminalSize size) {
    return wrap(row, size.columns()).size();
  }

  /** Bytes that replace whatever a terminal of this size shows. */
  public byte[] draw(TerminalSize size) {
    var drawing = new Drawing();
    int index = 0;
    for (Row row : layOut(size)) {
      drawing.style(Drawing.Style.PLAIN).moveTo(index++, 0).clearToEndOfLine();
      draw(row, size.columns(), drawing);
    }
    drawing.style(Drawing.Style.PLAIN).moveTo(index, 0).clearBelow();
    int room = size.columns() - 1;
    String left = prompt + TextWidth.neutralised(beforeCursor);
    String visible =
        TextWidth.of(left) <= room || beforeCursor.isEmpty()
            ? TextWidth.beginning(left, room)
            : TextWidth.ending(left, room);
    String right = TextWidth.neutralised(typed.substring(beforeCursor.length()));
    drawing.text(visible).text(right, size.columns() - TextWidth.of(visible));
    return drawing.moveTo(index, TextWidth.of(visible)).showCursor().toBytes();
  }

  private static void draw(Row row, int columns, Drawing drawing) {
    int at = 0;
    for (Mark mark : row.marks()) {
      drawing.style(row.style()).text(part(row, at, mark.from(), columns));
      drawing.style(mark.style()).text(part(row, mark.from(), mark.to(), columns));
      at = mark.to();
    }
    drawing
        .style(row.style())
        .text(row.text().substring(Math.min(at, row.text().length())), columns - at);
  }

  private static String part(Row row, int from, int to, int columns) {
    int end = Math.min(row.text().length(), columns);
    return row.text().substring(Math.min(from, end), Math.min(to, end));
  }

  /** The same for a terminal that can do nothing but print: the rows, and the prompt last. */
  public byte[] print(TerminalSize size) {
    var lines = new StringBuilder("\r\n");
    for (Row row : layOut(new TerminalSize(size.columns(), Integer.MAX_VALUE))) {
      lines.append(TextWidth.beginning(TextWidth.neutralised(row.text()), size.columns()));
      lines.append("\r\n");
    }
    lines.append(prompt).append(TextWidth.neutralised(typed));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The rows above the prompt that fit. */
  private List<Row> layOut(TerminalSize size) {
    var fitting = new ArrayList<Row>();
    for (Row row : rows) {
      fitting.addAll(row.prose() ? wrap(row, size.columns()) : List.of(row));
    }
    int room = size.rows() - 1;
    if (fitting.size() > room) {
      Collections.reverse(fitting); // the empty rows at the top go before those at the prompt
      while (fitting.size() > room && fitting.lastIndexOf(empty()) >= 0) {
        fitting.remove(fitting.lastIndexOf(empty()));
      }
      Collections.reverse(fitting);
    }
    return fitting.subList(Math.max(fitting.size() - room, 0), fitting.size());
  }

  private static List<Row> wrap(Row row, int columns) {
    var wrapped = new ArrayList<Row>();
    String indent = row.text().startsWith(" ") ? " " : "";
    String rest = row.text();
    while (TextWidth.of(rest) > columns) {
      String fits = TextWidth.beginning(rest, columns);
      int end = rest.charAt(fits.length()) == ' ' ? fits.length() : fits.lastIndexOf(' ');
      if (end <= indent.length()) {
        break; // a word longer than a row: clipped
      }
      wrapped.add(prose(rest.substring(0, end), row.style()));
      rest = indent + rest.substring(end).strip();
    }
    wrapped.add(prose(rest, row.style()));
    return wrapped;
  }
}
