package gatehouse.game.builtin;

/** Chance that repeats itself: the same seed throws the same numbers. */
final class Dice {

  private long state;

  Dice(long seed) {
    state = seed;
  }

  /** From 0 up to, not including, {@code bound}. */
  int below(int bound) {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), bound);
  }

  /** From 1 to {@code sides}. */
  int roll(int sides) {
    return 1 + below(sides);
  }
}
