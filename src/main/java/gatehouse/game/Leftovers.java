package gatehouse.game;

import akka.Done;
import gatehouse.game.catalogue.StopStep;
import gatehouse.game.pty.PtyException;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.game.pty.RunLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Ends the processes of runs whose terminal is gone: those of a service that was killed, and those
 * that a game has left behind. They have been hung up on by the kernel and may be saving, so they
 * are given time; then come the signals of the game's stop sequence, and last SIGKILL.
 */
final class Leftovers {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration TO_END_OF_ITSELF = Duration.ofSeconds(2);
  private static final Duration TO_DIE = Duration.ofSeconds(5);

  private final Executor blocking;

  Leftovers(Executor blocking) {
    this.blocking = blocking;
  }

  /** Completes once no process holds the lock; fails if one cannot be ended. */
  CompletionStage<Done> ended(Path lock, List<StopStep> stopSequence) {
    var steps = new ArrayDeque<StopStep.SendSignal>();
    for (StopStep step : stopSequence) {
      if (step instanceof StopStep.SendSignal signal) {
        steps.add(signal);
      }
    }
    steps.add(new StopStep.SendSignal(StopStep.Signal.KILL, TO_DIE));
    var ended = new CompletableFuture<Done>();
    blocking.execute(
        () -> look(lock, steps, System.nanoTime() + TO_END_OF_ITSELF.toNanos(), ended));
    return ended;
  }

  private void look(
      Path lock, Deque<StopStep.SendSignal> steps, long until, CompletableFuture<Done> ended) {
    try {
      if (!RunLock.isHeld(lock)) {
        ended.complete(Done.getInstance());
      } else if (System.nanoTime() - until < 0) {
        lookAgain(lock, steps, until, ended);
      } else if (steps.isEmpty()) {
        throw new PtyException("a process of " + lock.getParent() + " survives SIGKILL");
      } else {
        var step = steps.removeFirst();
        RunLock.signalHolders(lock, Signal.valueOf(step.signal().name()));
        lookAgain(lock, steps, System.nanoTime() + step.patience().toNanos(), ended);
      }
    } catch (RuntimeException failure) {
      ended.completeExceptionally(failure);
    }
  }

  private void lookAgain(
      Path lock, Deque<StopStep.SendSignal> steps, long until, CompletableFuture<Done> ended) {
    CompletableFuture.delayedExecutor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS, blocking)
        .execute(() -> look(lock, steps, until, ended));
  }
}
