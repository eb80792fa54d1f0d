package gatehouse.game;

import akka.Done;
import gatehouse.game.SessionState.Resting;
import gatehouse.game.Shelf.RunId;
import gatehouse.game.saves.Save;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;

/**
 * Has the files of one session follow what it has stored, one event after the other, so that they
 * follow the latest last. To be used by the session's actor alone.
 */
final class Settling {

  private final GameSessionId id;
  private final Hosts hosts;
  private final Shelf shelf;
  private final Logger log;
  private CompletionStage<Done> last = CompletableFuture.completedStage(Done.getInstance());

  /** {@code log} may be used by any thread. */
  Settling(GameSessionId id, Hosts hosts, Shelf shelf, Logger log) {
    this.id = id;
    this.hosts = hosts;
    this.shelf = shelf;
    this.log = log;
  }

  /** Follows to where the session stands now, its latest run being over. */
  void follow(SessionState state, List<Save> givenUp) {
    follow(state.tenure().epoch(), state, givenUp);
  }

  /** The same for the files of an older run. What fails is tried again by a {@link Caretaker}. */
  void follow(long epoch, SessionState state, List<Save> givenUp) {
    var run = new RunId(id.game(), id.player(), epoch);
    last =
        last.thenCompose(before -> shelf.settle(run, state.kept(), givenUp))
            .thenApply(settled -> {
              if (state instanceof Resting) {
                hosts.local().tell(new GameHost.Settled(id, state.kept()));
              }
              return settled;
            })
            .exceptionally(failure -> {
              log.warn("Files of {} are not settled yet: {}", id.value(), failure.toString());
              return Done.getInstance();
            });
  }
}
