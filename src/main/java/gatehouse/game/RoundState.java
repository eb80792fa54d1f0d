package gatehouse.game;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import gatehouse.game.RunningGame.Command;

/** A state of a {@link RunningGame} whose program has been started. */
abstract sealed class RoundState extends GameState permits Detached, Attached, Stopping, Finishing {

  final Round round;

  RoundState(Round round) {
    super(round.desk());
    this.round = round;
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) throws Exception {
    return switch (signal) {
      case PostStop stop -> {
        round.letGo();
        yield this;
      }
      default -> super.onSignal(signal);
    };
  }
}
