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
import gatehouse.game.RunningGame.ForViewers;
import gatehouse.game.RunningGame.MayLeave;
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
    switch (message) {
      case MayLeave() -> {
        return Behaviors.stopped();
      }
      case Admit(Open open) -> open.replyTo().tell(new TryAgain(line));
      case Attach attach -> attach.replyTo().tell(new NotAdmitted());
      case TellWhenOver(var replyTo) -> replyTo.tell(new GameEnded());
      case ForViewers late -> GameHost.refuse(late);
      default -> {}
    }
    return this;
  }
}
