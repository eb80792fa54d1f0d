package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.RecipientRef;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.ServiceKey;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.Attaching;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.LiveGame;
import gatehouse.game.Games.NotAdmitted;
import gatehouse.game.Games.Opening;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.pty.Ptys.Survey;
import gatehouse.game.saves.KeptGame;
import gatehouse.model.CborSerializable;
import gatehouse.model.GameId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The games of one node: starts them as children, knows them by session, and ends them all when the
 * service stops.
 *
 * <p>One a node, alive as long as the service; {@link Hosts} finds the others'.
 */
final class GameHost extends AbstractOnMessageBehavior<GameHost.Command> {

  static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "GameHost");

  sealed interface Command {}

  /** From a {@link GameSession} or a {@link Lobby}, perhaps of another node. */
  sealed interface FromCluster extends Command, CborSerializable {}

  /** Starts a game and admits its player. */
  record Start(SessionId session, GameId game, Beginning beginning, Open open)
      implements FromCluster {}

  /** Admits the player of a game, or tells its session that it {@link GameSession.Vanished}. */
  record Admit(SessionId session, GameId game, Open open) implements FromCluster {}

  /** Tells the session if this one does not run here. */
  record Confirm(SessionId session, GameSessionId game) implements FromCluster {}

  /** The session has stored how the game stands that does not run. */
  record Settled(GameSessionId game, Optional<KeptGame> kept) implements FromCluster {}

  /** Ends a game; answered when it is over, at once if it does not run here. */
  record Stop(SessionId session, ActorRef<GameSession.GameEnded> replyTo) implements FromCluster {}

  /** Gives a viewer of a game a ticket. */
  record Join(SessionId session, ActorRef<Games.Joining> replyTo) implements FromCluster {}

  /** From now on the lobby hears which games run here. */
  record Follow(ActorRef<Lobby.FromHost> lobby) implements FromCluster {}

  /** Redeems a ticket. */
  record Attach(
      SessionId session,
      Ticket ticket,
      TerminalSize size,
      OptionalLong shown,
      ActorRef<Attaching> replyTo)
      implements Command {}

  /** Lets in a watcher of a game. */
  record Watch(SessionId session, Ticket ticket, ActorRef<Games.Watching> replyTo)
      implements Command {}

  /** Starts no more games and ends those that run. */
  record StopAll(ActorRef<AllStopped> replyTo) implements Command {}

  /** How the games ended; {@code left} were not over in time. */
  record AllStopped(int saved, int ended, int left) {}

  /** From a running game of this node. */
  sealed interface FromGame extends Command {}

  /** The program runs, or is shown otherwise in lists. */
  record Changed(LiveGame game) implements FromGame {}

  /** The program does so. */
  record Feels(SessionId session, Health health) implements FromGame {}

  /** The program has ended. */
  record Over(SessionId session, Optional<KeptGame> left) implements FromGame {}

  /** Its actor has nothing left to do, and stops once it {@link RunningGame.MayLeave}. */
  record Leaving(SessionId session) implements FromGame {}

  private record Closed(SessionId session) implements FromGame {}

  /** Tells how all games do that have been looked at. */
  record TellHealth(ActorRef<AllHealth> replyTo) implements FromCluster {}

  /** How games do. */
  record AllHealth(Map<SessionId, Health> games) implements CborSerializable {}

  private record LookDue() implements Command {}

  private record Looked(Survey survey) implements Command {}

  private record AddressKnown(ServiceAddress address) implements Command {}

  private record AddressFailed(Throwable why) implements Command {}

  private record DrainedTooLong() implements Command {}

  private record Unfollowed(ActorRef<Lobby.FromHost> lobby) implements Command {}

  /** Whether games are started. */
  private sealed interface Doors {}

  private record NotYet() implements Doors {}

  private record OpenAt(ServiceAddress address) implements Doors {}

  private record GoingDown() implements Doors {}

  /** The sessions of the cluster, by id. */
  interface Sessions extends Function<GameSessionId, RecipientRef<GameSession.Command>> {}

  private final TimerScheduler<Command> timers;
  private final Sessions sessions;
  private final RunningGame.Tools tools;
  private final GameSettings settings;
  private final Map<SessionId, ActorRef<RunningGame.Command>> games = new HashMap<>();
  private final Occupancy occupancy;
  private final HealthChart chart = new HealthChart();
  private final Billboard billboard;
  private final Drain drain = new Drain();
  private Doors doors = new NotYet();

  private GameHost(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Sessions sessions,
      RunningGame.Tools tools,
      GameSettings settings) {
    super(context);
    this.timers = timers;
    this.sessions = sessions;
    this.tools = tools;
    this.settings = settings;
    this.occupancy = new Occupancy(settings.mostGames());
    this.billboard = new Billboard(context.getSelf(), occupancy.capacity());
  }

  /**
   * A host that starts no game before {@code address}, this node's own, is known.
   *
   * @param tools what its games run with
   */
  static Behavior<Command> create(
      Sessions sessions,
      RunningGame.Tools tools,
      CompletionStage<ServiceAddress> address,
      GameSettings settings) {
    return Behaviors.setup(context -> {
      context.pipeToSelf(
          address,
          (known, failure) ->
              failure == null ? new AddressKnown(known) : new AddressFailed(failure));
      return Behaviors.withTimers(
          timers -> new GameHost(context, timers, sessions, tools, settings).lookLater());
    });
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Start start -> onStart(start);
      case Admit admit -> onAdmit(admit);
      case Confirm confirm -> onConfirm(confirm);
      case Stop stop -> onStop(stop);
      case Attach attach -> onAttach(attach);
      case Follow(var lobby) -> onFollow(lobby);
      case Join join -> {
        onForViewers(join.session(), new RunningGame.Join(join.replyTo()));
        yield this;
      }
      case Watch watch -> {
        onForViewers(watch.session(), new RunningGame.Watch(watch.ticket(), watch.replyTo()));
        yield this;
      }
      case Changed(LiveGame game) -> onChanged(game);
      case Settled(GameSessionId game, var kept) -> {
        billboard.settled(game, kept);
        yield this;
      }
      case Feels(SessionId session, Health health) -> {
        occupancy.game(session).ifPresent(game -> chart.feels(session, game, health));
        yield this;
      }
      case TellHealth(var replyTo) -> {
        replyTo.tell(new AllHealth(chart.all()));
        yield this;
      }
      case LookDue() -> look();
      case Looked(Survey survey) -> {
        HealthChart.show(survey, games.values());
        yield lookLater();
      }
      case Over(SessionId session, var left) -> onOver(session, left);
      case Leaving(SessionId session) -> onLeaving(session);
      case Closed(SessionId session) -> onClosed(session);
      case StopAll(var replyTo) -> onStopAll(replyTo);
      case AddressKnown(ServiceAddress address) -> openDoors(address);
      case AddressFailed(Throwable why) -> throw new IllegalStateException("no address", why);
      case DrainedTooLong() -> tellStoppers();
      case Unfollowed(var lobby) -> {
        billboard.remove(lobby);
        yield this;
      }
    };
  }

  private GameHost lookLater() {
    timers.startSingleTimer(new LookDue(), settings.running().health().interval());
    return this;
  }

  /** Durations are minded even where processes cannot be looked at. */
  private Behavior<Command> look() {
    getContext()
        .pipeToSelf(
            tools.ptys().survey(),
            (survey, failure) -> new Looked(failure == null ? survey : new Survey(Map.of(), 1)));
    return this;
  }

  private Behavior<Command> onStart(Start start) {
    return switch (doors) {
      case NotYet() ->
          refuse(start, new TryAgain("The server is starting; try again in a moment."));
      case OpenAt(ServiceAddress address) ->
          occupancy
              .refusal(start.game(), tools.shelf())
              .map(refusal -> refuseFull(start, refusal))
              .orElseGet(() -> startAt(address, start));
      case GoingDown() ->
          refuse(start, new TryAgain("The server is going down; try again in a moment."));
    };
  }

  private Behavior<Command> refuseFull(Start start, String line) {
    getContext()
        .getLog()
        .warn("{} is not started, {}: {}", start.game(), occupancy.capacity(), line);
    return refuse(start, new CannotOpen(line));
  }

  private Behavior<Command> refuse(Start start, Opening refusal) {
    start.open().replyTo().tell(refusal);
    entityOf(start.open(), start.game()).tell(new GameSession.NotStarted(start.session()));
    return this;
  }

  private Behavior<Command> startAt(ServiceAddress address, Start start) {
    var assignment =
        new RunningGame.Assignment(
            start.session(),
            start.game(),
            start.beginning(),
            start.open(),
            address,
            entityOf(start.open(), start.game()),
            getContext().getSelf());
    var game = getContext().spawn(RunningGame.create(assignment, tools), start.session().value());
    getContext().watchWith(game, new Closed(start.session()));
    games.put(start.session(), game);
    occupancy.take(start.session(), start.game());
    billboard.show(occupancy.capacity());
    return this;
  }

  private RecipientRef<GameSession.Command> entityOf(Open open, GameId game) {
    return sessions.apply(GameSessionId.of(open.player(), game));
  }

  private Behavior<Command> onAdmit(Admit admit) {
    var game = games.get(admit.session());
    if (game == null) {
      entityOf(admit.open(), admit.game())
          .tell(new GameSession.Vanished(admit.session(), Optional.of(admit.open())));
    } else {
      game.tell(new RunningGame.Admit(admit.open()));
    }
    return this;
  }

  private Behavior<Command> onConfirm(Confirm confirm) {
    if (!games.containsKey(confirm.session())) {
      sessions
          .apply(confirm.game())
          .tell(new GameSession.Vanished(confirm.session(), Optional.empty()));
    }
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    var game = games.get(stop.session());
    if (game == null) {
      stop.replyTo().tell(new GameSession.GameEnded());
    } else {
      game.tell(new RunningGame.TellWhenOver(stop.replyTo()));
      game.tell(new RunningGame.Stop(StopCause.ASKED));
    }
    return this;
  }

  private Behavior<Command> onAttach(Attach attach) {
    var game = games.get(attach.session());
    if (game == null) {
      attach.replyTo().tell(new NotAdmitted());
    } else {
      game.tell(
          new RunningGame.Attach(attach.ticket(), attach.size(), attach.shown(), attach.replyTo()));
    }
    return this;
  }

  private void onForViewers(SessionId session, RunningGame.ForViewers asked) {
    var game = games.get(session);
    if (game == null) {
      refuse(asked);
    } else {
      game.tell(asked);
    }
  }

  /** There is nothing to be watched, yet or any more. */
  static void refuse(RunningGame.ForViewers asked) {
    switch (asked) {
      case RunningGame.Join(var replyTo) -> replyTo.tell(new Games.NothingToWatch());
      case RunningGame.Watch(var ticket, var replyTo) -> replyTo.tell(new Games.NotLetIn());
    }
  }

  private Behavior<Command> onFollow(ActorRef<Lobby.FromHost> lobby) {
    if (billboard.add(lobby)) {
      getContext().watchWith(lobby, new Unfollowed(lobby));
    }
    return this;
  }

  private Behavior<Command> onChanged(LiveGame game) {
    if (occupancy.game(game.session()).isPresent()) {
      billboard.show(game);
    }
    return this;
  }

  /** Its actor may still tell somebody how it ended; the game itself is no more. */
  private Behavior<Command> onOver(SessionId session, Optional<KeptGame> left) {
    drain.count(left);
    return forget(session, left);
  }

  private Behavior<Command> onLeaving(SessionId session) {
    var game = games.remove(session);
    if (game != null) {
      game.tell(new RunningGame.MayLeave());
    }
    return forget(session, Optional.empty());
  }

  /** Unless it took leave before, its actor failed. */
  private Behavior<Command> onClosed(SessionId session) {
    games.remove(session);
    return forget(session, Optional.empty());
  }

  private Behavior<Command> forget(SessionId session, Optional<KeptGame> left) {
    chart.forget(session);
    if (occupancy.leave(session, left)) {
      billboard.show(occupancy.capacity());
    }
    billboard.takeDown(session, left);
    return occupancy.isEmpty() ? tellStoppers() : this;
  }

  private Behavior<Command> onStopAll(ActorRef<AllStopped> replyTo) {
    doors = new GoingDown();
    drain.begin(replyTo);
    timers.startSingleTimer(new DrainedTooLong(), settings.drainTimeout());
    games.values().forEach(game -> game.tell(new RunningGame.Stop(StopCause.SHUTDOWN)));
    return occupancy.isEmpty() ? tellStoppers() : this;
  }

  private Behavior<Command> tellStoppers() {
    drain.tell(occupancy.capacity().used());
    return this;
  }

  private Behavior<Command> openDoors(ServiceAddress address) {
    if (doors instanceof NotYet) {
      doors = new OpenAt(address);
    }
    return this;
  }
}
