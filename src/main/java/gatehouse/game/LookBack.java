package gatehouse.game;

import gatehouse.game.saves.Progress;
import gatehouse.terminal.Frame;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last few pictures of a game before it was given keys: a save is made by the last of them, and
 * its own picture no longer tells how far the game has come. Not thread-safe.
 */
final class LookBack {

  /** NetHack's {@code S} and {@code y}, and one to spare. */
  private static final int PICTURES = 3;

  private final ProgressPatterns patterns;
  private final Deque<Frame> pictures = new ArrayDeque<>(PICTURES);

  LookBack(ProgressPatterns patterns) {
    this.patterns = patterns;
  }

  void add(Frame picture) {
    if (patterns.equals(ProgressPatterns.NONE)) {
      return;
    }
    if (pictures.size() == PICTURES) {
      pictures.removeFirst();
    }
    pictures.addLast(picture);
  }

  /** What the latest picture says that says it. */
  Progress progress() {
    var progress = Progress.UNKNOWN;
    for (Frame picture : pictures) {
      progress = patterns.read(picture, progress);
    }
    return progress;
  }
}
