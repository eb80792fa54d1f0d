package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import gatehouse.game.GameSession.Collected;
import gatehouse.game.GameSession.Command;
import gatehouse.game.GameSession.End;
import gatehouse.game.GameSession.Find;
import gatehouse.game.GameSession.FromGame;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.GameOver;
import gatehouse.game.GameSession.ListSaves;
import gatehouse.game.GameSession.LookAfter;
import gatehouse.game.GameSession.NotStarted;
import gatehouse.game.GameSession.Open;
import gatehouse.game.GameSession.Recorded;
import gatehouse.game.GameSession.Restore;
import gatehouse.game.GameSession.SavesListed;
import gatehouse.game.GameSession.SavingBegun;
import gatehouse.game.GameSession.Started;
import gatehouse.game.GameSession.Vanished;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.SessionState.Idle;
import gatehouse.game.SessionState.Live;
import gatehouse.game.SessionState.Resting;
import gatehouse.game.SessionState.Running;
import gatehouse.game.SessionState.Saved;
import gatehouse.game.SessionState.Saving;
import gatehouse.game.SessionState.Starting;
import gatehouse.game.Shelf.RunId;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.Save;
import gatehouse.model.SessionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Decides what a {@link GameSession} is told: one small method a command. Whatever it does to the
 * world it does after the event is stored.
 */
final class SessionEntity
    extends EventSourcedBehaviorWithEnforcedReplies<Command, SessionEvent, SessionState> {

  private static final int EVENTS_PER_SNAPSHOT = 50;

  private final GameSessionId id;
  private final Hosts hosts;
  private final Shelf shelf;
  private final Clock clock;
  private final ActorContext<Command> context;
  private final Settling settling;

  SessionEntity(
      GameSessionId id, Hosts hosts, Shelf shelf, Clock clock, ActorContext<Command> context) {
    super(PersistenceId.of(GameSession.KEY.name(), id.value()));
    this.id = id;
    this.hosts = hosts;
    this.shelf = shelf;
    this.clock = clock;
    this.context = context;
    this.settling = new Settling(id, hosts, shelf, context.getLog());
  }

  @Override
  public SessionState emptyState() {
    return new Idle(Tenure.NONE, Holdings.NONE);
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
      case ListSaves(var replyTo) ->
          Effect()
              .reply(
                  replyTo, new SavesListed(state.holdings().saves(), state.holdings().current()));
      case Restore restore -> onRestore(state, restore);
      case LookAfter(long epoch) -> onLookAfter(state, epoch);
      case Started started -> onStarted(state, started);
      case NotStarted notStarted -> onNotStarted(state, notStarted);
      case SavingBegun begun -> onSavingBegun(state, begun);
      case GameOver over -> onGameOver(state, over);
      case Vanished vanished -> onVanished(state, vanished);
      case Collected collected -> onCollected(state, collected);
    };
  }

  private ReplyEffect<SessionEvent, SessionState> onOpen(SessionState state, Open open) {
    return switch (state) {
      case Live live -> admit(live.tenure(), open);
      case Resting resting ->
          switch (Reopening.of(resting, open.request(), open.afterCrash())) {
            case Reopening.Begins(var way, var save) -> begin(resting, open, way, save);
            case Reopening.Refused(String line) ->
                Effect().reply(open.replyTo(), new CannotOpen(line));
          };
    };
  }

  private ReplyEffect<SessionEvent, SessionState> begin(
      Resting resting, Open open, Beginning.Way way, Optional<Save> save) {
    var session = SessionId.random();
    var beginning = new Beginning(resting.tenure().epoch() + 1, way, save);
    return Effect()
        .persist(
            new SessionEvent.StartBegun(
                session,
                beginning.epoch(),
                open.player().value(),
                hosts.here(),
                open.request(),
                way,
                save.map(Save::epoch).orElse(0L),
                clock.instant()))
        .thenRun(
            begun -> hosts.local().tell(new GameHost.Start(session, id.game(), beginning, open)))
        .thenNoReply();
  }

  private ReplyEffect<SessionEvent, SessionState> admit(Tenure now, Open open) {
    return switch (hosts.find(now.host())) {
      case Hosts.At(ActorRef<GameHost.Command> host) -> {
        host.tell(new GameHost.Admit(now.session(), id.game(), open));
        yield Effect().noReply();
      }
      case Hosts.Gone() -> collect(now, Optional.of(open));
      case Hosts.OutOfReach() ->
          Effect()
              .reply(
                  open.replyTo(),
                  new TryAgain("The machine your game runs on is out of reach; try again soon."));
    };
  }

  /** Nobody saw the end of this run. */
  private ReplyEffect<SessionEvent, SessionState> collect(Tenure now, Optional<Open> open) {
    context.pipeToSelf(
        shelf.collect(runOf(now), Progress.UNKNOWN),
        (left, failure) -> {
          if (failure != null) {
            log().warn("Session {} cannot be closed: {}", now.session(), failure.toString());
            return new Collected(now.session(), Find.UNKNOWN, Optional.empty(), open);
          }
          return Collected.of(now.session(), left, open);
        });
    return Effect().noReply();
  }

  private Logger log() {
    return context.getLog();
  }

  private RunId runOf(Tenure tenure) {
    return new RunId(id.game(), id.player(), tenure.epoch());
  }

  private ReplyEffect<SessionEvent, SessionState> onEnd(SessionState state, End end) {
    return switch (state) {
      case Saving saving -> stop(saving.tenure(), end);
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

  private ReplyEffect<SessionEvent, SessionState> onRestore(SessionState state, Restore restore) {
    if (state.holdings().restoredBy(restore.request())) {
      return Effect().reply(restore.replyTo(), new Games.Restored());
    }
    return switch (state) {
      case Live live -> cannotRestore(restore, "The game runs; end it first.");
      case Resting resting when resting.holdings().of(restore.epoch()).isEmpty() ->
          cannotRestore(restore, "There is no such save.");
      case Saved saved when saved.holdings().current() == restore.epoch() ->
          Effect().reply(restore.replyTo(), new Games.Restored());
      case Resting resting ->
          Effect()
              .persist(
                  new SessionEvent.SaveRestored(
                      restore.request(), restore.operator(), restore.epoch(), clock.instant()))
              .thenRun(restored -> settling.follow(restored, List.of()))
              .thenReply(restore.replyTo(), restored -> new Games.Restored());
    };
  }

  private ReplyEffect<SessionEvent, SessionState> cannotRestore(Restore restore, String line) {
    return Effect().reply(restore.replyTo(), new Games.CannotRestore(line));
  }

  /** A run of the future is none of ours: it was played before the database was put back. */
  private ReplyEffect<SessionEvent, SessionState> onLookAfter(SessionState state, long epoch) {
    if (state instanceof Live live && live.tenure().epoch() == epoch) {
      return confirm(live.tenure());
    }
    if (epoch <= state.tenure().epoch()) {
      settling.follow(epoch, state, List.of());
    }
    return Effect().noReply();
  }

  private ReplyEffect<SessionEvent, SessionState> confirm(Tenure now) {
    return switch (hosts.find(now.host())) {
      case Hosts.At(ActorRef<GameHost.Command> host) -> {
        host.tell(new GameHost.Confirm(now.session(), id));
        yield Effect().noReply();
      }
      case Hosts.Gone() -> collect(now, Optional.empty());
      case Hosts.OutOfReach() -> Effect().noReply();
    };
  }

  private ReplyEffect<SessionEvent, SessionState> onStarted(SessionState state, Started started) {
    return state instanceof Starting starting && starting.tenure().is(started.session())
        ? Effect()
            .persist(
                new SessionEvent.GameStarted(started.session(), started.how(), clock.instant()))
            .thenNoReply()
        : Effect().noReply();
  }

  private ReplyEffect<SessionEvent, SessionState> onNotStarted(
      SessionState state, NotStarted notStarted) {
    if (!isAlive(state, notStarted)) {
      return Effect().noReply();
    }
    var session = notStarted.session();
    return Effect()
        .persist(
            notStarted.damaged() == 0
                ? startFailed(notStarted)
                : new SessionEvent.SaveFoundDamaged(session, notStarted.damaged(), clock.instant()))
        .thenRun(known -> settling.follow(known, List.of()))
        .thenNoReply();
  }

  private ReplyEffect<SessionEvent, SessionState> onSavingBegun(
      SessionState state, SavingBegun begun) {
    return state instanceof Running running && running.tenure().is(begun.session())
        ? Effect()
            .persist(new SessionEvent.StopBegun(begun.session(), clock.instant()))
            .thenNoReply()
        : Effect().noReply();
  }

  private ReplyEffect<SessionEvent, SessionState> onGameOver(SessionState state, GameOver over) {
    if (!isAlive(state, over)) {
      return Effect().reply(over.replyTo(), new Recorded(over.session()));
    }
    var givenUp = over.save().map(save -> givenUp(state, save)).orElse(List.of());
    return Effect()
        .persist(
            over.save()
                .<SessionEvent>map(save -> saved(over.session(), save, givenUp, over.end()))
                .orElseGet(() ->
                    new SessionEvent.GameEnded(
                        over.session(),
                        over.ending(),
                        isFailure(over.ending()) && canRecover(state),
                        over.end(),
                        clock.instant())))
        .thenRun(known -> settling.follow(known, givenUp))
        .thenReply(over.replyTo(), stored -> new Recorded(over.session()));
  }

  private SessionEvent saved(SessionId session, Save save, List<Save> givenUp, ProcessEnd end) {
    return new SessionEvent.GameSaved(
        session, save, givenUp.stream().map(Save::epoch).toList(), end, clock.instant());
  }

  private List<Save> givenUp(SessionState state, Save newest) {
    return shelf.surplus(state.holdings().saves(), newest);
  }

  /** Whether the game ended without its player's doing. */
  private static boolean isFailure(Ending ending) {
    return switch (ending) {
      case CRASHED, STOPPED -> true;
      case EXITED, SAVED, TAKEN_OVER -> false;
    };
  }

  /** Whether the player can have anything back of the present run. */
  private boolean canRecover(SessionState state) {
    return state.holdings().of(state.holdings().taken()).isPresent()
        || shelf.title(id.game()).map(Shelf.Title::recovers).orElse(false);
  }

  private ReplyEffect<SessionEvent, SessionState> onVanished(
      SessionState state, Vanished vanished) {
    if (isAlive(state, vanished)) {
      return collect(state.tenure(), vanished.open());
    }
    return vanished.open().map(open -> onOpen(state, open)).orElseGet(() -> Effect().noReply());
  }

  private ReplyEffect<SessionEvent, SessionState> onCollected(
      SessionState state, Collected collected) {
    if (!isAlive(state, collected)) {
      return collected.open().map(open -> onOpen(state, open)).orElseGet(() -> Effect().noReply());
    }
    return switch (collected.find()) {
      case UNKNOWN -> refuseForNow(collected);
      case SAVE -> {
        var save = collected.save().orElseThrow();
        var givenUp = givenUp(state, save);
        yield goOn(
            collected, saved(collected.session(), save, givenUp, ProcessEnd.UNSEEN), givenUp);
      }
      case RECORD -> goOn(collected, over(collected), List.of());
      case NEVER_BEGAN ->
          goOn(
              collected,
              state instanceof Starting ? startFailed(collected) : lost(state),
              List.of());
      case NOTHING -> goOn(collected, lost(state), List.of());
    };
  }

  private SessionEvent startFailed(FromGame about) {
    return new SessionEvent.StartFailed(about.session(), clock.instant());
  }

  private SessionEvent over(Collected collected) {
    return new SessionEvent.GameEnded(
        collected.session(), Ending.EXITED, false, ProcessEnd.UNSEEN, clock.instant());
  }

  private SessionEvent lost(SessionState state) {
    return new SessionEvent.SessionLost(
        state.tenure().session(), canRecover(state), clock.instant());
  }

  private ReplyEffect<SessionEvent, SessionState> refuseForNow(Collected collected) {
    return collected
        .open()
        .map(open ->
            Effect()
                .reply(
                    open.replyTo(),
                    new TryAgain("Your last game is still being looked after; try again soon.")))
        .orElseGet(() -> Effect().noReply());
  }

  private ReplyEffect<SessionEvent, SessionState> goOn(
      Collected collected, SessionEvent found, List<Save> givenUp) {
    log().info("Session {} has ended unseen: {}", collected.session(), collected.find());
    return Effect()
        .persist(found)
        .thenRun(known -> {
          settling.follow(known, givenUp);
          collected.open().ifPresent(open -> context.getSelf().tell(open));
        })
        .thenNoReply();
  }

  /** Whether this is about the present process; else it comes late. */
  private static boolean isAlive(SessionState state, FromGame message) {
    return state instanceof Live live && live.tenure().is(message.session());
  }
}
