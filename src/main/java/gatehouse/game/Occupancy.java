package gatehouse.game;

import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.KeptGame.Standing;
import gatehouse.model.GameId;
import gatehouse.model.SessionId;
import gatehouse.telemetry.Meters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which games run on a node, or are started or ended, and whether there is room for one more; kept
 * by its {@link GameHost}.
 */
final class Occupancy {

  /** What people read where there is no room for one more game. */
  static final String FULL = "All places are taken; try again later.";

  private final int most;
  private final Map<SessionId, GameId> taken = new HashMap<>();

  /** Nobody plays yet; at most so many may. */
  Occupancy(int most) {
    this.most = most;
  }

  void take(SessionId session, GameId game) {
    taken.put(session, game);
    Meters.GAMES.labelValues(game.value()).inc();
  }

  /** The session, if it was here, has its place no more; says whether it had one. */
  boolean leave(SessionId session, Optional<KeptGame> left) {
    var game = taken.remove(session);
    if (game != null) {
      Meters.GAMES.labelValues(game.value()).dec();
      Meters.GAMES_ENDED.labelValues(game.value(), isSaved(left) ? "saved" : "ended").inc();
    }
    return game != null;
  }

  static boolean isSaved(Optional<KeptGame> left) {
    return left.map(KeptGame::standing).equals(Optional.of(Standing.SAVED));
  }

  Optional<GameId> game(SessionId session) {
    return Optional.ofNullable(taken.get(session));
  }

  boolean isEmpty() {
    return taken.isEmpty();
  }

  Capacity capacity() {
    return new Capacity(taken.size(), most);
  }

  /** Why the game is not started, for its player, if either the node or the game is full. */
  Optional<String> refusal(GameId game, Shelf shelf) {
    if (capacity().isFull()) {
      Meters.GAMES_REFUSED.labelValues("places").inc();
      return Optional.of(FULL);
    }
    return shelf
        .title(game)
        .filter(title -> title.most() > 0 && running(game) >= title.most())
        .map(title -> "All places at " + title.name() + " are taken; try again later.");
  }

  private long running(GameId game) {
    return taken.values().stream().filter(game::equals).count();
  }
}
