package gatehouse.game;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.NotAdmitted;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.RunningGame.Admit;
import gatehouse.game.RunningGame.Attach;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.ExitUnknown;
import gatehouse.game.RunningGame.ForViewers;
import gatehouse.game.RunningGame.FromFinishing;
import gatehouse.game.RunningGame.FromPty;
import gatehouse.game.RunningGame.FromStopping;
import gatehouse.game.RunningGame.FromTunnel;
import gatehouse.game.RunningGame.FromWatcher;
import gatehouse.game.RunningGame.GraceOver;
import gatehouse.game.RunningGame.LaunchFailed;
import gatehouse.game.RunningGame.Launched;
import gatehouse.game.RunningGame.LookedAt;
import gatehouse.game.RunningGame.Measured;
import gatehouse.game.RunningGame.ProgramEnded;
import gatehouse.game.RunningGame.Stop;
import gatehouse.game.RunningGame.TellWhenOver;
import gatehouse.telemetry.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The program is being made ready and started; whoever asks for admission waits. */
final class Launching extends GameState {

  private static final String NOT_STARTED = "Your game could not be started; try again.";
  private static final int MOST_WAITING = 16;
  private static final int MOST_TICKETS = 8;

  private final Shelf.Title title;
  private final List<Open> waiting = new ArrayList<>();
  private final List<ActorRef<GameEnded>> waitingForEnd = new ArrayList<>();
  private StopCause stop = StopCause.NONE;

  private Launching(GameDesk desk, Shelf.Title title) {
    super(desk);
    this.title = title;
  }

  static Behavior<Command> enter(GameDesk desk) {
    var open = desk.assignment().open();
    var title = desk.tools().shelf().title(desk.assignment().game());
    if (title.isEmpty()) {
      var leaving = Leaving.enter(desk, NOT_STARTED);
      open.replyTo().tell(new Games.NoSuchGame());
      desk.assignment().entity().tell(new GameSession.NotStarted(desk.session()));
      return leaving;
    }
    desk.whenDone(
        desk.tools()
            .room()
            .shortage()
            .thenCompose(Launching::admit)
            .thenCompose(room ->
                desk.tools()
                    .shelf()
                    .prepare(
                        title.get().id(),
                        open.player(),
                        open.size(),
                        open.term(),
                        desk.assignment().beginning()))
            .thenCompose(ready ->
                desk.ptys()
                    .spawn(ready.program())
                    .thenApply(pty -> new Launched(pty, ready.how(), ready.term()))),
        (launched, failure) -> failure == null ? launched : new LaunchFailed(failure));
    var launching = new Launching(desk, title.get());
    launching.waiting.add(open);
    return launching;
  }

  private static CompletionStage<Done> admit(Optional<Room.Shortage> shortage) {
    return shortage
        .<CompletionStage<Done>>map(lack -> CompletableFuture.failedStage(new Room.Lacking(lack)))
        .orElseGet(() -> CompletableFuture.completedStage(Done.getInstance()));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Admit(Open open) -> onAdmit(open);
      case Attach attach -> {
        attach.replyTo().tell(new NotAdmitted());
        yield this;
      }
      case Stop(StopCause cause) -> {
        stop = cause;
        yield this;
      }
      case TellWhenOver(var replyTo) -> {
        waitingForEnd.add(replyTo);
        yield this;
      }
      case Launched launched -> onLaunched(launched);
      case ForViewers early -> {
        GameHost.refuse(early);
        yield this;
      }
      case FromWatcher early -> this;
      case LaunchFailed(Throwable why) -> onLaunchFailed(why);
      case FromPty early -> this;
      case FromTunnel early -> this;
      case FromStopping early -> this;
      case FromFinishing early -> this;
      case ProgramEnded early -> this;
      case ExitUnknown early -> this;
      case GraceOver early -> this;
      case LookedAt early -> this;
      case Measured early -> this;
    };
  }

  private Behavior<Command> onAdmit(Open open) {
    if (waiting.size() == MOST_WAITING) {
      open.replyTo().tell(new TryAgain("Your game is being started; try again in a moment."));
    } else {
      waiting.add(open);
    }
    return this;
  }

  private Behavior<Command> onLaunched(Launched launched) {
    var round = begin(launched);
    desk.log()
        .info(
            "Game {} of {} {}, session {}",
            title.id(),
            desk.assignment().open().player(),
            launched.how().name().toLowerCase(Locale.ROOT),
            desk.session());
    desk.assignment().entity().tell(new GameSession.Started(desk.session(), launched.how()));
    waiting.forEach(round::admit);
    return switch (stop) {
      case NONE -> Detached.enter(round);
      case ASKED, DETACHED, IDLE, TOO_LONG, RUNAWAY, STUCK, OVERFULL, SHUTDOWN ->
          Stopping.enter(round, stop);
    };
  }

  private Round begin(Launched launched) {
    var pty = launched.pty();
    desk.whenDone(
        desk.ptys().end(pty),
        (end, failure) ->
            failure == null
                ? new RunningGame.ProgramEnded(end)
                : new RunningGame.ExitUnknown(failure));
    var now = desk.tools().clock().instant();
    return new Round(
        desk,
        pty,
        title,
        launched.how(),
        launched.term(),
        now,
        Console.open(desk, pty, title, launched.how()),
        new Pulse(desk.settings().health(), title.timeLimits(), now),
        new Tickets(desk.tools().clock(), desk.settings().ticketLifetime(), MOST_TICKETS),
        waitingForEnd);
  }

  private Behavior<Command> onLaunchFailed(Throwable why) {
    var cause = unwrapped(why);
    var line = lineFor(cause);
    // First, so that whoever hears of it finds the place free.
    var leaving = Leaving.enter(desk, NOT_STARTED);
    waiting.forEach(open -> open.replyTo().tell(new CannotOpen(line)));
    waitingForEnd.forEach(asker -> asker.tell(new GameEnded()));
    long damaged = cause instanceof Shelf.SaveDamaged save ? save.epoch() : 0;
    desk.assignment().entity().tell(new GameSession.NotStarted(desk.session(), damaged));
    return leaving;
  }

  private static Throwable unwrapped(Throwable why) {
    return why instanceof CompletionException wrapper && wrapper.getCause() != null
        ? unwrapped(wrapper.getCause())
        : why;
  }

  private String lineFor(Throwable why) {
    return switch (why) {
      case Room.Lacking room -> {
        Meters.GAMES_REFUSED.labelValues(room.shortage().of()).inc();
        desk.log().warn("Game {} is not started: {}", title.id(), room.getMessage());
        yield Occupancy.FULL;
      }
      case Shelf.CannotPrepare known -> String.valueOf(known.getMessage());
      default -> {
        desk.log().warn("Game {} cannot be started: {}", title.id(), why.toString());
        yield title.name() + " cannot be started at the moment.";
      }
    };
  }
}
