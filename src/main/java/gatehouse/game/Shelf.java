package gatehouse.game;

import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.game.catalogue.StopStep;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The games this node has: what is on offer, how to start and end each, and whether a player has a
 * save. May be called from any thread and never blocks it.
 */
interface Shelf {

  /** What running a game takes to know, beside its program. */
  record Title(
      GameId id,
      String name,
      String shortName,
      Set<Integer> goodStatuses,
      List<StopStep> stopSequence,
      TimeLimits timeLimits) {

    public Title {
      goodStatuses = Set.copyOf(goodStatuses);
      stopSequence = List.copyOf(stopSequence);
    }
  }

  /**
   * What is kept of a player: all games with a save, and which was played, and which saved, last.
   */
  record Kept(Set<GameId> saves, Optional<GameId> lastPlayed, Optional<GameId> lastSaved) {

    static final Kept NOTHING = new Kept(Set.of(), Optional.empty(), Optional.empty());

    public Kept {
      saves = Set.copyOf(saves);
    }
  }

  /** A program ready to be spawned; {@code resumes} if it will find a save. */
  record Prepared(PtyProgram program, boolean resumes) {

    /** The TERM it runs under. */
    String term() {
      return program.environment().getOrDefault("TERM", "");
    }
  }

  /** A game that cannot be started; the message is one line for people. */
  final class CannotPrepare extends RuntimeException {

    CannotPrepare(String line) {
      super(line, null, false, false);
    }
  }

  /** All games, in the order of menus. */
  List<GameId> games();

  /** What is on offer, in the order of menus. */
  CompletionStage<List<Games.Offer>> offers();

  /** The game, if the catalogue has it. */
  Optional<Title> title(GameId game);

  /** Makes all ready for one run; fails with {@link CannotPrepare}. */
  CompletionStage<Prepared> prepare(GameId game, PlayerName player, TerminalSize size, String term);

  /** Whether the player has a save of the game. */
  CompletionStage<Boolean> saveExists(GameId game, PlayerName player);

  /** What is kept of the player. */
  CompletionStage<Kept> kept(PlayerName player);
}
