package gatehouse.game.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A prepared game: what to run in a PTY.
 *
 * <p>The program that is started leads the terminal's session and ends only after the game, as the
 * game did: same status, same signal. The game is in the terminal's foreground, so that signals to
 * the foreground, new window sizes and hang-ups all reach it; whatever lies between passes them on
 * or ignores them.
 *
 * @param command absolute path first
 * @param environment all of it
 * @param directory where to start the command
 */
public record LaunchPlan(List<String> command, Map<String, String> environment, Path directory) {

  /** Takes copies. */
  public LaunchPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
