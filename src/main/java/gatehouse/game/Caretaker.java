package gatehouse.game;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.game.Shelf.RunId;
import java.time.Duration;
import java.util.List;

/**
 * Sees to it that no run is forgotten: at the start of a node, and now and then, it wakes the
 * sessions of runs whose files are still there though no process of theirs lives. Those of a
 * service that was killed become saves, or losses, that way, before anybody asks.
 */
final class Caretaker extends AbstractOnMessageBehavior<Caretaker.Command> {

  sealed interface Command {}

  private record Due() implements Command {}

  private record Found(List<RunId> runs) implements Command {}

  private record NotFound(Throwable why) implements Command {}

  private final GameHost.Sessions sessions;
  private final Shelf shelf;

  private Caretaker(ActorContext<Command> context, GameHost.Sessions sessions, Shelf shelf) {
    super(context);
    this.sessions = sessions;
    this.shelf = shelf;
  }

  static Behavior<Command> create(GameHost.Sessions sessions, Shelf shelf, Duration interval) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startTimerWithFixedDelay(new Due(), Duration.ZERO, interval);
          return new Caretaker(context, sessions, shelf);
        }));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Due() ->
          getContext()
              .pipeToSelf(
                  shelf.unsettled(),
                  (runs, failure) -> failure == null ? new Found(runs) : new NotFound(failure));
      case Found(List<RunId> runs) -> runs.forEach(this::wake);
      case NotFound(Throwable why) ->
          getContext().getLog().warn("Runs cannot be looked for: {}", why.toString());
    }
    return this;
  }

  private void wake(RunId run) {
    sessions
        .apply(new GameSessionId(run.player(), run.game()))
        .tell(new GameSession.LookAfter(run.epoch()));
  }
}
