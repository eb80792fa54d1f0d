package gatehouse.game;

import akka.Done;
import akka.actor.typed.Behavior;
import akka.util.ByteString;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.NotNow;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.RunningGame.Admit;
import gatehouse.game.RunningGame.Attach;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.ExitUnknown;
import gatehouse.game.RunningGame.ForViewers;
import gatehouse.game.RunningGame.FromFinishing;
import gatehouse.game.RunningGame.FromLaunch;
import gatehouse.game.RunningGame.FromPty;
import gatehouse.game.RunningGame.FromTunnel;
import gatehouse.game.RunningGame.FromWatcher;
import gatehouse.game.RunningGame.GraceOver;
import gatehouse.game.RunningGame.LookedAt;
import gatehouse.game.RunningGame.Measured;
import gatehouse.game.RunningGame.ProgramEnded;
import gatehouse.game.RunningGame.StepOver;
import gatehouse.game.RunningGame.StepTaken;
import gatehouse.game.RunningGame.Stop;
import gatehouse.game.RunningGame.TellWhenOver;
import gatehouse.game.catalogue.StopStep;
import gatehouse.game.catalogue.StopStep.ClosePty;
import gatehouse.game.catalogue.StopStep.SendSignal;
import gatehouse.game.catalogue.StopStep.TypeKeys;
import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.game.pty.Ptys.Survey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;

/**
 * The stop sequence runs: one step at a time, each given its patience for the game to save and end,
 * and at the very end SIGKILL. Each step is followed by SIGCONT, as a stopped game would save
 * nothing. Output still flows, at no terminal's pace; keys do not.
 */
final class Stopping extends RoundState {

  private static final String BEING_SAVED = "Your game is being saved; try again in a moment.";

  private final StopCause cause;
  private final Deque<StopStep> steps;

  private Stopping(Round round, StopCause cause) {
    super(round);
    this.cause = cause;
    this.steps = new ArrayDeque<>(round.title().stopSequence());
    steps.add(new SendSignal(StopStep.Signal.KILL, desk.settings().killPatience()));
  }

  static Behavior<Command> enter(Round round, StopCause cause) {
    var desk = round.desk();
    desk.log().debug("Session {} is being ended: {}", desk.session(), cause);
    desk.assignment().entity().tell(new GameSession.SavingBegun(desk.session()));
    round.console().takeNoMoreKeys();
    round.console().waitForNobody();
    round.console().tell(lineFor(cause));
    return new Stopping(round, cause).takeStep();
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Admit(Open open) -> {
        open.replyTo().tell(new TryAgain(BEING_SAVED));
        yield this;
      }
      case Attach attach -> {
        attach.replyTo().tell(new NotNow(BEING_SAVED));
        yield this;
      }
      case Stop again -> this;
      case TellWhenOver(var replyTo) -> {
        round.waiting().add(replyTo);
        yield this;
      }
      case ForViewers viewers -> {
        round.on(viewers);
        yield this;
      }
      case FromWatcher watcher -> {
        round.console().on(watcher);
        yield this;
      }
      case FromPty output -> {
        round.console().on(output);
        yield this;
      }
      case FromTunnel tunnel -> {
        round.console().on(tunnel);
        yield this;
      }
      case StepOver() -> takeStep();
      case StepTaken(boolean taken) -> this;
      case ProgramEnded(End end) -> {
        desk.timers().cancel(new StepOver());
        yield Finishing.enter(round, end, cause);
      }
      case ExitUnknown(Throwable why) -> throw new IllegalStateException("PTY lost", why);
      case GraceOver late -> this;
      case LookedAt(Survey survey) -> {
        round.lookAt(survey); // to be seen to the end; that is at hand whatever it does
        yield this;
      }
      case Measured late -> this;
      case FromLaunch late -> this;
      case FromFinishing late -> this;
    };
  }

  private static String lineFor(StopCause cause) {
    return switch (cause) {
      case RUNAWAY -> "The game is busy and shows no sign of life; it is being ended.";
      case STUCK -> "The game is stuck; it is being ended.";
      case OVERFULL -> "The game's files take too much room; it is being ended.";
      case NONE, ASKED, DETACHED, IDLE, TOO_LONG, SHUTDOWN -> "Your game is being saved and ended.";
    };
  }

  private Behavior<Command> takeStep() {
    if (steps.isEmpty()) {
      throw new IllegalStateException("session " + desk.session() + " survived SIGKILL");
    }
    var step = steps.removeFirst();
    desk.log().debug("Session {}: {}", desk.session(), step);
    desk.whenDone(
        take(step).thenCombine(desk.ptys().signal(round.pty(), Signal.CONT), (done, on) -> done),
        (done, failure) -> new StepTaken(failure == null));
    desk.timers().startSingleTimer(new StepOver(), step.patience());
    return this;
  }

  private CompletionStage<Done> take(StopStep step) {
    return switch (step) {
      case SendSignal(StopStep.Signal signal, var patience) ->
          desk.ptys().signal(round.pty(), Signal.valueOf(signal.name()));
      case TypeKeys(String keys, var patience) ->
          desk.ptys().write(round.pty(), ByteString.fromString(keys, StandardCharsets.ISO_8859_1));
      case ClosePty(var patience) -> desk.ptys().hangUp(round.pty());
    };
  }
}
