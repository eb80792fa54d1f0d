package gatehouse;

import akka.actor.BootstrapSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.database.Database;
import gatehouse.database.DatabaseSettings;
import gatehouse.database.DatabaseWatch;
import gatehouse.game.catalogue.CatalogueSource;
import gatehouse.model.ServiceAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Starts the roles of this process in the order in which they need each other. */
public final class Gatehouse {

  private final Config config;
  private final DataDirectory data;
  private final CatalogueSource catalogue;
  private final Set<Role> roles;
  private final Consumer<String> console;
  private final Optional<Database> database;
  private final ActorSystem<Void> system;
  private final Management management = new Management();
  private final Shutdown shutdown;

  private Gatehouse(
      Config config, DataDirectory data, CatalogueSource catalogue, Consumer<String> console) {
    this.config = config;
    this.data = data;
    this.catalogue = catalogue;
    this.roles = Configuration.roles(config);
    this.console = console;
    this.database =
        hasState() ? Optional.of(Database.open(DatabaseSettings.from(config))) : Optional.empty();
    var complete =
        database
            .map(usable -> usable.settings().forPersistence().withFallback(config))
            .orElseGet(() -> withoutCluster(config));
    var setup = management.setup().and(BootstrapSetup.create().withConfig(complete));
    this.system = ActorSystem.create(Behaviors.empty(), "gatehouse", setup);
    this.shutdown = new Shutdown(system, config);
  }

  /** Does what the command line says. If that is to run, other threads do so when this one ends. */
  public static void main(String[] arguments) {
    int status = GatehouseCommand.execute(arguments);
    if (status != 0) {
      // What could not start in order would not stop in order either.
      Runtime.getRuntime().halt(status);
    }
  }

  /** Runs until told to stop; the answer is the exit status so far: 0 once all has started. */
  static int run(ConfigurationOptions options) {
    Consumer<String> console = System.out::println;
    try {
      var config = options.load();
      var data = DataDirectory.of(config).openLog(config);
      var gatehouse = new Gatehouse(config, data, options.catalogue(), console);
      Stopping.does(gatehouse::stop);
      gatehouse.start();
      return 0;
    } catch (RuntimeException fault) {
      // Whatever it is, an operator reads one line; the log has the rest.
      System.err.println("gatehouse cannot start: " + Configuration.oneLine(fault));
      if (DataDirectory.hasLog()) {
        LoggerFactory.getLogger(Gatehouse.class).error("cannot start", fault);
      }
      return GatehouseCommand.FAILED;
    }
  }

  /** Whether this process keeps anything: a gateway alone does not, and needs no cluster yet. */
  private boolean hasState() {
    return roles.contains(Role.AUTH) || roles.contains(Role.GAME);
  }

  private static Config withoutCluster(Config config) {
    return ConfigFactory.parseString("akka.actor.provider = local").withFallback(config);
  }

  private void start() {
    console.accept(
        "gatehouse %s as %s, data in %s"
            .formatted(
                Version.TEXT,
                roles.stream().map(Role::key).collect(Collectors.joining(" + ")),
                data.path()));
    database
        .map(Database::settings)
        .filter(shared -> !shared.isEmbedded())
        .ifPresent(shared -> console.accept("database at " + shared.address()));
    var address = management.open(system, config);
    shutdown.of(management);
    if (hasState()) {
      var cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
    var watch = database.map(Database::watch);
    watch.ifPresent(shutdown::of);
    var ownAuth = watch.flatMap(this::startAuth);
    var auth = ownAuth.orElseGet(() -> address("gatehouse.backend.auth-address"));
    var game = watch.flatMap(looking -> startGame(auth, looking));
    console.accept("management at " + address);
    if (roles.contains(Role.GATEWAY)) {
      startGateway(
          auth, game.orElseGet(() -> address("gatehouse.backend.game-address")), game.isPresent());
    } else {
      console.accept("gatehouse is ready: " + services(ownAuth, game));
    }
    management.ready();
  }

  private static String services(Optional<ServiceAddress> auth, Optional<ServiceAddress> game) {
    return Stream.concat(
            auth.stream().map(address -> "auth at " + address),
            game.stream().map(address -> "games at " + address))
        .collect(Collectors.joining(", "));
  }

  private Optional<ServiceAddress> startAuth(DatabaseWatch watch) {
    if (!roles.contains(Role.AUTH)) {
      return Optional.empty();
    }
    var auth = AuthRole.start(system, config, data, watch);
    shutdown.of(auth.server());
    return Optional.of(auth.address());
  }

  private Optional<ServiceAddress> startGame(ServiceAddress auth, DatabaseWatch watch) {
    if (!roles.contains(Role.GAME)) {
      return Optional.empty();
    }
    var game = GameRole.start(system, config, data, catalogue, auth, watch);
    shutdown.of(game);
    console.accept("games: " + game.summary());
    game.launcher().warning().ifPresent(console);
    return Optional.of(game.address());
  }

  private void startGateway(ServiceAddress auth, ServiceAddress game, boolean gamesEnd) {
    var gateway = GatewayRole.start(system, config, auth, game);
    shutdown.of(gateway, gamesEnd);
    gateway.fingerprints().forEach(key -> console.accept("host key " + key));
    console.accept(
        "gatehouse is ready: ssh -p %d play@%s"
            .formatted(gateway.port(), config.getString("gatehouse.server-id")));
  }

  private ServiceAddress address(String key) {
    try {
      return ServiceAddress.parse(config.getString(key));
    } catch (IllegalArgumentException missing) {
      throw new StartFailure(key + " must say where that service listens, as host:port", missing);
    }
  }

  private void stop() {
    int saved = shutdown.run();
    console.accept("gatehouse stopped: %d game%s saved".formatted(saved, saved == 1 ? "" : "s"));
  }
}
