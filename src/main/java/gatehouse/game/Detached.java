package gatehouse.game;

import akka.actor.typed.Behavior;
import gatehouse.game.GameSession.Open;
import gatehouse.game.RunningGame.Admit;
import gatehouse.game.RunningGame.Attach;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.ExitUnknown;
import gatehouse.game.RunningGame.ForViewers;
import gatehouse.game.RunningGame.FromFinishing;
import gatehouse.game.RunningGame.FromLaunch;
import gatehouse.game.RunningGame.FromPty;
import gatehouse.game.RunningGame.FromStopping;
import gatehouse.game.RunningGame.FromTunnel;
import gatehouse.game.RunningGame.FromWatcher;
import gatehouse.game.RunningGame.GraceOver;
import gatehouse.game.RunningGame.LookedAt;
import gatehouse.game.RunningGame.Measured;
import gatehouse.game.RunningGame.ProgramEnded;
import gatehouse.game.RunningGame.Stop;
import gatehouse.game.RunningGame.TellWhenOver;
import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.Survey;

/** The game runs and nobody is attached, which it may do for a while. */
final class Detached extends RoundState {

  private Detached(Round round) {
    super(round);
  }

  static Behavior<Command> enter(Round round) {
    var desk = round.desk();
    desk.log().debug("Session {} is detached", desk.session());
    desk.timers().startSingleTimer(new GraceOver(), desk.settings().detachedGrace());
    return new Detached(round);
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Admit(Open open) -> {
        round.admit(open);
        yield this;
      }
      case Attach attach -> onAttach(attach);
      case Stop(StopCause cause) -> stop(cause);
      case GraceOver() -> stop(StopCause.DETACHED);
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
      case FromTunnel late -> {
        round.console().on(late);
        yield this;
      }
      case ProgramEnded(End end) -> {
        desk.timers().cancel(new GraceOver());
        yield Finishing.enter(round, end, StopCause.NONE);
      }
      case ExitUnknown(Throwable why) -> throw new IllegalStateException("PTY lost", why);
      case LookedAt(Survey survey) -> lookAt(survey);
      case Measured measured -> heed(measured);
      case FromLaunch late -> this;
      case FromStopping late -> this;
      case FromFinishing late -> this;
    };
  }

  private Behavior<Command> onAttach(Attach attach) {
    if (!round.attach(attach)) {
      return this;
    }
    desk.timers().cancel(new GraceOver());
    return Attached.enter(round);
  }

  private Behavior<Command> stop(StopCause cause) {
    desk.timers().cancel(new GraceOver());
    return Stopping.enter(round, cause);
  }
}
