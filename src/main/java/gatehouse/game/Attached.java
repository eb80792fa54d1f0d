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

/** The game runs and its player is attached. */
final class Attached extends RoundState {

  private Attached(Round round) {
    super(round);
  }

  static Behavior<Command> enter(Round round) {
    round.desk().log().debug("Session {} is attached", round.desk().session());
    return new Attached(round);
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Admit(Open open) -> {
        round.admit(open);
        yield this;
      }
      case Attach takeover -> {
        round.attach(takeover);
        yield this;
      }
      case Stop(StopCause cause) -> Stopping.enter(round, cause);
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
        yield round.console().isAttached() ? this : Detached.enter(round);
      }
      case ProgramEnded(End end) -> Finishing.enter(round, end, StopCause.NONE);
      case ExitUnknown(Throwable why) -> throw new IllegalStateException("PTY lost", why);
      case GraceOver late -> this;
      case LookedAt(Survey survey) -> lookAt(survey);
      case Measured measured -> heed(measured);
      case FromLaunch late -> this;
      case FromStopping late -> this;
      case FromFinishing late -> this;
    };
  }
}
