package gatehouse;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one place that waits on a thread: starting, stopping and commands are done in order by one.
 */
final class Waiting {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Waiting() {}

  /** The stage's value; fails as it fails, or after a minute. */
  static <T> T until(CompletionStage<T> stage) {
    return until(stage, PATIENCE);
  }

  /** The stage's value; fails as it fails, or after so long. */
  static <T> T until(CompletionStage<T> stage, Duration patience) {
    try {
      return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException known
          ? known
          : new StartFailure(Configuration.oneLine(failure), failure);
    } catch (TimeoutException late) {
      throw new StartFailure("no answer within " + patience.toSeconds() + " seconds", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted", interrupted);
    }
  }

  /** Lets some time pass. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted", interrupted);
    }
  }
}
