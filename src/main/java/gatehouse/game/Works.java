package gatehouse.game;

import gatehouse.game.catalogue.Launcher;
import gatehouse.game.saves.KeptGames;
import gatehouse.game.saves.SaveStore;
import java.util.concurrent.Executor;

/**
 * What a shelf works with, whichever catalogue it has.
 *
 * @param blocking where those before it, which block, are called
 */
record Works(
    Launcher launcher,
    SaveStore store,
    KeptGames kept,
    RunKeeper keeper,
    Executor blocking,
    Leftovers leftovers) {

  static Works of(Launcher launcher, SaveStore store, KeptGames kept, Executor blocking) {
    return new Works(
        launcher, store, kept, new RunKeeper(launcher, store), blocking, new Leftovers(blocking));
  }
}
