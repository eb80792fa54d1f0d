package gatehouse.game;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.NotAdmitted;
import gatehouse.game.Games.TryAgain;
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
import gatehouse.game.RunningGame.MayLeave;
import gatehouse.game.RunningGame.Measured;
import gatehouse.game.RunningGame.ProgramEnded;
import gatehouse.game.RunningGame.Stop;
import gatehouse.game.RunningGame.TellWhenOver;

/**
 * Nothing is left to do. What its host has sent on is still answered, until the host has forgotten
 * this game: whoever stops by himself leaves the askers of that moment without an answer.
 */
final class Leaving extends GameState {

  private final String line;

  private Leaving(GameDesk desk, String line) {
    super(desk);
    this.line = line;
  }

  /**
   * Takes leave of the host.
   *
   * @param line what whoever still wants to play is told
   */
  static Behavior<Command> enter(GameDesk desk, String line) {
    desk.assignment().host().tell(new GameHost.Leaving(desk.session()));
    return new Leaving(desk, line);
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Admit(Open open) -> {
        open.replyTo().tell(new TryAgain(line));
        yield this;
      }
      case Attach attach -> {
        attach.replyTo().tell(new NotAdmitted());
        yield this;
      }
      case TellWhenOver(var replyTo) -> {
        replyTo.tell(new GameEnded());
        yield this;
      }
      case ForViewers late -> {
        GameHost.refuse(late);
        yield this;
      }
      case MayLeave() -> Behaviors.stopped();
      case FromFinishing late -> this;
      case FromLaunch late -> this;
      case FromPty late -> this;
      case FromStopping late -> this;
      case FromTunnel late -> this;
      case FromWatcher late -> this;
      case Stop late -> this;
      case ProgramEnded late -> this;
      case ExitUnknown late -> this;
      case GraceOver late -> this;
      case LookedAt late -> this;
      case Measured late -> this;
    };
  }
}
