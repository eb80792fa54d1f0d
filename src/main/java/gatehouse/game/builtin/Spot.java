package gatehouse.game.builtin;

/** A place on a level. */
record Spot(int x, int y) {

  boolean touches(Spot other) {
    return Math.abs(x - other.x) <= 1 && Math.abs(y - other.y) <= 1;
  }

  /** One step nearer to the other. */
  Spot towards(Spot other) {
    return new Spot(x + Integer.signum(other.x - x), y + Integer.signum(other.y - y));
  }
}
