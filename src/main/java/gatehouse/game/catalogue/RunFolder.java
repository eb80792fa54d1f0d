package gatehouse.game.catalogue;

import gatehouse.model.GameId;
import java.nio.file.Path;

/**
 * What belongs to one run of a game: its own folder for saves, so that a process that has been
 * given up can touch no other's, and the lock that tells whether it lives.
 *
 * @param player the folded name
 * @param epoch no other run of this player and game has it
 * @param folder ours
 */
public record RunFolder(GameId game, String player, long epoch, Path folder) {

  /** Held by the run's processes. */
  public Path lock() {
    return folder.resolve("lock");
  }

  /** The game's: where it saves, unless that is fixed and it has no file tree of its own. */
  public Path saves() {
    return folder.resolve("saves");
  }
}
