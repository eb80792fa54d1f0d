package gatehouse.game;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import gatehouse.game.RunningGame.Assignment;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.Tools;
import gatehouse.game.pty.Ptys;
import gatehouse.model.SessionId;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What the states of one {@link RunningGame} share. */
record GameDesk(
    ActorContext<Command> context,
    TimerScheduler<Command> timers,
    Assignment assignment,
    Tools tools) {

  SessionId session() {
    return assignment.session();
  }

  Ptys ptys() {
    return tools.ptys();
  }

  RunningGameSettings settings() {
    return tools.settings();
  }

  Logger log() {
    return context.getLog();
  }

  /** Turns an answer, either way, into a message to this game. */
  <T> void whenDone(CompletionStage<T> stage, BiFunction<T, @Nullable Throwable, Command> message) {
    context.pipeToSelf(stage, message::apply);
  }
}
