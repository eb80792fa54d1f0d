package gatehouse.menu;

import gatehouse.terminal.Drawing.Style;
import java.util.ArrayList;
import java.util.List;

/** Pages that say what keys mean. */
final class KeyHelp {

  private static final int WIDEST_KEYS = 12;

  /** Some keys and what they do. */
  record Line(String keys, String meaning) {}

  private KeyHelp() {}

  /** A page that any key leaves. */
  static Page page(String title, List<Line> lines) {
    var rows = new ArrayList<Page.Row>();
    rows.add(Page.fixed(" ## " + title));
    rows.add(Page.empty());
    int width =
        Math.min(
            lines.stream().mapToInt(line -> line.keys().length()).max().orElse(0), WIDEST_KEYS);
    lines.forEach(line ->
        rows.add(
            Page.prose(
                (" %-" + width + "s  %s").formatted(line.keys(), line.meaning()), Style.PLAIN)));
    rows.add(Page.empty());
    return new Page(rows, " Press any key to go back. ", "", "");
  }
}
