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
import gatehouse.game.catalogue.CatalogueSource;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.pty.Ptys;
import gatehouse.game.saves.KeptGames;
import gatehouse.game.saves.SaveStore;
import gatehouse.game.saves.SavesSettings;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The game role of one process: its host, its lobby, and its part of the cluster's sessions. */
public final class GameNode {

  /** A little more than the host's own limit, which answers in time. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final ActorRef<GameHost.Command> host;
  private final ActorRef<Curator.Command> curator;
  private final LiveShelf shelf;
  private final ActorRef<Lobby.Command> lobby;
  private final Games games;
  private final GameSettings settings;

  private GameNode(
      ActorSystem<?> system,
      ActorRef<GameHost.Command> host,
      ActorRef<Curator.Command> curator,
      LiveShelf shelf,
      ActorRef<Lobby.Command> lobby,
      Games games,
      GameSettings settings) {
    this.system = system;
    this.host = host;
    this.curator = curator;
    this.shelf = shelf;
    this.lobby = lobby;
    this.games = games;
    this.settings = settings;
  }

  /** How the games ended that ran when the node stopped; {@code left} had not ended in time. */
  public record Stopped(int saved, int ended, int left) {}

  /**
   * What a node is made of; all is closed by whoever made it, after {@link #stop}.
   *
   * @param node what tells its data directory from all others
   */
  public record Parts(
      Ptys ptys,
      CatalogueSource catalogue,
      Launcher launcher,
      SavesSettings saves,
      String node,
      Availability database,
      Clock clock) {}

  /**
   * Reads the catalogue, and starts the role in a system that is, or is about to be, a cluster
   * member. One a system.
   *
   * @param address where other processes reach this one's gRPC services; until it completes, games
   *     are not started
   * @throws IllegalArgumentException if the catalogue has a mistake, in one line
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
    var print = parts.catalogue().print();
    var works =
        Works.of(
            parts.launcher(),
            new SaveStore(parts.saves(), parts.clock()),
            new KeptGames(parts.saves()),
            blocking);
    var shelf = new LiveShelf(parts.catalogue().read(), works);
    system.scheduler().scheduleOnce(settings.initDelay(), shelf::makeReady, blocking);
    var sharding = ClusterSharding.get(system);
    GameHost.Sessions sessions = id -> sharding.entityRefFor(GameSession.KEY, id.value());
    var tools =
        new RunningGame.Tools(
            parts.ptys(),
            shelf,
            new MachineRoom(RoomSettings.from(system.settings().config()), Path.of("/"), blocking),
            parts.clock(),
            settings.running());
    var host =
        system.systemActorOf(
            GameHost.create(sessions, tools, address, settings), "game-host", Props.empty());
    var lease = new ClusterHosts.Lease(settings.lease(), parts.clock());
    var hosts = ClusterHosts.join(system, host, parts.node(), lease);
    sharding.init(
        Entity.of(
            GameSession.KEY,
            entity ->
                GameSession.create(
                    GameSessionId.parse(entity.getEntityId()), hosts, shelf, parts.clock())));
    system.systemActorOf(
        LeaseRenewal.create(parts.ptys(), settings.lease()), "game-lease", Props.empty());
    system.systemActorOf(
        Caretaker.create(sessions, shelf, settings.lookAfterInterval()),
        "game-caretaker",
        Props.empty());
    var lobby = system.systemActorOf(Lobby.create(shelf), "game-lobby", Props.empty());
    var curator =
        system.systemActorOf(
            Curator.create(
                new Curator.Tools(parts.catalogue(), shelf, lobby, blocking, settings.catalogue()),
                print),
            "game-curator",
            Props.empty());
    var games =
        new ShardedGames(system, sessions, host, lobby, curator, shelf, parts.database(), settings);
    return new GameNode(system, host, curator, shelf, lobby, games, settings);
  }

  /** The games of this node as they are configured at the moment. */
  public Catalogue catalogue() {
    return shelf.catalogue();
  }

  /** What operators may do here. */
  public Administration administration() {
    return () ->
        AskPattern.ask(
            curator, Curator.Reload::new, settings.catalogue().timeout(), system.scheduler());
  }

  /** The service in domain terms. */
  public Games games() {
    return games;
  }

  /** The places for games of all nodes, by their addresses, as far as this one has heard. */
  CompletionStage<Map<String, Capacity>> capacities() {
    return AskPattern.<Lobby.Command, Lobby.Capacities>ask(
            lobby, Lobby.TellCapacities::new, settings.openTimeout(), system.scheduler())
        .thenApply(Lobby.Capacities::nodes);
  }

  /** How the games of this node do, as they were last looked at. */
  CompletionStage<Map<SessionId, Health>> health() {
    return AskPattern.<GameHost.Command, GameHost.AllHealth>ask(
            host, GameHost.TellHealth::new, settings.openTimeout(), system.scheduler())
        .thenApply(GameHost.AllHealth::games);
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
