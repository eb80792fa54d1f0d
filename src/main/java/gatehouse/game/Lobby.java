package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import gatehouse.game.Games.LiveGame;
import gatehouse.game.Games.OwnGames;
import gatehouse.game.Shelf.Kept;
import gatehouse.game.saves.KeptGame;
import gatehouse.model.CborSerializable;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.SessionId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which games run, and which each player has, running or saved, told to whoever watches: one lobby
 * a node, which follows the {@link GameHost}s of all nodes.
 *
 * <p>The file system is looked at when the first watcher of a player comes, and for that player
 * again when a node is lost; all else is news from the hosts. A watcher of a player is told only
 * what changed for that player, at once; a watcher of all is told at most once a second.
 */
final class Lobby extends AbstractOnMessageBehavior<Lobby.Command> {

  private static final String OUT_OF_REACH =
      "The game service's database is out of reach; try again in a moment.";

  private static final Duration BETWEEN_LISTS = Duration.ofSeconds(1);

  sealed interface Command {}

  /** Tells {@code watcher} the player's games now and at each change, until it is gone. */
  record Watch(PlayerName player, ActorRef<OwnGames> watcher) implements Command {}

  /** Tells {@code watcher} all games that run, now and as they change, until it is gone. */
  record WatchAll(ActorRef<List<LiveGame>> watcher) implements Command {}

  /** Asks for a viewer's ticket wherever the session runs. */
  record Join(SessionId session, ActorRef<Games.Joining> replyTo) implements Command {}

  /** Asks whether the player has such a game running anywhere. */
  record AskForGame(PlayerName player, GameId game, ActorRef<Runs> replyTo) implements Command {}

  /** Whether it runs. */
  record Runs(boolean anywhere) {}

  /** Games have been added to the shelf, or taken from it. */
  record CatalogueChanged() implements Command {}

  /** Admits the player if the game runs anywhere, without asking its session; else refuses. */
  record OpenIfRunning(GameId game, GameSession.Open open) implements Command {}

  /** From a host, perhaps of another node. */
  sealed interface FromHost extends Command, CborSerializable {}

  /** All that run there. */
  record AllGames(ActorRef<GameHost.Command> host, List<LiveGame> games) implements FromHost {}

  /** One runs there, as yet unknown or shown otherwise. */
  record Changed(ActorRef<GameHost.Command> host, LiveGame game) implements FromHost {}

  /** One runs there no more, and has left this, as far as is known yet. */
  record Over(ActorRef<GameHost.Command> host, LiveGame game, Optional<KeptGame> left)
      implements FromHost {}

  /** How a player's game stands that does not run, as its session has just stored. */
  record Settled(String player, GameId game, Optional<KeptGame> kept) implements FromHost {}

  /** How many games run there, and may. */
  record Places(ActorRef<GameHost.Command> host, Capacity capacity) implements FromHost {}

  /** Tells the places of all nodes. */
  record TellCapacities(ActorRef<Capacities> replyTo) implements Command {}

  /** The places of each node, by its address. */
  record Capacities(Map<String, Capacity> nodes) {}

  private record HostsListed(Set<ActorRef<GameHost.Command>> hosts) implements Command {}

  private record KeptFound(String player, Kept kept) implements Command {}

  private record KeptUnknown(String player, Throwable why) implements Command {}

  private record Left(String player, ActorRef<OwnGames> watcher) implements Command {}

  private record LeftAll(ActorRef<List<LiveGame>> watcher) implements Command {}

  private record ListDue() implements Command {}

  private final Shelf shelf;
  private final TimerScheduler<Command> timers;
  private final Map<ActorRef<GameHost.Command>, Map<SessionId, LiveGame>> running = new HashMap<>();
  private final Map<ActorRef<GameHost.Command>, Capacity> capacities = new HashMap<>();
  private final Map<String, Regular> regulars = new HashMap<>();
  private final Set<ActorRef<List<LiveGame>>> watchers = new HashSet<>();
  private boolean changed;

  private Lobby(ActorContext<Command> context, TimerScheduler<Command> timers, Shelf shelf) {
    super(context);
    this.timers = timers;
    this.shelf = shelf;
  }

  static Behavior<Command> create(Shelf shelf) {
    return Behaviors.setup(context -> {
      var listings =
          context.messageAdapter(
              Receptionist.Listing.class,
              listing -> new HostsListed(Set.copyOf(listing.getServiceInstances(GameHost.KEY))));
      context.getSystem().receptionist().tell(Receptionist.subscribe(GameHost.KEY, listings));
      return Behaviors.withTimers(timers -> new Lobby(context, timers, shelf));
    });
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Watch(PlayerName player, var watcher) -> onWatch(player, watcher);
      case WatchAll(var watcher) -> onWatchAll(watcher);
      case Join(SessionId session, var replyTo) -> onJoin(session, replyTo);
      case AskForGame(PlayerName player, GameId game, var replyTo) ->
          replyTo.tell(
              new Runs(
                  gamesOf(player.folded()).stream().anyMatch(live -> live.game().equals(game))));
      case CatalogueChanged() -> onCatalogueChanged();
      case OpenIfRunning(GameId game, var open) -> onOpenIfRunning(game, open);
      case HostsListed(var hosts) -> onHostsListed(hosts);
      case AllGames(var host, var games) -> onAllGames(host, games);
      case Changed(var host, LiveGame game) -> onChanged(host, game);
      case Over(var host, LiveGame game, var left) -> onOver(host, game, left);
      case Settled(String player, GameId game, var kept) -> onSettled(player, game, kept);
      case Places(var host, Capacity capacity) -> capacities.put(host, capacity);
      case TellCapacities(var replyTo) -> onTellCapacities(replyTo);
      case KeptFound(String player, Kept kept) -> onKeptFound(player, kept);
      case KeptUnknown(String player, Throwable why) -> onKeptUnknown(player, why);
      case Left(String player, var watcher) -> onLeft(player, watcher);
      case LeftAll(var watcher) -> watchers.remove(watcher);
      case ListDue() -> tellAll();
    }
    return this;
  }

  private void onWatch(PlayerName player, ActorRef<OwnGames> watcher) {
    var regular = regulars.get(player.folded());
    if (regular == null) {
      regular = new Regular(player, shelf.games());
      regulars.put(player.folded(), regular);
      lookForKept(regular);
    }
    getContext().watchWith(watcher, new Left(player.folded(), watcher));
    regular.add(watcher);
  }

  private void onCatalogueChanged() {
    var games = shelf.games();
    for (var regular : regulars.values()) {
      regular.offer(games);
      lookForKept(regular);
    }
  }

  private void onLeft(String player, ActorRef<OwnGames> watcher) {
    var regular = regulars.get(player);
    if (regular != null && regular.remove(watcher)) {
      regulars.remove(player);
    }
  }

  private void lookForKept(Regular regular) {
    regular.looking();
    var player = regular.name().folded();
    getContext()
        .pipeToSelf(
            shelf.kept(regular.name()),
            (kept, failure) ->
                failure == null ? new KeptFound(player, kept) : new KeptUnknown(player, failure));
  }

  private void onKeptFound(String player, Kept kept) {
    var regular = regulars.get(player);
    if (regular == null) {
      return;
    }
    if (regular.changedWhileLooking()) {
      lookForKept(regular);
    } else {
      regular.keeps(kept, gamesOf(player));
    }
  }

  private void onKeptUnknown(String player, Throwable why) {
    getContext().getLog().warn("Saves of {} cannot be looked for: {}", player, why.toString());
    onKeptFound(player, Kept.NOTHING);
  }

  private void onWatchAll(ActorRef<List<LiveGame>> watcher) {
    watchers.add(watcher);
    getContext().watchWith(watcher, new LeftAll(watcher));
    watcher.tell(allGames());
  }

  /** Tells those who watch all now, or when a second has passed since they were told last. */
  private void tellAllSoon() {
    changed = true;
    if (!timers.isTimerActive(new ListDue())) {
      tellAll();
    }
  }

  private void tellAll() {
    if (changed && !watchers.isEmpty()) {
      var games = allGames();
      watchers.forEach(watcher -> watcher.tell(games));
      timers.startSingleTimer(new ListDue(), BETWEEN_LISTS);
    }
    changed = false;
  }

  private List<LiveGame> allGames() {
    return all().toList();
  }

  private Stream<LiveGame> all() {
    return running.values().stream().map(Map::values).flatMap(Collection::stream);
  }

  private List<LiveGame> gamesOf(String player) {
    return all().filter(game -> game.player().folded().equals(player)).toList();
  }

  private void onJoin(SessionId session, ActorRef<Games.Joining> replyTo) {
    hostOf(session)
        .ifPresentOrElse(
            host -> host.tell(new GameHost.Join(session, replyTo)),
            () -> replyTo.tell(new Games.NothingToWatch()));
  }

  private void onOpenIfRunning(GameId game, GameSession.Open open) {
    gamesOf(open.player().folded()).stream()
        .filter(running -> running.game().equals(game))
        .findFirst()
        .ifPresentOrElse(
            found ->
                hostOf(found.session())
                    .ifPresent(host -> host.tell(new GameHost.Admit(found.session(), game, open))),
            () -> open.replyTo().tell(new Games.CannotOpen(OUT_OF_REACH)));
  }

  private Optional<ActorRef<GameHost.Command>> hostOf(SessionId session) {
    return running.entrySet().stream()
        .filter(host -> host.getValue().containsKey(session))
        .findFirst()
        .map(Map.Entry::getKey);
  }

  private void onHostsListed(Set<ActorRef<GameHost.Command>> hosts) {
    for (var host : hosts) {
      if (!running.containsKey(host)) {
        running.put(host, new HashMap<>());
        host.tell(new GameHost.Follow(getContext().getSelf().narrow()));
      }
    }
    for (var lost : Set.copyOf(running.keySet())) {
      if (!hosts.contains(lost)) {
        var games = there(lost).values();
        running.remove(lost);
        capacities.remove(lost);
        games.forEach(this::lookAgain);
        tellAllSoon();
      }
    }
  }

  private void lookAgain(LiveGame lost) {
    var regular = regulars.get(lost.player().folded());
    if (regular != null) {
      lookForKept(regular);
    }
  }

  private void onAllGames(ActorRef<GameHost.Command> host, List<LiveGame> games) {
    var there = new HashMap<SessionId, LiveGame>();
    games.forEach(game -> there.put(game.session(), game));
    var before = running.put(host, there);
    for (var game : games) {
      if (before == null || !before.containsKey(game.session())) {
        withPlayerOf(game, regular -> regular.plays(game.game()));
      }
      tellPlayerOf(game);
    }
    tellAllSoon();
  }

  private void onChanged(ActorRef<GameHost.Command> host, LiveGame game) {
    var before = there(host).put(game.session(), game);
    if (before == null) {
      withPlayerOf(game, regular -> regular.plays(game.game()));
    }
    if (before == null || before.attached() != game.attached()) {
      tellPlayerOf(game);
    }
    tellAllSoon();
  }

  private void onSettled(String player, GameId game, Optional<KeptGame> kept) {
    var regular = regulars.get(player);
    if (regular != null) {
      regular.nowKeeps(game, kept);
      regular.tellIfChanged(gamesOf(player));
    }
  }

  private void onOver(ActorRef<GameHost.Command> host, LiveGame game, Optional<KeptGame> left) {
    there(host).remove(game.session());
    withPlayerOf(game, regular -> regular.nowKeeps(game.game(), left));
    tellPlayerOf(game);
    tellAllSoon();
  }

  private void onTellCapacities(ActorRef<Capacities> replyTo) {
    var nodes = new TreeMap<String, Capacity>();
    var here = getContext().getSystem().address();
    capacities.forEach((host, capacity) -> {
      var address = host.path().address();
      nodes.put((address.hasLocalScope() ? here : address).toString(), capacity);
    });
    replyTo.tell(new Capacities(nodes));
  }

  private Map<SessionId, LiveGame> there(ActorRef<GameHost.Command> host) {
    return running.computeIfAbsent(host, unknown -> new HashMap<>());
  }

  private void tellPlayerOf(LiveGame game) {
    var player = game.player().folded();
    withPlayerOf(game, regular -> regular.tellIfChanged(gamesOf(player)));
  }

  private void withPlayerOf(LiveGame game, Consumer<Regular> action) {
    var regular = regulars.get(game.player().folded());
    if (regular != null) {
      action.accept(regular);
    }
  }
}
