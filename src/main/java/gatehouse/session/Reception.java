package gatehouse.session;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Signal;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.util.ByteString;
import gatehouse.backend.Accounts;
import gatehouse.backend.Pass;
import gatehouse.line.Line;
import gatehouse.telemetry.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where lines arrive: gives each a session of its own, has them wait where there is no room, and
 * sends all away when the server closes.
 */
public final class Reception extends AbstractOnMessageBehavior<Reception.Command> {

  /** What the reception is told. */
  public sealed interface Command {}

  /**
   * Somebody is here.
   *
   * @param accounts as they may use them
   * @param who empty if they have not said who they are
   */
  public record Arrived(Line line, Accounts accounts, Optional<Pass> who) implements Command {}

  /**
   * Tells everybody that the server goes down. Answered when the last session is over.
   *
   * @param gamesEnd whether the games end too: who plays stays until theirs is saved
   */
  public record Close(String farewell, boolean gamesEnd, ActorRef<Done> replyTo)
      implements Command {}

  private record PlacesDue() implements Command {}

  /** How often those who wait are told their places, at most. */
  private static final Duration BETWEEN_PLACES = Duration.ofSeconds(1);

  private final TimerScheduler<Command> timers;
  private final SessionServices services;
  private final Seats seats;
  private Optional<Close> closing = Optional.empty();

  private Reception(
      ActorContext<Command> context, TimerScheduler<Command> timers, SessionServices services) {
    super(context);
    this.timers = timers;
    this.services = services;
    this.seats = new Seats(services.settings().mostPeople(), services.settings().mostWaiting());
  }

  /** An open reception. */
  public static Behavior<Command> create(SessionServices services) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Reception(context, timers, services)));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Arrived arrived -> onArrived(arrived);
      case Close close -> onClose(close);
      case PlacesDue() -> {
        seats.tellPlaces(Instant.now());
        yield this;
      }
    };
  }

  private Behavior<Command> onArrived(Arrived arrived) {
    var line = arrived.line();
    if (closing.isPresent()) {
      turnAway(line, closing.get().farewell());
    } else if (seats.isFull()) {
      Meters.PEOPLE_TURNED_AWAY.inc();
      turnAway(line, "The server is full, and so is its queue; try again later.");
    } else if (seats.isRoom()) {
      seats.seat(begin(SshSession.create(arrived, services)));
    } else {
      seats.queue(begin(SshSession.createQueueing(arrived, services, seats.nextPlace())));
    }
    return counted();
  }

  private static void turnAway(Line line, String farewell) {
    var _ = line.write(ByteString.fromString(farewell + "\r\n"));
    line.hangUp(0);
  }

  private ActorRef<SshSession.Command> begin(Behavior<SshSession.Command> session) {
    var begun = getContext().spawnAnonymous(session);
    getContext().watch(begun);
    return begun;
  }

  private Behavior<Command> counted() {
    Meters.SESSIONS.set(seats.seated());
    Meters.PEOPLE_WAITING.set(seats.waiting());
    return this;
  }

  private Behavior<Command> onClose(Close close) {
    closing = Optional.of(close);
    seats.tellAll(new SshSession.ClosingDown(close.farewell(), close.gamesEnd()));
    return answerIfEmpty();
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) throws Exception {
    return switch (signal) {
      case Terminated left -> {
        seats.leave(left.getRef().<SshSession.Command>unsafeUpcast(), Instant.now());
        if (!timers.isTimerActive(new PlacesDue())) {
          timers.startSingleTimer(new PlacesDue(), BETWEEN_PLACES);
        }
        counted();
        yield answerIfEmpty();
      }
      default -> super.onSignal(signal);
    };
  }

  private Behavior<Command> answerIfEmpty() {
    if (seats.isEmpty()) {
      closing.ifPresent(close -> close.replyTo().tell(Done.getInstance()));
    }
    return this;
  }
}
