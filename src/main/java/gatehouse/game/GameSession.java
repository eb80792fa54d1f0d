package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.SessionState.Idle;
import gatehouse.game.SessionState.Live;
import gatehouse.game.SessionState.Over;
import gatehouse.game.SessionState.Resting;
import gatehouse.game.SessionState.Running;
import gatehouse.game.SessionState.Saved;
import gatehouse.game.SessionState.Saving;
import gatehouse.game.SessionState.Starting;
import gatehouse.model.CborSerializable;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.terminal.TerminalSize;
import java.time.Clock;

/**
 * One player's sessions at one game, ever: decides that there is at most one process at a time, and
 * on which node.
 *
 * <pre>
 *                          ┌──────────── NotStarted ───────────┐
 *                          ▼                                   │
 *   Idle, Saved, Over, Lost ── StartBegun ──▶ Starting ── Started ──▶ Running
 *        ▲  ▲  ▲                                  │                  │     │
 *        │  │  └───────── GameOver ───────────────┴──────────────────┘  SavingBegun
 *        │  └──────────── GameOver ─────────────────────────────────────── Saving
 *        └── SessionLost: the process is gone, and nobody said how it ended
 * </pre>
 *
 * <p>What it decided is stored before a process starts. It holds no process and no ticket: the
 * {@link GameHost} of the node has those, and answers the person itself. Each start has an epoch of
 * its own, one higher than the last.
 */
final class GameSession
    extends EventSourcedBehaviorWithEnforcedReplies<
        GameSession.Command, SessionEvent, SessionState> {

  static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "GameSession");

  private static final int EVENTS_PER_SNAPSHOT = 50;

  sealed interface Command extends CborSerializable {}

  /** Admits the player, starting the game unless it runs. */
  record Open(
      RequestId request,
      PlayerName player,
      TerminalSize size,
      String term,
      ActorRef<Games.Opening> replyTo)
      implements Command {}

  /** Ends the game if it runs. */
  record End(RequestId request, ActorRef<GameEnded> replyTo) implements Command {}

  /** No process runs any more. */
  record GameEnded() implements CborSerializable {}

  /** From the running game, or its host. */
  sealed interface FromGame extends Command {
    SessionId session();
  }

  /** The process runs. */
  record Started(SessionId session, boolean resumed) implements FromGame {}

  /** No process was started, and none will be. */
  record NotStarted(SessionId session) implements FromGame {}

  /** The stop sequence has begun. */
  record SavingBegun(SessionId session) implements FromGame {}

  /** The process has ended. */
  record GameOver(SessionId session, Ending ending, boolean saved, ActorRef<Recorded> replyTo)
      implements FromGame {}

  /** The end of a game is stored. */
  record Recorded(SessionId session) implements CborSerializable {}

  /** The host that should have the process has not. */
  record Vanished(SessionId session, Open open) implements FromGame {}

  /** From the look for a save that a vanished process may have left. */
  record LookedForSave(SessionId session, boolean saved, Open open) implements FromGame {}

  private final GameSessionId id;
  private final Hosts hosts;
  private final Shelf shelf;
  private final Clock clock;
  private final ActorContext<Command> context;

  private GameSession(
      GameSessionId id, Hosts hosts, Shelf shelf, Clock clock, ActorContext<Command> context) {
    super(PersistenceId.of(KEY.name(), id.value()));
    this.id = id;
    this.hosts = hosts;
    this.shelf = shelf;
    this.clock = clock;
    this.context = context;
  }

  static Behavior<Command> create(GameSessionId id, Hosts hosts, Shelf shelf, Clock clock) {
    return Behaviors.setup(context -> new GameSession(id, hosts, shelf, clock, context));
  }

  @Override
  public SessionState emptyState() {
    return new Idle(Tenure.NONE);
  }

  @Override
  public CommandHandlerWithReply<Command, SessionEvent, SessionState> commandHandler() {
    return this::decide;
  }

  @Override
  public EventHandler<SessionState, SessionEvent> eventHandler() {
    return SessionState::after;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(EVENTS_PER_SNAPSHOT, 2);
  }

  private ReplyEffect<SessionEvent, SessionState> decide(SessionState state, Command command) {
    return switch (command) {
      case Open open -> onOpen(state, open);
      case End end -> onEnd(state, end);
      case Started started -> onStarted(state, started);
      case NotStarted notStarted -> onNotStarted(state, notStarted);
      case SavingBegun begun -> onSavingBegun(state, begun);
      case GameOver over -> onGameOver(state, over);
      case Vanished vanished -> onVanished(state, vanished);
      case LookedForSave looked -> onLookedForSave(state, looked);
    };
  }

  private ReplyEffect<SessionEvent, SessionState> onOpen(SessionState state, Open open) {
    return switch (state) {
      case Live live -> admit(live.tenure(), open);
      case Saved(Tenure last) when last.openedBy(open.request()) -> refuseRepeated(open);
      case Over(Tenure last, Ending ending) when last.openedBy(open.request()) ->
          refuseRepeated(open);
      case Resting resting -> begin(resting, open);
    };
  }

  /** Starting again would play a second game where the person asked for one. */
  private ReplyEffect<SessionEvent, SessionState> refuseRepeated(Open open) {
    return Effect().reply(open.replyTo(), new CannotOpen("This game has ended; open it again."));
  }

  private ReplyEffect<SessionEvent, SessionState> begin(Resting resting, Open open) {
    var session = SessionId.random();
    return Effect()
        .persist(
            new SessionEvent.StartBegun(
                session,
                resting.tenure().epoch() + 1,
                hosts.here(),
                open.request(),
                clock.instant()))
        .thenRun(begun -> hosts.local().tell(new GameHost.Start(session, id.game(), open)))
        .thenNoReply();
  }

  private ReplyEffect<SessionEvent, SessionState> admit(Tenure now, Open open) {
    return switch (hosts.find(now.host())) {
      case Hosts.At(ActorRef<GameHost.Command> host) -> {
        host.tell(new GameHost.Admit(now.session(), id.game(), open));
        yield Effect().noReply();
      }
      case Hosts.Gone() -> lookForSave(now, open);
      case Hosts.OutOfReach() ->
          Effect()
              .reply(
                  open.replyTo(),
                  new TryAgain("The machine your game runs on is out of reach; try again soon."));
    };
  }

  private ReplyEffect<SessionEvent, SessionState> lookForSave(Tenure now, Open open) {
    context.pipeToSelf(
        shelf.saveExists(id.game(), open.player()),
        (exists, failure) -> new LookedForSave(now.session(), failure == null && exists, open));
    return Effect().noReply();
  }

  private ReplyEffect<SessionEvent, SessionState> onEnd(SessionState state, End end) {
    return switch (state) {
      case Saving(Tenure now) -> stop(now, end);
      // Asked for before this game was started: repeating it must not end another.
      case Live live when live.tenure().endedBy(end.request()) ->
          Effect().reply(end.replyTo(), new GameEnded());
      case Live live -> stop(live.tenure(), end);
      case Resting resting -> Effect().reply(end.replyTo(), new GameEnded());
    };
  }

  private ReplyEffect<SessionEvent, SessionState> stop(Tenure now, End end) {
    return switch (hosts.find(now.host())) {
      case Hosts.At(ActorRef<GameHost.Command> host) ->
          Effect()
              .persist(new SessionEvent.EndAsked(now.session(), end.request(), clock.instant()))
              .thenRun(asked -> host.tell(new GameHost.Stop(now.session(), end.replyTo())))
              .thenNoReply();
      case Hosts.Gone() -> Effect().reply(end.replyTo(), new GameEnded());
      case Hosts.OutOfReach() -> Effect().noReply();
    };
  }

  private ReplyEffect<SessionEvent, SessionState> onStarted(SessionState state, Started started) {
    return state instanceof Starting(Tenure now) && now.is(started.session())
        ? Effect()
            .persist(
                new SessionEvent.GameStarted(started.session(), started.resumed(), clock.instant()))
            .thenNoReply()
        : Effect().noReply();
  }

  private ReplyEffect<SessionEvent, SessionState> onNotStarted(
      SessionState state, NotStarted notStarted) {
    return isAlive(state, notStarted)
        ? Effect()
            .persist(new SessionEvent.StartFailed(notStarted.session(), clock.instant()))
            .thenNoReply()
        : Effect().noReply();
  }

  private ReplyEffect<SessionEvent, SessionState> onSavingBegun(
      SessionState state, SavingBegun begun) {
    return state instanceof Running(Tenure now) && now.is(begun.session())
        ? Effect()
            .persist(new SessionEvent.StopBegun(begun.session(), clock.instant()))
            .thenNoReply()
        : Effect().noReply();
  }

  private ReplyEffect<SessionEvent, SessionState> onGameOver(SessionState state, GameOver over) {
    return isAlive(state, over)
        ? Effect()
            .persist(
                over.saved()
                    ? new SessionEvent.GameSaved(over.session(), clock.instant())
                    : new SessionEvent.GameEnded(over.session(), over.ending(), clock.instant()))
            .thenReply(over.replyTo(), stored -> new Recorded(over.session()))
        : Effect().reply(over.replyTo(), new Recorded(over.session()));
  }

  private ReplyEffect<SessionEvent, SessionState> onVanished(
      SessionState state, Vanished vanished) {
    return isAlive(state, vanished)
        ? lookForSave(state.tenure(), vanished.open())
        : onOpen(state, vanished.open());
  }

  private ReplyEffect<SessionEvent, SessionState> onLookedForSave(
      SessionState state, LookedForSave looked) {
    if (!isAlive(state, looked)) {
      return onOpen(state, looked.open());
    }
    context.getLog().info("Session {} vanished, saved {}", looked.session(), looked.saved());
    return Effect()
        .persist(
            looked.saved()
                ? new SessionEvent.GameSaved(looked.session(), clock.instant())
                : new SessionEvent.SessionLost(looked.session(), clock.instant()))
        .thenRun(known -> context.getSelf().tell(looked.open()))
        .thenNoReply();
  }

  /** Whether this is about the present process; else it comes late. */
  private static boolean isAlive(SessionState state, FromGame message) {
    return state instanceof Live live && live.tenure().is(message.session());
  }
}
