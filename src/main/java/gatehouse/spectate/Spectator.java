package gatehouse.spectate;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.util.ByteString;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games.Admission;
import gatehouse.backend.Games.Ended;
import gatehouse.line.Line;
import gatehouse.model.SessionId;
import gatehouse.terminal.Frame;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.View;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.slf4j.event.Level;

/**
 * Keeps one person watching one game while the Game Service comes and goes.
 *
 * <p>Their terminal is given the game's newest picture whenever it can take it: what it has not
 * received counts against a small budget, and a terminal that is behind waits with the newest frame
 * alone, and then gets the difference from what it shows. So it may see fewer pictures than others;
 * it never sees a wrong one, nor more than one old one.
 *
 * <p>A lost broadcast is thrown as {@link BackendFailure.Unavailable}; supervision asks for leave
 * again after a growing pause. The end of the game is the end of this actor.
 */
public final class Spectator extends AbstractOnMessageBehavior<Spectator.Command> {

  /** What a spectator is told. */
  public sealed interface Command {}

  /** The terminal is another one from now on: another size, or other characters. */
  public record Look(View view) implements Command {}

  /** Something else is on the terminal: nothing is drawn. */
  public record Cover() implements Command {}

  /** The terminal is the game's again: all of it is drawn. */
  public record Uncover() implements Command {}

  /** Asks the terminal to take the size of the game, as dgamelaunch's {@code r} does. */
  public record Fit() implements Command {}

  /** From the broadcast of the game, perhaps one from before the last restart. */
  sealed interface FromBroadcast extends Command {}

  /**
   * What the game looks like now.
   *
   * @param before the picture that {@code difference} changes; empty if it changes any
   * @param game the size of the game's own terminal
   */
  record Shown(Optional<Frame> before, Frame frame, ByteString difference, TerminalSize game)
      implements FromBroadcast {}

  /** The game is over. */
  record Over(Ended ended) implements FromBroadcast {}

  /** This viewer may not watch any more. */
  record TurnedAway(String text) implements FromBroadcast {}

  /** The broadcast is over, the game perhaps not. */
  record Lost(BackendFailure why) implements FromBroadcast {}

  private record Admitted(Admission admission) implements Command {}

  private record NotAdmitted(BackendFailure why) implements Command {}

  private record Received(int bytes) implements Command {}

  private record LineGone() implements Command {}

  private record EnterTimedOut() implements Command {}

  /** What a spectator tells its owner. */
  public sealed interface News {}

  /** The game is on the terminal, seen as {@link View#of} the line says. */
  public record Watching() implements News {}

  /** The game is out of reach; another try follows. */
  public record Interrupted() implements News {}

  /** The last news before this actor stops of its own accord. */
  public record Finished(Ended ended) implements News {}

  /** Asks for leave to watch. */
  @FunctionalInterface
  public interface Joining {
    CompletionStage<Admission> join();
  }

  private final TimerScheduler<Command> timers;
  private final Line line;
  private final ActorRef<Broadcasts.Command> broadcasts;
  private final SpectateSettings settings;
  private final ActorRef<News> owner;

  private View view;
  private Optional<SessionId> session = Optional.empty();
  private Optional<Frame> latest = Optional.empty();
  private Optional<Frame> shown = Optional.empty();
  private Optional<TerminalSize> size = Optional.empty();
  private CompletionStage<Done> taken = CompletableFuture.completedStage(Done.getInstance());
  private boolean watching;
  private boolean covered;
  private boolean asking;
  private int unreceived;

  private Spectator(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Line line,
      ActorRef<Broadcasts.Command> broadcasts,
      SpectateSettings settings,
      ActorRef<News> owner) {
    super(context);
    this.timers = timers;
    this.line = line;
    this.broadcasts = broadcasts;
    this.settings = settings;
    this.owner = owner;
    this.view = View.of(line.term(), line.size()).saying(line.environment());
  }

  /**
   * Somebody who watches from now on.
   *
   * @param joining called at first and whenever the broadcast is lost
   * @param owner is told what happens; failures that another try cannot mend end the actor instead
   */
  public static Behavior<Command> create(
      Line line,
      ActorRef<Broadcasts.Command> broadcasts,
      Joining joining,
      SpectateSettings settings,
      ActorRef<News> owner) {
    Behavior<Command> spectator =
        Behaviors.setup(context ->
            Behaviors.withTimers(timers ->
                new Spectator(context, timers, line, broadcasts, settings, owner).join(joining)));
    return Behaviors.supervise(spectator)
        .onFailure(BackendFailure.Unavailable.class, enterAgain(settings));
  }

  private static SupervisorStrategy enterAgain(SpectateSettings settings) {
    return SupervisorStrategy.restartWithBackoff(
            settings.firstPause(), settings.longestPause(), 0.2)
        .withMaxRestarts(settings.attempts())
        // Longer than an attempt can take, or the attempts would never add up.
        .withResetBackoffAfter(
            settings.enterTimeout().plus(settings.longestPause()).multipliedBy(2))
        .withStashCapacity(0)
        .withLogLevel(Level.INFO);
  }

  private Spectator join(Joining joining) {
    timers.startSingleTimer(new EnterTimedOut(), settings.enterTimeout());
    getContext()
        .pipeToSelf(
            joining.join(),
            (admission, failure) ->
                failure == null
                    ? new Admitted(admission)
                    : new NotAdmitted(BackendFailure.of(failure)));
    return this;
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Admitted(Admission admission) -> onAdmitted(admission);
      case NotAdmitted(BackendFailure why) -> throw lost(why);
      case EnterTimedOut() -> throw lost(BackendFailure.of(new TimeoutException("no picture")));
      case Shown now -> onShown(now);
      case Over(Ended ended) -> {
        owner.tell(new Finished(ended));
        yield Behaviors.stopped();
      }
      case TurnedAway(String text) ->
          throw new BackendFailure.Refused(BackendFailure.Refused.Reason.IMPOSSIBLE, text);
      case Lost(BackendFailure why) -> throw lost(why);
      case Look(View other) -> onLook(other);
      case Cover() -> {
        covered = true;
        yield this;
      }
      case Uncover() -> onUncover();
      case Fit() -> onFit();
      case Received(int bytes) -> onReceived(bytes);
      // The session learns of it from the line.
      case LineGone() -> Behaviors.stopped();
    };
  }

  private Behavior<Command> onAdmitted(Admission admission) {
    session = Optional.of(admission.session());
    broadcasts.tell(new Broadcasts.Enter(admission, view, getContext().getSelf().narrow()));
    return this;
  }

  private Behavior<Command> onLook(View other) {
    view = other;
    shown = Optional.empty();
    latest = Optional.empty();
    session.ifPresent(known ->
        broadcasts.tell(new Broadcasts.Look(known, other, getContext().getSelf().narrow())));
    return this;
  }

  private Behavior<Command> onUncover() {
    covered = false;
    shown = Optional.empty();
    return catchUp();
  }

  private Behavior<Command> onFit() {
    size.ifPresent(game -> {
      var _ =
          line.write(ByteString.fromString("\033[8;%d;%dt".formatted(game.rows(), game.columns())));
    });
    return this;
  }

  private Behavior<Command> onShown(Shown now) {
    if (!now.frame().size().equals(view.size())) {
      return this; // for the terminal as it was
    }
    latest = Optional.of(now.frame());
    size = Optional.of(now.game());
    if (!watching) {
      watching = true;
      timers.cancel(new EnterTimedOut());
      owner.tell(new Watching());
    }
    if (!covered && !isBehind() && isOnScreen(now.before())) {
      send(now.difference(), now.frame());
      return this;
    }
    return catchUp();
  }

  /** Whether the terminal shows this very picture; none can be drawn over whatever it shows. */
  @SuppressWarnings("ReferenceEquality") // equal pictures are rare, and comparing cells is slow
  private boolean isOnScreen(Optional<Frame> picture) {
    return picture.isEmpty() || (shown.isPresent() && picture.get() == shown.get());
  }

  /** Brings the terminal to the newest picture, if it can take it. */
  private Behavior<Command> catchUp() {
    if (!covered && !isBehind() && latest.isPresent() && !isOnScreen(latest)) {
      var newest = latest.get();
      var bytes = shown.map(newest::differenceFrom).orElseGet(newest::repaint);
      send(ByteString.fromArrayUnsafe(bytes), newest);
    }
    return this;
  }

  private boolean isBehind() {
    return unreceived > settings.unreceived();
  }

  private void send(ByteString bytes, Frame frame) {
    shown = Optional.of(frame);
    if (!bytes.isEmpty()) {
      unreceived += bytes.length();
      taken = line.write(bytes);
      ask();
    }
  }

  /** Finds out what was received, unless that is being found out or hardly worth it. */
  private void ask() {
    if (!asking && unreceived > settings.unreceived() / 4) {
      asking = true;
      int asked = unreceived;
      getContext()
          .pipeToSelf(
              taken.thenCompose(done -> line.received()),
              (done, failure) -> failure == null ? new Received(asked) : new LineGone());
    }
  }

  private Behavior<Command> onReceived(int bytes) {
    asking = false;
    unreceived -= bytes;
    catchUp();
    ask();
    return this;
  }

  /** What to throw; says so to the owner if another try follows. */
  private BackendFailure lost(BackendFailure why) {
    return switch (why) {
      case BackendFailure.Refused refused -> refused;
      case BackendFailure.Unavailable unavailable -> {
        owner.tell(new Interrupted());
        yield unavailable;
      }
    };
  }
}
