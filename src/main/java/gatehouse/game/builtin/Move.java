package gatehouse.game.builtin;

import java.util.Optional;

/** What the hero can do in a turn. */
enum Move {
  WEST('h', -1, 0),
  SOUTH('j', 0, 1),
  NORTH('k', 0, -1),
  EAST('l', 1, 0),
  NORTH_WEST('y', -1, -1),
  NORTH_EAST('u', 1, -1),
  SOUTH_WEST('b', -1, 1),
  SOUTH_EAST('n', 1, 1),
  REST('.', 0, 0),
  DESCEND('>', 0, 0),
  CLIMB('<', 0, 0),
  QUAFF('q', 0, 0);

  private static final Move[] ALL = values();

  private final char key;
  private final int right;
  private final int down;

  Move(char key, int right, int down) {
    this.key = key;
    this.right = right;
    this.down = down;
  }

  static Optional<Move> of(char key) {
    for (Move move : ALL) {
      if (move.key == key) {
        return Optional.of(move);
      }
    }
    return Optional.empty();
  }

  char key() {
    return key;
  }

  boolean isStep() {
    return right != 0 || down != 0;
  }

  Spot from(Spot spot) {
    return new Spot(spot.x() + right, spot.y() + down);
  }
}
