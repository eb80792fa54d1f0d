package gatehouse.auth.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.grpc.GrpcClientSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.auth.AuthSettings;
import gatehouse.database.Database;
import gatehouse.database.DatabaseSettings;
import gatehouse.database.DatabaseWatch;
import gatehouse.rpc.GrpcServer;
import gatehouse.rpc.RpcSettings;
import gatehouse.token.TokenSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * An Auth Service on a free port, in a cluster of its own. Its database outlives {@link #restart}.
 */
record RunningAuthService(
    ActorSystem<Void> system,
    GrpcServer server,
    DatabaseWatch watch,
    Path dataDirectory,
    Clock clock,
    Config where) {

  private static final Config DEFAULTS =
      ConfigFactory.parseString(
              """
              # Cheap, so that tests are fast.
              gatehouse.auth.password { memory = 1 MiB, iterations = 1 }
              gatehouse.auth.sign-in.refusal-beat = 20 milliseconds
              """)
          .withFallback(ConfigFactory.parseResources("akka.conf"))
          .withFallback(ConfigFactory.load());

  static final TokenSettings TOKENS = TokenSettings.from(DEFAULTS.getConfig("gatehouse.token"));

  /** Its database is a file in the folder. */
  static RunningAuthService start(Path dataDirectory, Clock clock) throws Exception {
    return start(dataDirectory, clock, ConfigFactory.empty());
  }

  /** Its database is where {@code gatehouse.database} says, or a file in the folder. */
  static RunningAuthService start(Path dataDirectory, Clock clock, Config where) throws Exception {
    var given =
        where
            .withFallback(
                ConfigFactory.parseMap(Map.of("gatehouse.data-dir", dataDirectory.toString())))
            .withFallback(DEFAULTS)
            .resolve();
    Files.createDirectories(dataDirectory.resolve("db"));
    var database = Database.open(DatabaseSettings.from(given));
    var config = database.settings().forPersistence().withFallback(given);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "auth", config);
    var watch = database.watch();
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var services =
        AuthService.start(
            system,
            AuthSettings.from(config.getConfig("gatehouse.auth")),
            TOKENS,
            dataDirectory,
            clock,
            watch);
    var rpc = RpcSettings.from(config.getConfig("gatehouse.rpc"));
    var server =
        GrpcServer.bind(system, rpc, "127.0.0.1", 0, services)
            .toCompletableFuture()
            .get(20, SECONDS);
    return new RunningAuthService(system, server, watch, dataDirectory, clock, where);
  }

  GrpcClientSettings client() {
    return GrpcClientSettings.connectToServiceAt(
            server.address().host(), server.address().port(), system)
        .withTls(false);
  }

  RunningAuthService restart() throws Exception {
    stop();
    return start(dataDirectory, clock, where);
  }

  void stop() throws Exception {
    watch.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(30, SECONDS);
  }
}
