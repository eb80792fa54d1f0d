package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import gatehouse.game.Games.OwnGame;
import gatehouse.game.Games.Standing;
import gatehouse.model.CborSerializable;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which games each player has, running or saved, told to whoever watches: one lobby a node, which
 * follows the {@link GameHost}s of all nodes.
 *
 * <p>The file system is looked at when the first watcher of a player comes, and for that player
 * again when a node is lost; all else is news from the hosts. A watcher is told only what changed
 * for its own player.
 */
final class Lobby extends AbstractOnMessageBehavior<Lobby.Command> {

  sealed interface Command {}

  /** Tells {@code watcher} the player's games now and at each change, until it is gone. */
  record Watch(PlayerName player, ActorRef<List<OwnGame>> watcher) implements Command {}

  /** A player, by folded name, at a game. */
  record Playing(String player, GameId game) implements CborSerializable {}

  /** From a host, perhaps of another node. */
  sealed interface FromHost extends Command, CborSerializable {}

  /** All that run there. */
  record AllGames(ActorRef<GameHost.Command> host, Set<Playing> games) implements FromHost {}

  /** One more runs there. */
  record Began(ActorRef<GameHost.Command> host, Playing playing) implements FromHost {}

  /** One runs there no more; {@code saved} if that left, or may have left, a save. */
  record Over(ActorRef<GameHost.Command> host, Playing playing, boolean saved)
      implements FromHost {}

  private record HostsListed(Set<ActorRef<GameHost.Command>> hosts) implements Command {}

  private record SavesFound(String player, Set<GameId> games) implements Command {}

  private record SavesUnknown(String player, Throwable why) implements Command {}

  private record Left(String player, ActorRef<List<OwnGame>> watcher) implements Command {}

  /** A player who is watched for. */
  private static final class Regular {

    private final PlayerName name;
    private final Set<ActorRef<List<OwnGame>>> watchers = new HashSet<>();
    private Set<GameId> saves = new HashSet<>();
    private boolean known;
    private boolean changedWhileLooking;
    private List<OwnGame> told = List.of();

    private Regular(PlayerName name) {
      this.name = name;
    }
  }

  private final Shelf shelf;
  private final Map<ActorRef<GameHost.Command>, Set<Playing>> running = new HashMap<>();
  private final Map<String, Regular> regulars = new HashMap<>();

  private Lobby(ActorContext<Command> context, Shelf shelf) {
    super(context);
    this.shelf = shelf;
  }

  static Behavior<Command> create(Shelf shelf) {
    return Behaviors.setup(context -> {
      var listings =
          context.messageAdapter(
              Receptionist.Listing.class,
              listing -> new HostsListed(Set.copyOf(listing.getServiceInstances(GameHost.KEY))));
      context.getSystem().receptionist().tell(Receptionist.subscribe(GameHost.KEY, listings));
      return new Lobby(context, shelf);
    });
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Watch(PlayerName player, var watcher) -> onWatch(player, watcher);
      case HostsListed(var hosts) -> onHostsListed(hosts);
      case AllGames(var host, Set<Playing> games) -> onAllGames(host, games);
      case Began(var host, Playing playing) -> onBegan(host, playing);
      case Over(var host, Playing playing, boolean saved) -> onOver(host, playing, saved);
      case SavesFound(String player, Set<GameId> games) -> onSavesFound(player, games);
      case SavesUnknown(String player, Throwable why) -> onSavesUnknown(player, why);
      case Left(String player, var watcher) -> onLeft(player, watcher);
    }
    return this;
  }

  private void onWatch(PlayerName player, ActorRef<List<OwnGame>> watcher) {
    var regular = regulars.get(player.folded());
    if (regular == null) {
      regular = new Regular(player);
      regulars.put(player.folded(), regular);
      lookForSaves(regular);
    }
    regular.watchers.add(watcher);
    getContext().watchWith(watcher, new Left(player.folded(), watcher));
    if (regular.known) {
      watcher.tell(regular.told);
    }
  }

  private void onLeft(String player, ActorRef<List<OwnGame>> watcher) {
    var regular = regulars.get(player);
    if (regular != null && regular.watchers.remove(watcher) && regular.watchers.isEmpty()) {
      regulars.remove(player);
    }
  }

  private void lookForSaves(Regular regular) {
    regular.changedWhileLooking = false;
    var player = regular.name.folded();
    getContext()
        .pipeToSelf(
            shelf.saves(regular.name),
            (games, failure) ->
                failure == null
                    ? new SavesFound(player, games)
                    : new SavesUnknown(player, failure));
  }

  private void onSavesFound(String player, Set<GameId> games) {
    var regular = regulars.get(player);
    if (regular == null) {
      return;
    }
    if (regular.changedWhileLooking) {
      lookForSaves(regular);
      return;
    }
    boolean first = !regular.known;
    regular.known = true;
    regular.saves = new HashSet<>(games);
    tell(regular, first);
  }

  private void onSavesUnknown(String player, Throwable why) {
    getContext().getLog().warn("Saves of {} cannot be looked for: {}", player, why.toString());
    onSavesFound(player, Set.of());
  }

  private void onHostsListed(Set<ActorRef<GameHost.Command>> hosts) {
    for (var host : hosts) {
      if (!running.containsKey(host)) {
        running.put(host, new HashSet<>());
        host.tell(new GameHost.Follow(getContext().getSelf().narrow()));
      }
    }
    for (var lost : Set.copyOf(running.keySet())) {
      if (!hosts.contains(lost)) {
        running.getOrDefault(lost, Set.of()).forEach(playing -> lookAgain(playing.player()));
        running.remove(lost);
      }
    }
  }

  private void lookAgain(String player) {
    var regular = regulars.get(player);
    if (regular != null) {
      lookForSaves(regular);
    }
  }

  private void onAllGames(ActorRef<GameHost.Command> host, Set<Playing> games) {
    running.put(host, new HashSet<>(games));
    games.forEach(playing -> tellOf(playing.player()));
  }

  private void onBegan(ActorRef<GameHost.Command> host, Playing playing) {
    running.computeIfAbsent(host, unknown -> new HashSet<>()).add(playing);
    tellOf(playing.player());
  }

  private void onOver(ActorRef<GameHost.Command> host, Playing playing, boolean saved) {
    running.computeIfAbsent(host, unknown -> new HashSet<>()).remove(playing);
    var regular = regulars.get(playing.player());
    if (regular == null) {
      return;
    }
    regular.changedWhileLooking = true;
    if (saved) {
      regular.saves.add(playing.game());
    } else {
      regular.saves.remove(playing.game());
    }
    tell(regular, false);
  }

  private void tellOf(String player) {
    var regular = regulars.get(player);
    if (regular != null) {
      tell(regular, false);
    }
  }

  /** Tells the watchers if there is something new, or in any case. */
  private void tell(Regular regular, boolean inAnyCase) {
    var now = gamesOf(regular);
    if (regular.known && (inAnyCase || !now.equals(regular.told))) {
      regular.told = now;
      regular.watchers.forEach(watcher -> watcher.tell(now));
    }
  }

  private List<OwnGame> gamesOf(Regular regular) {
    var player = regular.name.folded();
    var games = new ArrayList<OwnGame>();
    for (GameId game : shelf.games()) {
      if (running.values().stream().anyMatch(on -> on.contains(new Playing(player, game)))) {
        games.add(new OwnGame(game, Standing.RUNNING));
      } else if (regular.saves.contains(game)) {
        games.add(new OwnGame(game, Standing.SAVED));
      }
    }
    return List.copyOf(games);
  }
}
