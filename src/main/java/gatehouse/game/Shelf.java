package gatehouse.game;

import akka.Done;
import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.game.catalogue.StopStep;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.KeptGame.Standing;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.Save;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The games this node has, and the files of their runs and saves: what is on offer, how to start
 * and end each, and what a run has left. May be called from any thread and never blocks it.
 */
interface Shelf {

  /**
   * What running a game takes to know, beside its program.
   *
   * @param most how many may run on one node; 0 for as many as there are places
   * @param recovers whether the game has means of its own to recover what a killed run left
   */
  record Title(
      GameId id,
      String name,
      String shortName,
      Set<Integer> goodStatuses,
      List<StopStep> stopSequence,
      int most,
      boolean recovers,
      ProgressPatterns progress,
      TimeLimits timeLimits) {

    public Title {
      goodStatuses = Set.copyOf(goodStatuses);
      stopSequence = List.copyOf(stopSequence);
    }
  }

  /** What is kept of a player: all games that wait, and which was played last. */
  record Kept(Map<GameId, KeptGame> games, Optional<GameId> lastPlayed) {

    static final Kept NOTHING = new Kept(Map.of(), Optional.empty());

    public Kept {
      games = Map.copyOf(games);
    }

    /** The game with the newest save. */
    Optional<GameId> lastSaved() {
      return games.entrySet().stream()
          .filter(game -> game.getValue().standing() == Standing.SAVED)
          .max(Map.Entry.comparingByValue(Comparator.comparing(KeptGame::at)))
          .map(Map.Entry::getKey);
    }
  }

  /** A program ready to be spawned, and what it will find. */
  record Prepared(PtyProgram program, Games.How how) {

    /** The TERM it runs under. */
    String term() {
      return program.environment().getOrDefault("TERM", "");
    }
  }

  /** A game that cannot be started; the message is one line for people. */
  sealed class CannotPrepare extends RuntimeException {

    CannotPrepare(String line) {
      super(line, null, false, false);
    }
  }

  /** It cannot be started with the save that it was to take up. */
  final class SaveDamaged extends CannotPrepare {

    private final long epoch;

    SaveDamaged(String line, long epoch) {
      super(line);
      this.epoch = epoch;
    }

    /** Of the save. */
    long epoch() {
      return epoch;
    }
  }

  /** One run of a player's game. */
  record RunId(GameId game, String player, long epoch) {}

  /** What a run that is over has left. */
  sealed interface Remains {}

  /** A save, which is stored now. */
  record LeftSave(Save save) implements Remains {}

  /** No save, but a line in the game's record: it is over, whatever became of its process. */
  record LeftRecord() implements Remains {}

  /** No save. */
  record LeftNothing() implements Remains {}

  /** The run had not begun. */
  record NeverBegan() implements Remains {}

  /** The same games for as long as it is held, however the catalogue changes. */
  Shelf pinned();

  /** All games, in the order of menus. */
  List<GameId> games();

  /** What is on offer, in the order of menus. */
  CompletionStage<List<Games.Offer>> offers();

  /** The game, if the catalogue has it. */
  Optional<Title> title(GameId game);

  /** Makes all ready for one run; fails with {@link CannotPrepare}. */
  CompletionStage<Prepared> prepare(
      GameId game, PlayerName player, TerminalSize size, String term, Beginning beginning);

  /** Whether the files of a run, and of its player, take more room than they may. */
  CompletionStage<Boolean> isOverfull(RunId run);

  /**
   * Waits until no process of the run lives, ending those that do, and stores what it has left. May
   * be repeated. A failure leaves everything where it is.
   */
  CompletionStage<Remains> collect(RunId run, Progress progress);

  /** Which saves to give up once this one is stored: those beyond number and quota. */
  List<Save> surplus(List<Save> others, Save newest);

  /**
   * Follows what the session has stored: forgets the saves that are given up and the files of a run
   * that is over, and shows menus what is kept. May be repeated.
   */
  CompletionStage<Done> settle(RunId run, Optional<KeptGame> kept, List<Save> givenUp);

  /** The runs whose files are still there though no process of theirs lives. */
  CompletionStage<List<RunId>> unsettled();

  /** What is kept of the player. */
  CompletionStage<Kept> kept(PlayerName player);
}
