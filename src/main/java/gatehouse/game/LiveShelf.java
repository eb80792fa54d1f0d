package gatehouse.game;

import akka.Done;
import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.Save;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The shelf of whichever catalogue holds at the moment. */
final class LiveShelf implements Shelf {

  private final Works works;
  private final Readiness readiness;

  /** For each game there ever was, the shelf that had it last. */
  private final ConcurrentHashMap<GameId, Shelf> last = new ConcurrentHashMap<>();

  private volatile LaunchedShelf now;

  LiveShelf(Catalogue catalogue, Works works) {
    this.works = works;
    this.readiness = new Readiness(works.launcher(), works.blocking());
    this.now = shelf(catalogue);
    rememberGames();
  }

  private LaunchedShelf shelf(Catalogue catalogue) {
    return new LaunchedShelf(catalogue, works, readiness);
  }

  private void rememberGames() {
    now.games().forEach(game -> last.put(game, now));
  }

  /** The catalogue that holds. */
  Catalogue catalogue() {
    return now.catalogue();
  }

  /** From now on this one holds. */
  void take(Catalogue catalogue) {
    now = shelf(catalogue);
    rememberGames();
  }

  /** Begins with what some games need before they can be played at all. */
  void makeReady() {
    readiness.begin(catalogue());
  }

  @Override
  public Shelf pinned() {
    return now;
  }

  @Override
  public List<GameId> games() {
    return now.games();
  }

  @Override
  public CompletionStage<List<Games.Offer>> offers() {
    return now.offers();
  }

  @Override
  public Optional<Title> title(GameId game) {
    return now.title(game);
  }

  @Override
  public CompletionStage<Prepared> prepare(
      GameId game, PlayerName player, TerminalSize size, String term, Beginning beginning) {
    return now.prepare(game, player, size, term, beginning);
  }

  /** {@inheritDoc} Also of a game that is no longer offered. */
  @Override
  public CompletionStage<Remains> collect(RunId run, Progress progress) {
    return last.getOrDefault(run.game(), now).collect(run, progress);
  }

  /** {@inheritDoc} Also of a game that is no longer offered. */
  @Override
  public CompletionStage<Boolean> isOverfull(RunId run) {
    return last.getOrDefault(run.game(), now).isOverfull(run);
  }

  @Override
  public List<Save> surplus(List<Save> others, Save newest) {
    return now.surplus(others, newest);
  }

  @Override
  public CompletionStage<Done> settle(RunId run, Optional<KeptGame> kept, List<Save> givenUp) {
    return now.settle(run, kept, givenUp);
  }

  @Override
  public CompletionStage<List<RunId>> unsettled() {
    return now.unsettled();
  }

  @Override
  public CompletionStage<Kept> kept(PlayerName player) {
    return now.kept(player);
  }
}
