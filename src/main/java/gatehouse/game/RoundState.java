package gatehouse.game;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.Measured;
import gatehouse.game.RunningGame.Stop;
import gatehouse.game.pty.Ptys;
import gatehouse.game.pty.Ptys.Survey;
import gatehouse.telemetry.Meters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A state of a {@link RunningGame} whose program has been started. */
abstract sealed class RoundState extends GameState permits Detached, Attached, Stopping, Finishing {

  final Round round;

  RoundState(Round round) {
    super(round.desk());
    this.round = round;
  }

  /** Takes a look at the game, and has its files looked at. */
  final Behavior<Command> lookAt(Survey survey) {
    if (round.pulse().beginsMeasuring()) {
      desk.whenDone(desk.tools().shelf().isOverfull(round.run()), this::measured);
    }
    return heed(round.lookAt(survey));
  }

  private Measured measured(boolean overfull, @Nullable Throwable unknown) {
    if (unknown != null) {
      desk.log().warn("Files of session {} are not measured: {}", desk.session(), "" + unknown);
    }
    return new Measured(unknown == null && overfull);
  }

  final Behavior<Command> heed(Measured measured) {
    round.pulse().endsMeasuring();
    return measured.overfull() ? heed(new Advice.End(StopCause.OVERFULL)) : this;
  }

  private Behavior<Command> heed(Advice advice) {
    return switch (advice) {
      case Advice.Nothing() -> this;
      case Advice.Warn(String line) -> {
        round.console().tell(line);
        yield this;
      }
      case Advice.Wake() -> {
        desk.log().warn("Session {} was stopped, and is told to go on", desk.session());
        desk.ptys().signal(round.pty(), Ptys.Signal.CONT);
        yield this;
      }
      case Advice.End(StopCause cause) -> {
        logEnd(cause);
        yield onMessage(new Stop(cause));
      }
    };
  }

  private void logEnd(StopCause cause) {
    Meters.GAMES_ENDED_BY_POLICY
        .labelValues(round.title().id().value(), cause.name().toLowerCase(Locale.ROOT))
        .inc();
    desk.log()
        .atLevel(
            switch (cause) {
              case RUNAWAY, STUCK, OVERFULL -> Level.WARN;
              case NONE, ASKED, DETACHED, IDLE, TOO_LONG, SHUTDOWN -> Level.INFO;
            })
        .log(
            "Game {} of {} is ended: {}, {}, session {}",
            round.title().id(),
            desk.assignment().open().player(),
            cause,
            round.pulse().health().map(Health::toString).orElse("never looked at"),
            desk.session());
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
