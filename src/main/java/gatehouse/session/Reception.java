package gatehouse.session;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Signal;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import gatehouse.backend.Pass;
import gatehouse.line.Line;
import gatehouse.telemetry.Meters;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where lines arrive: gives each a session of its own, and sends all away when the server closes.
 */
public final class Reception extends AbstractOnMessageBehavior<Reception.Command> {

  /** What the reception is told. */
  public sealed interface Command {}

  /** Somebody is here; {@code who} is empty if they have not said who they are. */
  public record Arrived(Line line, Optional<Pass> who) implements Command {}

  /**
   * Tells everybody that the server goes down. Answered when the last session is over.
   *
   * @param gamesEnd whether the games end too: who plays stays until theirs is saved
   */
  public record Close(String farewell, boolean gamesEnd, ActorRef<Done> replyTo)
      implements Command {}

  private final SessionServices services;
  private final Set<ActorRef<SshSession.Command>> sessions = new HashSet<>();
  private Optional<Close> closing = Optional.empty();

  private Reception(ActorContext<Command> context, SessionServices services) {
    super(context);
    this.services = services;
  }

  /** An open reception. */
  public static Behavior<Command> create(SessionServices services) {
    return Behaviors.setup(context -> new Reception(context, services));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Arrived(Line line, Optional<Pass> who) -> onArrived(line, who);
      case Close close -> onClose(close);
    };
  }

  private Behavior<Command> onArrived(Line line, Optional<Pass> who) {
    if (closing.isPresent()) {
      var _ = line.write(ByteString.fromString(closing.get().farewell() + "\r\n"));
      line.hangUp(0);
      return this;
    }
    var session = getContext().spawnAnonymous(SshSession.create(line, who, services));
    getContext().watch(session);
    sessions.add(session);
    Meters.SESSIONS.inc();
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    closing = Optional.of(close);
    sessions.forEach(
        session -> session.tell(new SshSession.ClosingDown(close.farewell(), close.gamesEnd())));
    return answerIfEmpty();
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) throws Exception {
    return switch (signal) {
      case Terminated left -> {
        sessions.remove(left.getRef().<SshSession.Command>unsafeUpcast());
        Meters.SESSIONS.dec();
        yield answerIfEmpty();
      }
      default -> super.onSignal(signal);
    };
  }

  private Behavior<Command> answerIfEmpty() {
    if (sessions.isEmpty()) {
      closing.ifPresent(close -> close.replyTo().tell(Done.getInstance()));
    }
    return this;
  }
}
