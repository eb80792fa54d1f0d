package gatehouse;

import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.management.javadsl.AkkaManagement;
import akka.management.javadsl.ReadinessCheckSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import gatehouse.telemetry.LogLevels;
import gatehouse.telemetry.Meters;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The port for operators and their tools: Akka Management's, with our routes and readiness. */
final class Management {

  private final AtomicBoolean ready = new AtomicBoolean();

  /** What the actor system has to be made with for {@code /ready} to tell. */
  ActorSystemSetup setup() {
    return ActorSystemSetup.create(
        ReadinessCheckSetup.create(
            system -> List.of(() -> CompletableFuture.completedFuture(ready.get()))));
  }

  /** Opens the port, not ready yet; the answer is the address of all that is there. */
  String open(ActorSystem<?> system, Config config) {
    Meters.register(Version.TEXT);
    setLogLevels(config.getConfig("gatehouse.log.levels"));
    try {
      return Waiting.until(AkkaManagement.get(system).start()).toString();
    } catch (RuntimeException failure) {
      throw problem(config, failure);
    }
  }

  private static void setLogLevels(Config levels) {
    for (var level : levels.entrySet()) {
      var logger = String.join(".", ConfigUtil.splitPath(level.getKey()));
      LogLevels.set(logger, String.valueOf(level.getValue().unwrapped()))
          .ifPresent(problem -> {
            throw new StartFailure("gatehouse.log.levels." + level.getKey() + ": " + problem);
          });
    }
  }

  private static RuntimeException problem(Config config, RuntimeException failure) {
    for (var at = (Throwable) failure; at != null; at = at.getCause()) {
      if (at instanceof BindException) {
        return new StartFailure(
            "the management port %s:%d cannot be had: set GATEHOUSE_MANAGEMENT_PORT (%s)"
                .formatted(
                    config.getString("gatehouse.management.host"),
                    config.getInt("gatehouse.management.port"),
                    at.getMessage()),
            failure);
      }
    }
    return failure;
  }

  /** From now on {@code /ready} says so. */
  void ready() {
    ready.set(true);
  }

  /** No more is to be sent here. */
  void leaving() {
    ready.set(false);
  }
}
