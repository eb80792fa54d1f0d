package gatehouse.auth.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.grpc.GrpcClientSettings;
import akka.persistence.jdbc.testkit.javadsl.SchemaUtils;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.auth.AuthSettings;
import gatehouse.rpc.GrpcServer;
import gatehouse.rpc.RpcSettings;
import gatehouse.token.TokenSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/**
 * An Auth Service on a free port, in a cluster of its own. Its database is in memory and outlives
 * {@link #restart}.
 */
record RunningAuthService(
    ActorSystem<Void> system, GrpcServer server, Path dataDirectory, Clock clock, String database) {

  private static final Config DEFAULTS =
      ConfigFactory.parseString(
              """
              # Cheap, so that tests are fast.
              gatehouse.auth.password { memory = 1 MiB, iterations = 1 }
              gatehouse.auth.sign-in.refusal-beat = 20 milliseconds
              akka {
                loggers = ["akka.event.slf4j.Slf4jLogger"]
                logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                stdout-loglevel = "OFF"
                actor {
                  provider = "cluster"
                  allow-java-serialization = off
                  serialization-bindings {
                    "gatehouse.model.CborSerializable" = jackson-cbor
                  }
                }
                remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                cluster.jmx.enabled = off
                coordinated-shutdown.run-by-jvm-shutdown-hook = off
                coordinated-shutdown.exit-jvm = off
                persistence.journal.plugin = "jdbc-journal"
                persistence.snapshot-store.plugin = "jdbc-snapshot-store"
              }
              jdbc-journal.use-shared-db = "slick"
              jdbc-snapshot-store.use-shared-db = "slick"
              jdbc-read-journal.use-shared-db = "slick"
              akka-persistence-jdbc.shared-databases.slick {
                profile = "slick.jdbc.H2Profile$"
                db { driver = "org.h2.Driver", user = "sa", numThreads = 5, maxConnections = 5 }
              }
              """)
          .withFallback(ConfigFactory.load());

  static final TokenSettings TOKENS = TokenSettings.from(DEFAULTS.getConfig("gatehouse.token"));

  static RunningAuthService start(Path dataDirectory, Clock clock) throws Exception {
    return start(dataDirectory, clock, UUID.randomUUID().toString());
  }

  private static RunningAuthService start(Path dataDirectory, Clock clock, String database)
      throws Exception {
    var url = "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1;DATABASE_TO_UPPER=FALSE";
    var config =
        ConfigFactory.parseString(
                "akka-persistence-jdbc.shared-databases.slick.db.url = \"" + url + "\"")
            .withFallback(DEFAULTS)
            .resolve();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "auth", config);
    SchemaUtils.createIfNotExists(system).toCompletableFuture().get(20, SECONDS);
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var services =
        AuthService.start(
            system,
            AuthSettings.from(config.getConfig("gatehouse.auth")),
            TOKENS,
            dataDirectory,
            clock);
    var rpc = RpcSettings.from(config.getConfig("gatehouse.rpc"));
    var server =
        GrpcServer.bind(system, rpc, "127.0.0.1", 0, services)
            .toCompletableFuture()
            .get(20, SECONDS);
    return new RunningAuthService(system, server, dataDirectory, clock, database);
  }

  GrpcClientSettings client() {
    return GrpcClientSettings.connectToServiceAt(
            server.address().host(), server.address().port(), system)
        .withTls(false);
  }

  RunningAuthService restart() throws Exception {
    stop();
    return start(dataDirectory, clock, database);
  }

  void stop() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(30, SECONDS);
  }
}
