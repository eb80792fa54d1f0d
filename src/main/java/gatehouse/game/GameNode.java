package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import gatehouse.database.Availability;
import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.pty.Ptys;
import gatehouse.model.ServiceAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The game role of one process: its host, its lobby, and its part of the cluster's sessions. */
public final class GameNode {

  /** A little more than the host's own limit, which answers in time. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final ActorRef<GameHost.Command> host;
  private final Games games;
  private final GameSettings settings;

  private GameNode(
      ActorSystem<?> system, ActorRef<GameHost.Command> host, Games games, GameSettings settings) {
    this.system = system;
    this.host = host;
    this.games = games;
    this.settings = settings;
  }

  /** How the games ended that ran when the node stopped; {@code left} had not ended in time. */
  public record Stopped(int saved, int ended, int left) {}

  /** What a node is made of; all is closed by whoever made it, after {@link #stop}. */
  public record Parts(
      Ptys ptys, Catalogue catalogue, Launcher launcher, Availability database, Clock clock) {}

  /**
   * Starts the role in a system that is, or is about to be, a cluster member. One a system.
   *
   * @param address where other processes reach this one's gRPC services; until it completes, games
   *     are not started
   */
  public static GameNode start(
      ActorSystem<?> system,
      GameSettings settings,
      Parts parts,
      CompletionStage<ServiceAddress> address) {
    var blocking =
        system
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("gatehouse.game.blocking-dispatcher"));
    var shelf = new LaunchedShelf(parts.catalogue(), parts.launcher(), blocking);
    system.scheduler().scheduleOnce(settings.initDelay(), shelf::makeReady, blocking);
    var sharding = ClusterSharding.get(system);
    GameHost.Sessions sessions = id -> sharding.entityRefFor(GameSession.KEY, id.value());
    var tools = new RunningGame.Tools(parts.ptys(), shelf, parts.clock(), settings.running());
    var host =
        system.systemActorOf(
            GameHost.create(sessions, tools, address, settings), "game-host", Props.empty());
    var hosts = ClusterHosts.join(system, host);
    sharding.init(
        Entity.of(
            GameSession.KEY,
            entity ->
                GameSession.create(
                    GameSessionId.parse(entity.getEntityId()), hosts, shelf, parts.clock())));
    var lobby = system.systemActorOf(Lobby.create(shelf), "game-lobby", Props.empty());
    var games = new ShardedGames(system, sessions, host, lobby, shelf, parts.database(), settings);
    return new GameNode(system, host, games, settings);
  }

  /** The service in domain terms. */
  public Games games() {
    return games;
  }

  /**
   * Starts no more games, and saves and ends all that run, each by its stop sequence. Needs the
   * cluster and the journal still up; done within {@code drain-timeout} and little more.
   */
  public CompletionStage<Stopped> stop() {
    return AskPattern.<GameHost.Command, GameHost.AllStopped>ask(
            host, GameHost.StopAll::new, settings.drainTimeout().plus(MARGIN), system.scheduler())
        .thenApply(all -> new Stopped(all.saved(), all.ended(), all.left()));
  }
}
