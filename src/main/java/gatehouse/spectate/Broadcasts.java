package gatehouse.spectate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.backend.Games;
import gatehouse.backend.Games.Admission;
import gatehouse.model.SessionId;
import gatehouse.spectate.Spectator.FromBroadcast;
import gatehouse.terminal.View;
import java.util.HashMap;
import java.util.Map;

/** The games that are watched on this gateway: one {@link Broadcast} each, one of these for all. */
public final class Broadcasts extends AbstractOnMessageBehavior<Broadcasts.Command> {

  /** What it is told, by spectators and by broadcasts. */
  public sealed interface Command {}

  /** One more viewer, who has leave; gone when the actor is. */
  record Enter(Admission admission, View view, ActorRef<FromBroadcast> viewer) implements Command {}

  /** A viewer's terminal is another one from now on. */
  record Look(SessionId session, View view, ActorRef<FromBroadcast> viewer) implements Command {}

  /** A broadcast has nobody left of the {@code entered} who ever came to it. */
  record Deserted(SessionId session, long entered) implements Command {}

  private record Closed(SessionId session, ActorRef<Broadcast.Command> broadcast)
      implements Command {}

  /** A running broadcast, and how many were sent there. */
  private record Running(ActorRef<Broadcast.Command> broadcast, long entered) {}

  private final Games games;
  private final SpectateSettings settings;
  private final Map<SessionId, Running> running = new HashMap<>();

  private Broadcasts(ActorContext<Command> context, Games games, SpectateSettings settings) {
    super(context);
    this.games = games;
    this.settings = settings;
  }

  /** Nothing is watched yet. */
  public static Behavior<Command> create(Games games, SpectateSettings settings) {
    return Behaviors.setup(context -> new Broadcasts(context, games, settings));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Enter enter -> onEnter(enter);
      case Look(SessionId session, View view, var viewer) -> {
        var one = running.get(session);
        if (one != null) {
          one.broadcast().tell(new Broadcast.Look(view, viewer));
        }
      }
      case Deserted(SessionId session, long entered) -> onDeserted(session, entered);
      case Closed(SessionId session, var broadcast) ->
          running.computeIfPresent(
              session, (id, now) -> now.broadcast().equals(broadcast) ? null : now);
    }
    return this;
  }

  private void onEnter(Enter enter) {
    var session = enter.admission().session();
    var one = running.get(session);
    if (one == null) {
      var self = getContext().getSelf();
      var broadcast =
          getContext().spawnAnonymous(Broadcast.create(enter.admission(), games, settings, self));
      getContext().watchWith(broadcast, new Closed(session, broadcast));
      one = new Running(broadcast, 0);
    }
    running.put(session, new Running(one.broadcast(), one.entered() + 1));
    one.broadcast()
        .tell(new Broadcast.Enter(enter.admission().ticket(), enter.view(), enter.viewer()));
  }

  /** Unless somebody is on the way there, it is over. */
  private void onDeserted(SessionId session, long entered) {
    var one = running.get(session);
    if (one != null && one.entered() == entered) {
      running.remove(session);
      getContext().stop(one.broadcast());
    }
  }
}
