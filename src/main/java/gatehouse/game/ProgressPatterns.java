package gatehouse.game;

import gatehouse.game.saves.Progress;
import gatehouse.terminal.Frame;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a game tells on its screen how far it has come.
 *
 * @param turn one group, looked for in each line from the bottom
 * @param level the same
 */
record ProgressPatterns(Optional<Pattern> turn, Optional<Pattern> level) {

  static final ProgressPatterns NONE = of(Optional.empty(), Optional.empty());

  static ProgressPatterns of(Optional<String> turn, Optional<String> level) {
    return new ProgressPatterns(turn.map(Pattern::compile), level.map(Pattern::compile));
  }

  /** What the screen tells; what it does not tell is as {@code before}. */
  Progress read(Frame screen, Progress before) {
    return new Progress(
        find(turn, screen).orElse(before.turn()), find(level, screen).orElse(before.level()));
  }

  private static Optional<String> find(Optional<Pattern> pattern, Frame screen) {
    return pattern.flatMap(wanted -> {
      for (int row = screen.size().rows() - 1; row >= 0; row--) {
        var found = wanted.matcher(screen.lineText(row));
        if (found.find()) {
          return Optional.ofNullable(found.group(1));
        }
      }
      return Optional.empty();
    });
  }
}
