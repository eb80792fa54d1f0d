package gatehouse.game.builtin;

import gatehouse.game.builtin.Level.Room;
import java.util.Optional;

/**
 * Builds levels: two rows of three rooms, straight corridors between neighbours.
 *
 * <p>All rooms of a row cover one line, and all rooms of a column another; corridors run along
 * these, so they always meet rooms in the middle of a wall.
 */
final class LevelMaker {

  private static final int COLUMNS = 3;
  private static final int ROWS = 2;

  private final int depth;
  private final Dice dice;
  private final Level level = new Level();
  private final int[] middleX = new int[COLUMNS];
  private final int[] middleY = new int[ROWS];

  private LevelMaker(int depth, Dice dice) {
    this.depth = depth;
    this.dice = dice;
  }

  static Level make(int depth, Dice dice) {
    return new LevelMaker(depth, dice).make();
  }

  private Level make() {
    for (int column = 0; column < COLUMNS; column++) {
      middleX[column] = column * 26 + 10 + dice.below(6);
    }
    for (int row = 0; row < ROWS; row++) {
      middleY[row] = row * 9 + 3 + dice.below(3);
    }
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        digRoom(middleX[column], middleY[row]);
      }
    }
    digCorridors();
    furnish();
    return level;
  }

  private void digRoom(int x, int y) {
    var room =
        new Room(
            x - 2 - dice.below(8),
            y - 1 - dice.below(2),
            x + 2 + dice.below(8),
            y + 1 + dice.below(2));
    for (int row = room.top() - 1; row <= room.bottom() + 1; row++) {
      for (int column = room.left() - 1; column <= room.right() + 1; column++) {
        boolean topOrBottom = row < room.top() || row > room.bottom();
        boolean side = column < room.left() || column > room.right();
        level.build(column, row, topOrBottom ? '-' : side ? '|' : '.');
      }
    }
    level.add(room);
  }

  private void digCorridors() {
    for (int row = 0; row < ROWS; row++) {
      for (int column = 1; column < COLUMNS; column++) {
        int y = middleY[row];
        for (int x = room(column - 1, row).right() + 1; x < room(column, row).left(); x++) {
          level.build(x, y, level.builtAt(new Spot(x, y)) == ' ' ? '#' : '+');
        }
      }
    }
    int spared = dice.below(COLUMNS + 1);
    for (int column = 0; column < COLUMNS; column++) {
      int x = middleX[column];
      for (int y = room(column, 0).bottom() + 1;
          column != spared && y < room(column, 1).top();
          y++) {
        level.build(x, y, level.builtAt(new Spot(x, y)) == ' ' ? '#' : '+');
      }
    }
  }

  private void furnish() {
    int first = dice.below(COLUMNS);
    var last = room(COLUMNS - 1 - first, 1);
    var up = room(first, 0).somewhere(dice);
    boolean bottom = depth == Adventure.DEEPEST;
    level.addStairs(up, bottom ? Optional.empty() : Optional.of(last.somewhere(dice)));
    if (bottom) {
      level.items().put(last.somewhere(dice), Item.AMULET);
    }
    for (Room room : level.rooms()) {
      if (dice.below(2) == 0) {
        level.items().putIfAbsent(room.somewhere(dice), Item.GOLD);
      }
      if (dice.below(3) == 0) {
        var finds = new Item[] {Item.POTION, Item.POTION, Item.SWORD, Item.ARMOUR};
        level.items().putIfAbsent(room.somewhere(dice), finds[dice.below(finds.length)]);
      }
    }
    for (int monster = 0; monster < 3 + depth; monster++) {
      var spot = level.rooms().get(dice.below(level.rooms().size())).somewhere(dice);
      if (!spot.touches(up) && level.monsterAt(spot).isEmpty()) {
        level.monsters().add(new Monster(Monster.Kind.at(depth, dice), spot));
      }
    }
  }

  private Room room(int column, int row) {
    return level.rooms().get(row * COLUMNS + column);
  }
}
