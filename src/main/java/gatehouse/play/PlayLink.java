package gatehouse.play;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.stream.Materializer;
import akka.stream.OverflowStrategy;
import akka.stream.QueueOfferResult;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.SourceQueueWithComplete;
import akka.util.ByteString;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games;
import gatehouse.backend.Games.Ended;
import gatehouse.backend.Games.FromGame;
import gatehouse.backend.Games.Seat;
import gatehouse.backend.Games.ToGame;
import gatehouse.line.Line;
import gatehouse.telemetry.KeyToOutput;
import gatehouse.terminal.TerminalSize;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.event.Level;

/**
 * Keeps one person seated at one game while the Game Service comes and goes.
 *
 * <pre>
 *   Keys, Resize ─▶ waiting ─▶ queue ─▶ ┐            ┌ ─▶ screen (one write at a time) ─▶ Line
 *                                       └ Games.play ┘
 * </pre>
 *
 * <p>A lost stream is thrown as {@link BackendFailure.Unavailable}; supervision opens the game and
 * attaches again after a growing pause and, when that has failed too often, lets the failure reach
 * the session. The end of the game is the end of this actor.
 *
 * <p>The terminal always gets a repaint when it is attached: either the menu was on it before, or
 * the line that says the connection was lost.
 */
public final class PlayLink extends AbstractOnMessageBehavior<PlayLink.Command> {

  /** Of one message; a paste is cut into as many as it takes. */
  private static final int MOST_KEYS = 16 * 1024;

  /** What a link is told. */
  public sealed interface Command {}

  /** Keys for the game. Answered by {@link KeysTaken}, unless {@link Interrupted} comes first. */
  public record Keys(ByteString keys) implements Command {}

  /** The terminal has a new size. */
  public record Resize(TerminalSize size) implements Command {}

  private record Opened(Seat seat) implements Command {}

  private record NotOpened(BackendFailure why) implements Command {}

  /** From a stream this actor ran, perhaps before its last restart. */
  private sealed interface FromStream extends Command {
    SourceQueueWithComplete<ToGame> stream();
  }

  private record Accepted(SourceQueueWithComplete<ToGame> stream, int keys) implements FromStream {}

  /** What the game asked of its terminal has been answered here. */
  private record Answered(SourceQueueWithComplete<ToGame> stream, ByteString answers)
      implements FromStream {}

  private record Over(SourceQueueWithComplete<ToGame> stream, Ended ended) implements FromStream {}

  private record Broken(SourceQueueWithComplete<ToGame> stream, Throwable why)
      implements FromStream {}

  /** What a link tells its owner. */
  public sealed interface News {}

  /** Keys may be sent from now on. */
  public record Attached(Games.How how) implements News {}

  /** This many bytes of keys are on their way to the game. */
  public record KeysTaken(int bytes) implements News {}

  /** The connection to the game is lost, what was not taken is dropped; another try follows. */
  public record Interrupted() implements News {}

  /** The last news before this actor stops of its own accord. */
  public record Finished(Ended ended) implements News {}

  /** Opens the game: start, resume or return. */
  @FunctionalInterface
  public interface Opening {
    CompletionStage<Seat> open();
  }

  private final Line line;
  private final Games games;
  private final PlaySettings settings;
  private final ActorRef<News> owner;
  private final KeyToOutput keyToOutput = new KeyToOutput();

  private Optional<SourceQueueWithComplete<ToGame>> stream = Optional.empty();
  private Optional<Display> display = Optional.empty();
  private ByteString waiting = ByteString.emptyByteString();
  private ByteString answers = ByteString.emptyByteString();
  private Optional<TerminalSize> resized = Optional.empty();
  private boolean offering;
  private long number;

  private PlayLink(
      ActorContext<Command> context,
      Line line,
      Games games,
      PlaySettings settings,
      ActorRef<News> owner) {
    super(context);
    this.line = line;
    this.games = games;
    this.settings = settings;
    this.owner = owner;
  }

  /**
   * A link that opens and attaches at once, and again whenever the stream breaks.
   *
   * @param opening called for every attachment
   * @param owner is told what happens; failures that another try cannot mend end the actor instead
   */
  public static Behavior<Command> create(
      Line line, Games games, Opening opening, PlaySettings settings, ActorRef<News> owner) {
    Behavior<Command> link =
        Behaviors.setup(
            context -> new PlayLink(context, line, games, settings, owner).open(opening));
    return Behaviors.supervise(link)
        .onFailure(BackendFailure.Unavailable.class, attachAgain(settings));
  }

  private static SupervisorStrategy attachAgain(PlaySettings settings) {
    return SupervisorStrategy.restartWithBackoff(
            settings.firstPause(), settings.longestPause(), 0.2)
        .withMaxRestarts(settings.attempts())
        // Longer than an attempt can take, or the attempts would never add up.
        .withResetBackoffAfter(
            settings.attachTimeout().plus(settings.longestPause()).multipliedBy(2))
        // Keys typed at a dead screen must not reach the living one.
        .withStashCapacity(0)
        .withLogLevel(Level.INFO);
  }

  private PlayLink open(Opening opening) {
    getContext()
        .pipeToSelf(
            opening.open(),
            (seat, failure) ->
                failure == null ? new Opened(seat) : new NotOpened(BackendFailure.of(failure)));
    return this;
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Keys(ByteString keys) -> onKeys(keys);
      case Resize(TerminalSize size) -> onResize(size);
      case Opened(Seat seat) -> onOpened(seat);
      case NotOpened(BackendFailure why) -> throw lost(why);
      case FromStream old when !Optional.of(old.stream()).equals(stream) -> this;
      case Accepted(var from, int keys) -> onAccepted(keys);
      case Answered(var from, ByteString more) -> onAnswered(more);
      case Over(var from, Ended ended) -> {
        owner.tell(new Finished(ended));
        yield Behaviors.stopped();
      }
      case Broken(var from, Throwable why) -> onBroken(why);
    };
  }

  private Behavior<Command> onOpened(Seat seat) {
    var input = Source.<ToGame>queue(1, OverflowStrategy.backpressure());
    var materializer = Materializer.createMaterializer(getContext());
    var running = input.preMaterialize(materializer);
    var queue = running.first();
    stream = Optional.of(queue);
    var size = line.size();
    var screen = Display.of(line.term(), seat.term(), size);
    display = Optional.of(screen);
    var self = getContext().getSelf();
    var last =
        games
            .play(seat, size, OptionalLong.empty(), running.second())
            .initialTimeout(settings.attachTimeout())
            .mapAsync(
                1, item -> show(item, screen, answer -> self.tell(new Answered(queue, answer))))
            .toMat(Sink.<Optional<Ended>>last(), Keep.right())
            .run(materializer);
    getContext()
        .pipeToSelf(
            last,
            (ended, failure) -> {
              if (failure != null) {
                return new Broken(queue, failure);
              }
              return ended.isPresent()
                  ? new Over(queue, ended.get())
                  : new Broken(queue, new IllegalStateException("ended without saying why"));
            });
    owner.tell(new Attached(seat.how()));
    return offer();
  }

  /** Puts what the game tells on the person's terminal; the answer is there once it is taken. */
  private CompletionStage<Optional<Ended>> show(
      FromGame item, Display screen, Consumer<ByteString> answers) {
    return switch (item) {
      case Games.Output(long offset, ByteString bytes) -> {
        keyToOutput.output();
        var drawing = screen.show(bytes);
        Optional.of(screen.answers()).filter(ByteString::nonEmpty).ifPresent(answers);
        yield write(drawing);
      }
      case Games.Repaint(long offset, ByteString bytes) -> write(screen.show(bytes));
      case Games.Notice(String text) -> write(screen.show(Notices.overGame(line.size(), text)));
      case Ended ended -> CompletableFuture.completedStage(Optional.of(ended));
    };
  }

  private CompletionStage<Optional<Ended>> write(ByteString bytes) {
    if (bytes.isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return line.write(bytes)
        .handle((Done done, Throwable failure) -> {
          if (failure != null) {
            throw new LineLost(failure);
          }
          return Optional.empty();
        });
  }

  private Behavior<Command> onKeys(ByteString keys) {
    keyToOutput.key();
    waiting = waiting.concat(keys);
    return offer();
  }

  private Behavior<Command> onResize(TerminalSize size) {
    resized = Optional.of(size);
    display.ifPresent(screen -> screen.resize(size));
    return offer();
  }

  private Behavior<Command> onAccepted(int keys) {
    offering = false;
    if (keys > 0) {
      owner.tell(new KeysTaken(keys));
    }
    return offer();
  }

  /** A game that asks on and on without reading is not told everything. */
  private Behavior<Command> onAnswered(ByteString more) {
    if (answers.length() + more.length() <= MOST_KEYS) {
      answers = answers.concat(more);
    }
    return offer();
  }

  /** Hands the stream its next message once it has taken the one before; sizes go first. */
  private Behavior<Command> offer() {
    if (offering || stream.isEmpty()) {
      return this;
    }
    if (resized.isPresent()) {
      send(new Games.Resize(resized.get()), 0);
      resized = Optional.empty();
    } else if (!answers.isEmpty()) {
      send(new Games.Keys(++number, answers), 0);
      answers = ByteString.emptyByteString();
    } else if (!waiting.isEmpty()) {
      var next = waiting.take(MOST_KEYS);
      waiting = waiting.drop(next.length());
      send(new Games.Keys(++number, next), next.length());
    }
    return this;
  }

  private void send(ToGame message, int keys) {
    var queue = stream.orElseThrow();
    offering = true;
    getContext()
        .pipeToSelf(
            queue.offer(message),
            (result, failure) ->
                failure == null && result instanceof QueueOfferResult.Enqueued$
                    ? new Accepted(queue, keys)
                    : new Broken(queue, new IllegalStateException("the input has ended")));
  }

  private Behavior<Command> onBroken(Throwable why) {
    if (LineLost.isCauseOf(why)) {
      // The session learns of it from the line.
      return Behaviors.stopped();
    }
    throw lost(BackendFailure.of(why));
  }

  /** What to throw; says so on the screen if another try follows. */
  private BackendFailure lost(BackendFailure why) {
    return switch (why) {
      case BackendFailure.Refused refused -> refused;
      case BackendFailure.Unavailable unavailable -> {
        owner.tell(new Interrupted());
        var notice = Notices.onLastRow(line.size(), "The game is out of reach; trying again ...");
        var _ = line.write(notice);
        yield unavailable;
      }
    };
  }

  /** The person's connection failed, not the game's. */
  private static final class LineLost extends RuntimeException {

    LineLost(Throwable cause) {
      super("the line is gone", cause);
    }

    static boolean isCauseOf(Throwable failure) {
      for (var at = Optional.of(failure); at.isPresent(); at = at.map(Throwable::getCause)) {
        if (at.get() instanceof LineLost) {
          return true;
        }
      }
      return false;
    }
  }
}
