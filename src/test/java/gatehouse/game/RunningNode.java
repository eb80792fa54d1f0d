package gatehouse.game;

import static java.util.concurrent.TimeUnit.SECONDS;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.database.Database;
import gatehouse.database.DatabaseSettings;
import gatehouse.database.DatabaseWatch;
import gatehouse.game.catalogue.CatalogueReader;
import gatehouse.game.catalogue.CatalogueSource;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.catalogue.LauncherSettings;
import gatehouse.game.pty.LocalPtys;
import gatehouse.game.pty.PtySettings;
import gatehouse.game.saves.SavesSettings;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.terminal.TerminalSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A game node in a cluster of its own, with real PTYs and one real program for a game. Its database
 * outlives {@link #restart}.
 */
record RunningNode(
    ActorSystem<Void> system,
    GameNode node,
    LocalPtys ptys,
    DatabaseWatch watch,
    Path dataDirectory,
    Config where) {

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
                      save) echo saved > save; exit 0;;
                      *) echo "said $line";;
                    esac
                  done
                  echo saved > save # the terminal is gone, and its end was read before the signal came
                  \"""]
                save = "save"
                directory = "%e"
                stop = ["signal HUP 5s"]
              }
              """)
          .withFallback(ConfigFactory.parseResources("akka.conf"))
          .withFallback(ConfigFactory.load());

  /** What a game is opened with where nothing else matters. */
  static final Games.Wanted WANTED =
      new Games.Wanted(OneGame.SIZE, "xterm", Games.AfterCrash.CONTINUE);

  /** The same with other settings, in HOCON. */
  static RunningNode startWith(String overlay, Path dataDirectory) throws Exception {
    return start(dataDirectory, ConfigFactory.parseString(overlay));
  }

  /** Its database is where {@code gatehouse.database} says, or a file in the folder. */
  static RunningNode start(Path dataDirectory, Config where) throws Exception {
    var given =
        where
            .withFallback(
                ConfigFactory.parseMap(Map.of("gatehouse.data-dir", dataDirectory.toString())))
            .withFallback(DEFAULTS)
            .resolve();
    Files.createDirectories(dataDirectory.resolve("db"));
    var database = Database.open(DatabaseSettings.from(given));
    var config = database.settings().forPersistence().withFallback(given);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "games", config);
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    var ptys = LocalPtys.open(PtySettings.from(config.getConfig("gatehouse.game.pty")));
    var watch = database.watch();
    var parts =
        new GameNode.Parts(
            ptys,
            CatalogueSource.always(CatalogueReader.read(config)),
            Launcher.create(LauncherSettings.from(config)),
            SavesSettings.from(config),
            "node-of-" + dataDirectory,
            watch,
            Clock.systemUTC());
    var node =
        GameNode.start(
            system,
            GameSettings.from(config.getConfig("gatehouse.game")),
            parts,
            CompletableFuture.completedStage(new ServiceAddress("127.0.0.1", 4711)));
    return new RunningNode(system, node, ptys, watch, dataDirectory, where);
  }

  Games games() {
    return node.games();
  }

  Games.Opening opens(PlayerName player, GameId game) throws Exception {
    return answer(games().open(RequestId.random(), player, game, WANTED));
  }

  /** Takes the place that was given at {@link #opens}. */
  FakePerson attaches(Games.Opening given, TerminalSize size) throws Exception {
    var seat = (Games.Opened) given;
    var attaching =
        answer(games().attach(seat.session(), seat.ticket(), size, OptionalLong.empty()));
    return new FakePerson(system, ((Games.Attached) attaching).tunnel());
  }

  FakePerson attaches(Games.Opening given) throws Exception {
    return attaches(given, OneGame.SIZE);
  }

  /** Dies without a word, as with SIGKILL, and is started anew. */
  RunningNode restart() throws Exception {
    kill();
    return start(dataDirectory, where);
  }

  /** The kernel hangs up on all games, which save. */
  void kill() throws Exception {
    answer(ptys.shutDown(Duration.ofSeconds(5)));
    ptys.close();
    watch.close();
    system.terminate();
    answer(system.getWhenTerminated());
  }

  static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, SECONDS);
  }
}
