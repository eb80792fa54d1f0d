package gatehouse.game;

import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.GameEntry;
import gatehouse.game.catalogue.Launcher;
import gatehouse.model.GameId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does once for all players what some games need before they can be played at all, and again when
 * their entry has changed. May be called from any thread.
 */
final class Readiness {

  private static final Logger log = LoggerFactory.getLogger(Readiness.class);

  /** One way of making a game ready; true if the game is there. */
  private record Attempt(GameEntry entry, CompletableFuture<Boolean> done) {}

  private final Launcher launcher;
  private final Executor blocking;
  private final ConcurrentHashMap<GameId, Attempt> attempts = new ConcurrentHashMap<>();

  /** {@code blocking} is where launchers may block. */
  Readiness(Launcher launcher, Executor blocking) {
    this.launcher = launcher;
    this.blocking = blocking;
  }

  /** Begins with all games of a catalogue. */
  void begin(Catalogue catalogue) {
    catalogue
        .games()
        .forEach(entry -> {
          var _ = of(entry);
        });
  }

  /** Completes when the game is ready; a failure is for who waits now, the next asks anew. */
  CompletionStage<Boolean> of(GameEntry entry) {
    var attempt =
        attempts.compute(
            entry.id(),
            (id, last) -> last != null && last.entry().equals(entry) ? last : attempt(entry, last));
    return attempt
        .done()
        .whenComplete((there, failure) -> {
          if (failure != null && attempts.remove(entry.id(), attempt)) {
            log.warn("{} cannot be made ready: {}", entry.id(), failure.toString());
          } else if (failure == null && !there) {
            attempts.remove(entry.id(), attempt); // it may be installed later
          }
        });
  }

  /** Begins after what is done for another entry of the same game. */
  private Attempt attempt(GameEntry entry, @Nullable Attempt last) {
    var before =
        last == null
            ? CompletableFuture.<Object>completedFuture(true)
            : last.done().<Object>handle((there, failure) -> true);
    return new Attempt(
        entry, before.thenApplyAsync(ignored -> launcher.initialise(entry), blocking));
  }
}
