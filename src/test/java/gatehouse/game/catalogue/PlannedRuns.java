package gatehouse.game.catalogue;

import gatehouse.model.PlayerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs one after the other, each taking up what the one before has saved. */
final class PlannedRuns {

  private final Launcher launcher;
  private final Map<String, Long> runs = new HashMap<>();

  PlannedRuns(Launcher launcher) {
    this.launcher = launcher;
  }

  /** Plans the next run of a player's, which takes up what the last one has saved. */
  LaunchPlan prepare(GameEntry game, PlayerName player, String term) {
    var last = saves(game, player);
    long epoch = runs.merge(key(game, player), 1L, Long::sum);
    var run = launcher.runOf(game, player, epoch);
    var folder = launcher.makeReady(game, player, run);
    for (Path save : last) {
      move(save, folder.resolve(save.getFileName()));
    }
    launcher.handOver(game, player, run);
    return launcher.plan(game, player, run, "", term);
  }

  private static void move(Path from, Path to) {
    try {
      Files.copy(from, to);
      Files.delete(from);
    } catch (IOException problem) {
      throw new AssertionError(problem);
    }
  }

  private static String key(GameEntry game, PlayerName player) {
    return game.id() + " " + player;
  }

  /** The player's last run of the game. */
  RunFolder lastRun(GameEntry game, PlayerName player) {
    return launcher.runOf(game, player, runs.getOrDefault(key(game, player), 0L));
  }

  /** What the player's last run has saved. */
  List<Path> saves(GameEntry game, PlayerName player) {
    return launcher.saves(game, player, lastRun(game, player));
  }

  boolean hasSaved(GameEntry game, PlayerName player) {
    return !saves(game, player).isEmpty();
  }
}
