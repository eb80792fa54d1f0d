package gatehouse.game;

import akka.actor.typed.ActorRef;
import gatehouse.game.Games.LiveGame;
import gatehouse.game.Games.OwnGame;
import gatehouse.game.Games.OwnGames;
import gatehouse.game.Games.Standing;
import gatehouse.game.Shelf.Kept;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  private final Set<GameId> saves = new HashSet<>();
  private Optional<GameId> lastPlayed = Optional.empty();
  private Optional<GameId> lastSaved = Optional.empty();
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
  void keeps(Kept kept, List<LiveGame> running) {
    saves.clear();
    saves.addAll(kept.saves());
    lastPlayed = kept.lastPlayed();
    lastSaved = kept.lastSaved();
    boolean first = !known;
    known = true;
    tell(running, first);
  }

  /** A game has begun. */
  void plays(GameId game) {
    lastPlayed = Optional.of(game);
  }

  /** A game has ended; {@code saved} if that left, or may have left, a save. */
  void hasEnded(GameId game, boolean saved) {
    changed = true;
    if (saved) {
      saves.add(game);
      lastSaved = Optional.of(game);
    } else {
      saves.remove(game);
    }
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
    var resumable =
        lastSaved.filter(game ->
            games.stream()
                .anyMatch(own -> own.id().equals(game) && own.standing() == Standing.SAVED));
    var playable =
        lastPlayed.filter(game ->
            catalogue.contains(game) || games.stream().anyMatch(own -> own.id().equals(game)));
    return new OwnGames(games, playable, resumable);
  }

  private Optional<OwnGame> standing(GameId game, List<LiveGame> running) {
    return running.stream()
        .filter(live -> live.game().equals(game))
        .findFirst()
        .map(live ->
            new OwnGame(
                game,
                live.attached() ? Standing.ATTACHED : Standing.RUNNING,
                Optional.of(live.session())))
        .or(() ->
            saves.contains(game)
                ? Optional.of(new OwnGame(game, Standing.SAVED, Optional.empty()))
                : Optional.empty());
  }
}
