package gatehouse.game;

import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.Launcher;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The shelf of whichever catalogue holds at the moment. */
final class LiveShelf implements Shelf {

  private final Launcher launcher;
  private final Executor blocking;
  private final Readiness readiness;

  /** For each game there ever was, the shelf that had it last. */
  private final ConcurrentHashMap<GameId, Shelf> last = new ConcurrentHashMap<>();

  private volatile LaunchedShelf now;

  LiveShelf(Catalogue catalogue, Launcher launcher, Executor blocking) {
    this.launcher = launcher;
    this.blocking = blocking;
    this.readiness = new Readiness(launcher, blocking);
    this.now = shelf(catalogue);
    rememberGames();
  }

  private LaunchedShelf shelf(Catalogue catalogue) {
    return new LaunchedShelf(catalogue, launcher, blocking, readiness);
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
      GameId game, PlayerName player, TerminalSize size, String term) {
    return now.prepare(game, player, size, term);
  }

  /** Also of a game that is no longer offered. */
  @Override
  public CompletionStage<Boolean> saveExists(GameId game, PlayerName player) {
    return last.getOrDefault(game, now).saveExists(game, player);
  }

  @Override
  public CompletionStage<Kept> kept(PlayerName player) {
    return now.kept(player);
  }
}
