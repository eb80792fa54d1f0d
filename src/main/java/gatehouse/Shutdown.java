package gatehouse;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import com.typesafe.config.Config;
import gatehouse.database.DatabaseWatch;
import gatehouse.game.GameNode;
import gatehouse.rpc.GrpcServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what has been started, in the order in which people need it:
 *
 * <ol>
 *   <li>no more connections are accepted;
 *   <li>people are told, and have a moment to read it;
 *   <li>games are saved and waited for, and with them the sessions;
 *   <li>connections and services are closed, and the cluster is left.
 * </ol>
 */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final String FAREWELL = "The server is going down. Goodbye.";
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private record ToldToStop() implements CoordinatedShutdown.Reason {}

  private final ActorSystem<?> system;
  private final CoordinatedShutdown phases;
  private final Duration farewell;
  private final Duration deadline;
  private final AtomicInteger saved = new AtomicInteger();

  Shutdown(ActorSystem<?> system, Config config) {
    this.system = system;
    this.phases = CoordinatedShutdown.get(system);
    this.farewell = config.getDuration("gatehouse.shutdown.farewell");
    this.deadline = config.getDuration("gatehouse.shutdown.deadline");
  }

  /** Includes a gateway; {@code gamesEnd} says whether the games are in this process too. */
  void of(GatewayRole gateway, boolean gamesEnd) {
    var empty = new CompletableFuture<Done>();
    add(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "stop accepting",
        () -> {
          gateway.stopAccepting();
          return done();
        });
    add(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "tell people",
        () -> {
          gateway
              .sendAway(FAREWELL, gamesEnd, deadline)
              .whenComplete((done, late) -> empty.complete(Done.getInstance()));
          return Patterns.after(farewell, system, Shutdown::done);
        });
    add(CoordinatedShutdown.PhaseServiceRequestsDone(), "wait for sessions", () -> empty);
    add(CoordinatedShutdown.PhaseServiceStop(), "close ssh", () -> gateway.close(CLOSING));
  }

  /** Includes the port for operators, which stays open until the end. */
  void of(Management management) {
    add(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "no longer ready",
        () -> {
          management.leaving();
          return done();
        });
  }

  /** Includes a Game Service. */
  void of(GameRole game) {
    add(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "save games",
        () -> game.stopGames().thenApply(this::count));
    of(game.server());
    add(CoordinatedShutdown.PhaseServiceStop(), "close ptys", () -> game.close(CLOSING));
  }

  /** Includes what looks after the database, whose connection keeps an embedded one open. */
  void of(DatabaseWatch watch) {
    add(
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
        "look after the database no more",
        () -> {
          watch.close();
          return done();
        });
  }

  /** Includes a listening service. */
  void of(GrpcServer server) {
    add(
        CoordinatedShutdown.PhaseServiceStop(),
        "stop " + server.address(),
        () -> server.stop(CLOSING));
  }

  private Done count(GameNode.Stopped stopped) {
    saved.addAndGet(stopped.saved());
    LOG.info(
        "games stopped: {} saved, {} ended, {} left",
        stopped.saved(),
        stopped.ended(),
        stopped.left());
    return Done.getInstance();
  }

  private void add(String phase, String name, Supplier<CompletionStage<Done>> task) {
    phases.addTask(phase, name, task);
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedStage(Done.getInstance());
  }

  /** Does it all; the answer is how many games were saved. */
  int run() {
    Waiting.until(phases.runAll(new ToldToStop()), deadline.plusSeconds(30));
    return saved.get();
  }
}
