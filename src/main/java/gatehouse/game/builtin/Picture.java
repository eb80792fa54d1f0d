package gatehouse.game.builtin;

import gatehouse.terminal.TerminalSize;
import java.util.ArrayList;
import java.util.List;

/**
 * An adventure drawn for a terminal: one row of text with colours for each of its rows. On a
 * terminal that is too small for the whole level, the part around the hero is drawn.
 */
final class Picture {

  private static final String PLAIN = "\033[0m";

  private Picture() {}

  /** Message, map, status line; exactly as many rows as the terminal has. */
  static List<String> of(Adventure adventure, String message, TerminalSize size) {
    var rows = new ArrayList<String>();
    rows.add(cut(message, size.columns()));
    int mapRows = size.rows() - 2;
    int left = firstShown(adventure.spot().x(), size.columns(), Level.WIDTH);
    int top = firstShown(adventure.spot().y(), mapRows, Level.HEIGHT);
    for (int row = 0; row < mapRows; row++) {
      rows.add(mapRow(adventure, top + row, left, size.columns()));
    }
    if (size.rows() > 1) {
      rows.add(cut(status(adventure), size.columns()));
    }
    return rows;
  }

  static List<String> help(TerminalSize size) {
    var rows = new ArrayList<String>();
    for (String line :
        """
        The Cellar

        y k u    Move with these or the arrow keys;
        h . l    walk into things to fight or take them.
        b j n    A dot rests.

        > <      take the stairs
        q        quaff a potion
        S        save and leave        Q  quit for good
        ^L       draw again            ?  this page

        ! potion   ) sword   [ armour   $ gold   " the amulet

        Any key goes on.\
        """
            .split("\n", -1)) {
      rows.add(cut(line, size.columns()));
    }
    while (rows.size() < size.rows()) {
      rows.add("");
    }
    return rows.subList(0, size.rows());
  }

  static String status(Adventure adventure) {
    var hero = adventure.hero();
    return "Dlvl:"
        + adventure.depth()
        + " $:"
        + hero.gold()
        + " HP:"
        + Math.max(0, hero.health())
        + "("
        + hero.mostHealth()
        + ")"
        + " Xp:"
        + hero.rank()
        + " T:"
        + adventure.turn()
        + " Sword:+"
        + hero.sword()
        + " Armour:+"
        + hero.armour()
        + " Potions:"
        + hero.potions()
        + (hero.hasAmulet() ? " AMULET" : "");
  }

  private static int firstShown(int hero, int shown, int all) {
    return Math.clamp(hero - shown / 2, 0, Math.max(0, all - shown));
  }

  private static String mapRow(Adventure adventure, int y, int left, int columns) {
    var row = new StringBuilder();
    int blanks = 0;
    for (int x = left; x < Math.min(Level.WIDTH, left + columns) && y < Level.HEIGHT; x++) {
      char symbol = symbol(adventure, new Spot(x, y));
      if (symbol == ' ') {
        blanks++;
        continue;
      }
      row.repeat(' ', blanks);
      blanks = 0;
      String colour = colour(symbol);
      row.append(colour).append(symbol).append(colour.isEmpty() ? "" : PLAIN);
    }
    return row.toString();
  }

  private static char symbol(Adventure adventure, Spot spot) {
    var level = adventure.level();
    if (spot.equals(adventure.spot())) {
      return '@';
    }
    if (!level.knows(spot.x(), spot.y())) {
      return ' ';
    }
    if (level.sees(adventure.spot(), spot)) {
      var monster = level.monsterAt(spot);
      if (monster.isPresent()) {
        return monster.get().kind().symbol();
      }
    }
    var item = level.items().get(spot);
    return item == null ? level.builtAt(spot) : item.symbol();
  }

  private static String colour(char symbol) {
    return switch (symbol) {
      case '@' -> "\033[1;37m";
      case '$', '"' -> "\033[1;33m";
      case '!' -> "\033[1;35m";
      case ')', '[' -> "\033[1;36m";
      case '+' -> "\033[33m";
      case '<', '>' -> "\033[1;32m";
      case 'T', 'O' -> "\033[1;31m";
      case 'r', 'b', 'k', 'o', 'S' -> "\033[31m";
      default -> "";
    };
  }

  private static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, columns);
  }
}
