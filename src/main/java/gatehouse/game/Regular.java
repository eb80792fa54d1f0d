package gatehouse.game;

import akka.actor.typed.ActorRef;
import gatehouse.game.Games.LiveGame;
import gatehouse.game.Games.OwnGame;
import gatehouse.game.Games.OwnGames;
import gatehouse.game.Games.Standing;
import gatehouse.game.Shelf.Kept;
import gatehouse.game.saves.KeptGame;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A player whose games somebody wants to know: what is kept of them, who wants to know, and what
 * they were told. Owned by a {@link Lobby}.
 */
final class Regular {

  private final PlayerName name;
  private List<GameId> catalogue;
  private final Set<ActorRef<OwnGames>> watchers = new HashSet<>();
  private final Map<GameId, KeptGame> kept = new HashMap<>();
  private Optional<GameId> lastPlayed = Optional.empty();
  private boolean known;
  private boolean changed;
  private OwnGames told = new OwnGames(List.of(), Optional.empty(), Optional.empty());

  Regular(PlayerName name, List<GameId> catalogue) {
    this.name = name;
    this.catalogue = catalogue;
  }

  PlayerName name() {
    return name;
  }

  /** Of these games only, and of those that run, the player is told from now on. */
  void offer(List<GameId> games) {
    catalogue = games;
  }

  void add(ActorRef<OwnGames> watcher) {
    watchers.add(watcher);
    if (known) {
      watcher.tell(told);
    }
  }

  /** Says whether that was the last one. */
  boolean remove(ActorRef<OwnGames> watcher) {
    return watchers.remove(watcher) && watchers.isEmpty();
  }

  /** What is kept of the player is being looked for. */
  void looking() {
    changed = false;
  }

  boolean changedWhileLooking() {
    return changed;
  }

  /** What is kept has been found, besides these games that run. */
  void keeps(Kept found, List<LiveGame> running) {
    kept.clear();
    kept.putAll(found.games());
    lastPlayed = found.lastPlayed();
    boolean first = !known;
    known = true;
    tell(running, first);
  }

  /** A game has begun. */
  void plays(GameId game) {
    lastPlayed = Optional.of(game);
  }

  /** How a game stands that does not run; nothing waits if {@code now} is empty. */
  void nowKeeps(GameId game, Optional<KeptGame> now) {
    changed = true;
    now.ifPresentOrElse(waiting -> kept.put(game, waiting), () -> kept.remove(game));
  }

  /** Tells the watchers if there is something new. */
  void tellIfChanged(List<LiveGame> running) {
    tell(running, false);
  }

  private void tell(List<LiveGame> running, boolean inAnyCase) {
    var now = games(running);
    if (known && (inAnyCase || !now.equals(told))) {
      told = now;
      watchers.forEach(watcher -> watcher.tell(now));
    }
  }

  private OwnGames games(List<LiveGame> running) {
    var games = new ArrayList<OwnGame>();
    for (GameId game : catalogue) {
      standing(game, running).ifPresent(games::add);
    }
    running.stream()
        .map(LiveGame::game)
        .filter(game -> !catalogue.contains(game))
        .forEach(game -> standing(game, running).ifPresent(games::add));
    var resumable = new HashMap<>(kept);
    resumable.keySet().retainAll(catalogue);
    running.forEach(live -> resumable.remove(live.game()));
    var playable =
        lastPlayed.filter(game ->
            catalogue.contains(game) || games.stream().anyMatch(own -> own.id().equals(game)));
    return new OwnGames(games, playable, new Kept(resumable, playable).lastSaved());
  }

  private Optional<OwnGame> standing(GameId game, List<LiveGame> running) {
    return running.stream()
        .filter(live -> live.game().equals(game))
        .findFirst()
        .map(live ->
            new OwnGame(
                game,
                live.attached() ? Standing.ATTACHED : Standing.RUNNING,
                Optional.of(live.session()),
                ""))
        .or(() -> Optional.ofNullable(kept.get(game)).map(waiting -> own(game, waiting)));
  }

  private static OwnGame own(GameId game, KeptGame waiting) {
    var standing =
        switch (waiting.standing()) {
          case SAVED -> Standing.SAVED;
          case CRASHED -> Standing.CRASHED;
          case DAMAGED -> Standing.DAMAGED;
        };
    return new OwnGame(game, standing, Optional.empty(), waiting.progress());
  }
}
