package gatehouse.game.builtin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One floor of the cellar: what it is built of, what is on it, and what the hero knows of it. */
final class Level {

  static final int WIDTH = 78;
  static final int HEIGHT = 18;

  /** A room's floor, all corners included. */
  record Room(int left, int top, int right, int bottom) {

    boolean contains(Spot spot) {
      return spot.x() >= left && spot.x() <= right && spot.y() >= top && spot.y() <= bottom;
    }

    Spot somewhere(Dice dice) {
      return new Spot(left + dice.below(right - left + 1), top + dice.below(bottom - top + 1));
    }
  }

  private final char[][] built = new char[HEIGHT][WIDTH];
  private final boolean[][] known = new boolean[HEIGHT][WIDTH];
  private final List<Room> rooms = new ArrayList<>();
  private final List<Monster> monsters = new ArrayList<>();
  private final Map<Spot, Item> items = new HashMap<>();
  private Spot up = new Spot(0, 0);
  private Spot down = new Spot(0, 0);

  Level() {
    for (char[] row : built) {
      java.util.Arrays.fill(row, ' ');
    }
  }

  char builtAt(Spot spot) {
    return inside(spot) ? built[spot.y()][spot.x()] : ' ';
  }

  void build(int x, int y, char what) {
    built[y][x] = what;
  }

  void add(Room room) {
    rooms.add(room);
  }

  void addStairs(Spot up, Optional<Spot> down) {
    this.up = up;
    build(up.x(), up.y(), '<');
    down.ifPresent(spot -> {
      this.down = spot;
      build(spot.x(), spot.y(), '>');
    });
  }

  List<Room> rooms() {
    return rooms;
  }

  List<Monster> monsters() {
    return monsters;
  }

  Map<Spot, Item> items() {
    return items;
  }

  Spot up() {
    return up;
  }

  Spot down() {
    return down;
  }

  boolean passable(Spot spot) {
    return ".#+<>".indexOf(builtAt(spot)) >= 0;
  }

  Optional<Monster> monsterAt(Spot spot) {
    return monsters.stream().filter(monster -> monster.spot().equals(spot)).findFirst();
  }

  /** Whether somebody at {@code eye} sees {@code spot}: rooms are lit, corridors are not. */
  boolean sees(Spot eye, Spot spot) {
    if (eye.touches(spot)) {
      return true;
    }
    for (Room room : rooms) {
      if (room.contains(eye)) {
        return room.contains(spot);
      }
    }
    return false;
  }

  boolean knows(int x, int y) {
    return known[y][x];
  }

  /** What the hero learns by standing there. */
  void lookAround(Spot eye) {
    learn(eye.x() - 1, eye.y() - 1, eye.x() + 1, eye.y() + 1);
    for (Room room : rooms) {
      if (room.contains(eye)) {
        learn(room.left() - 1, room.top() - 1, room.right() + 1, room.bottom() + 1);
      }
    }
  }

  private void learn(int left, int top, int right, int bottom) {
    for (int y = Math.max(0, top); y <= Math.min(HEIGHT - 1, bottom); y++) {
      for (int x = Math.max(0, left); x <= Math.min(WIDTH - 1, right); x++) {
        known[y][x] = true;
      }
    }
  }

  private static boolean inside(Spot spot) {
    return spot.x() >= 0 && spot.x() < WIDTH && spot.y() >= 0 && spot.y() < HEIGHT;
  }
}
