package gatehouse.game;

import static java.util.concurrent.TimeUnit.SECONDS;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.persistence.jdbc.testkit.javadsl.SchemaUtils;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.catalogue.CatalogueReader;
import gatehouse.game.catalogue.CatalogueSource;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.catalogue.LauncherSettings;
import gatehouse.game.pty.LocalPtys;
import gatehouse.game.pty.PtySettings;
import gatehouse.game.saves.SavesSettings;
import gatehouse.model.ServiceAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A game node in a cluster of its own, with real PTYs and one real program for a game. Its database
 * is in memory and outlives {@link #restart}.
 */
record RunningNode(
    ActorSystem<Void> system,
    GameNode node,
    LocalPtys ptys,
    Path dataDirectory,
    String database,
    String overlay) {

  /** Echoes lines; saves when it is hung up on, and says so when it finds the save. */
  private static final Config DEFAULTS =
      ConfigFactory.parseString(
              """
              gatehouse.games.echo {
                name = "Echo"
                command = ["/bin/sh", "-c", \"""
                  trap 'echo saved > save; echo saving; exit 0' HUP
                  if [ -e save ]; then echo restored; rm save; else echo new; fi
                  while read line; do
                    case $line in
                      flood) i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo "line $i"; done;;
                      size) stty size;;
                      crash) kill -SEGV $$;;
                      quit) exit 0;;
                      *) echo "said $line";;
                    esac
                  done
                  echo saved > save # the terminal is gone, and its end was read before the signal came
                  \"""]
                save = "save"
                directory = "%e"
                stop = ["signal HUP 5s"]
              }
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

  /** What a game is opened with where nothing else matters. */
  static final Games.Wanted WANTED =
      new Games.Wanted(OneGame.SIZE, "xterm", Games.AfterCrash.CONTINUE);

  static RunningNode start(Path dataDirectory) throws Exception {
    return startWith("", dataDirectory);
  }

  /** The same with other settings, in HOCON. */
  static RunningNode startWith(String overlay, Path dataDirectory) throws Exception {
    return start(dataDirectory, UUID.randomUUID().toString(), overlay);
  }

  private static RunningNode start(Path dataDirectory, String database, String overlay)
      throws Exception {
    var url = "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1;DATABASE_TO_UPPER=FALSE";
    var config =
        ConfigFactory.parseString(
                """
                akka-persistence-jdbc.shared-databases.slick.db.url = "%s"
                gatehouse.data-dir = "%s"
                """
                    .formatted(url, dataDirectory))
            .withFallback(ConfigFactory.parseString(overlay))
            .withFallback(DEFAULTS)
            .resolve();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "games", config);
    answer(SchemaUtils.createIfNotExists(system));
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var ptys = LocalPtys.open(PtySettings.from(config.getConfig("gatehouse.game.pty")));
    var parts =
        new GameNode.Parts(
            ptys,
            CatalogueSource.always(CatalogueReader.read(config)),
            Launcher.create(LauncherSettings.from(config)),
            SavesSettings.from(config),
            "node-of-" + dataDirectory,
            Clock.systemUTC());
    var node =
        GameNode.start(
            system,
            GameSettings.from(config.getConfig("gatehouse.game")),
            parts,
            CompletableFuture.completedStage(new ServiceAddress("127.0.0.1", 4711)));
    return new RunningNode(system, node, ptys, dataDirectory, database, overlay);
  }

  Games games() {
    return node.games();
  }

  /** Dies without a word, as with SIGKILL, and is started anew. */
  RunningNode restart() throws Exception {
    kill();
    return start(dataDirectory, database, overlay);
  }

  /** The kernel hangs up on all games, which save. */
  void kill() throws Exception {
    answer(ptys.shutDown(Duration.ofSeconds(5)));
    ptys.close();
    system.terminate();
    answer(system.getWhenTerminated());
  }

  static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, SECONDS);
  }
}
