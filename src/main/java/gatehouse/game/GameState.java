package gatehouse.game;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import gatehouse.game.RunningGame.Command;

/** A state of a {@link RunningGame}. */
abstract sealed class GameState extends AbstractOnMessageBehavior<Command>
    permits Launching, RoundState, Leaving {

  final GameDesk desk;

  GameState(GameDesk desk) {
    super(desk.context());
    this.desk = desk;
  }

  @Override
  public abstract Behavior<Command> onMessage(Command message);
}
