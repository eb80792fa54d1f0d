package gatehouse;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.grpc.GrpcClientSettings;
import com.typesafe.config.Config;
import gatehouse.database.Availability;
import gatehouse.game.GameNode;
import gatehouse.game.GameSettings;
import gatehouse.game.catalogue.CatalogueSource;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.catalogue.LauncherSettings;
import gatehouse.game.grpc.GameService;
import gatehouse.game.pty.LocalPtys;
import gatehouse.game.pty.PtySettings;
import gatehouse.game.pty.Ptys;
import gatehouse.game.saves.SavesSettings;
import gatehouse.model.ServiceAddress;
import gatehouse.rpc.GrpcServer;
import gatehouse.rpc.Operators;
import gatehouse.rpc.RpcSettings;
import gatehouse.token.PublicKeys;
import gatehouse.token.TokenSettings;
import gatehouse.token.TokenVerifier;
import gatehouse.wire.auth.PublicKeysReply;
import gatehouse.wire.auth.PublicKeysRequest;
import gatehouse.wire.auth.TokensClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Game Service in this process. */
final class GameRole {

  private static final Logger LOG = LoggerFactory.getLogger(GameRole.class);

  private final GrpcServer server;
  private final GameNode node;
  private final Ptys ptys;
  private final Launcher launcher;
  private final OperatorFile operatorFile;

  private GameRole(
      GrpcServer server, GameNode node, Ptys ptys, Launcher launcher, OperatorFile operatorFile) {
    this.server = server;
    this.node = node;
    this.ptys = ptys;
    this.launcher = launcher;
    this.operatorFile = operatorFile;
  }

  /** Starts the role; {@code catalogue} is where its games come from, and come from again. */
  static GameRole start(
      ActorSystem<?> system,
      Config config,
      DataDirectory data,
      CatalogueSource catalogue,
      ServiceAddress auth,
      Availability database) {
    var clock = Clock.systemUTC();
    var launcher = Launcher.create(LauncherSettings.from(config));
    var ptys = LocalPtys.open(PtySettings.from(config.getConfig("gatehouse.game.pty")));
    var address = new CompletableFuture<ServiceAddress>();
    var settings = GameSettings.from(config.getConfig("gatehouse.game"));
    var node =
        GameNode.start(
            system,
            settings,
            new GameNode.Parts(
                ptys,
                catalogue,
                launcher,
                SavesSettings.from(config),
                NodeName.of(config),
                database,
                clock),
            address);
    var tokens = TokenSettings.from(config.getConfig("gatehouse.token"));
    var deadline = config.getDuration("gatehouse.backend.call-timeout");
    var keys = keysOf(system, auth, deadline, tokens, clock);
    var verifier = new TokenVerifier(keys, tokens, clock);
    var operator = Operators.newToken();
    var server =
        Waiting.until(
            GrpcServer.bind(
                system,
                RpcSettings.from(config.getConfig("gatehouse.rpc")),
                config.getString("gatehouse.game.host"),
                config.getInt("gatehouse.game.port"),
                GameService.services(
                    system,
                    node.games(),
                    node.administration(),
                    verifier,
                    new Operators(operator))));
    address.complete(advertised(config).orElse(server.address()));
    var operatorFile = OperatorFile.ofGames(data.path());
    operatorFile.write(new OperatorFile.Content(fromHere(server.address()), operator));
    return new GameRole(server, node, ptys, launcher, operatorFile);
  }

  /** Where others reach it, if that is not where it listens. */
  private static Optional<ServiceAddress> advertised(Config config) {
    var address = config.getString("gatehouse.game.advertised-address");
    try {
      return Optional.of(address).filter(text -> !text.isEmpty()).map(ServiceAddress::parse);
    } catch (IllegalArgumentException malformed) {
      throw new StartFailure(
          "gatehouse.game.advertised-address: " + address + " is no host:port", malformed);
    }
  }

  /** Where this machine reaches what may listen on all its addresses. */
  private static ServiceAddress fromHere(ServiceAddress listening) {
    return switch (listening.host()) {
      case "0.0.0.0" -> new ServiceAddress("127.0.0.1", listening.port());
      case "0:0:0:0:0:0:0:0" -> new ServiceAddress("::1", listening.port());
      default -> listening;
    };
  }

  private static PublicKeys keysOf(
      ActorSystem<?> system,
      ServiceAddress auth,
      Duration deadline,
      TokenSettings settings,
      Clock clock) {
    var client =
        TokensClient.create(
            GrpcClientSettings.connectToServiceAt(auth.host(), auth.port(), system)
                .withTls(false)
                .withConnectionAttempts(-1)
                .withDeadline(deadline),
            system);
    return new PublicKeys(
        () ->
            client
                .publicKeys(PublicKeysRequest.getDefaultInstance())
                .thenApply(PublicKeysReply::getJwks),
        settings,
        clock);
  }

  ServiceAddress address() {
    return server.address();
  }

  GrpcServer server() {
    return server;
  }

  /** The games that can be played here, and those that cannot, in one line. */
  String summary() {
    return node.catalogue().games().stream()
        .map(game -> game.name() + launcher.missing(game).map(why -> " (" + why + ")").orElse(""))
        .collect(Collectors.joining(", "));
  }

  Launcher launcher() {
    return launcher;
  }

  /** Saves and ends all games. */
  CompletionStage<GameNode.Stopped> stopGames() {
    return node.stop();
  }

  /** Hangs up on what still runs, and forgets all PTYs. */
  CompletionStage<Done> close(Duration patience) {
    forgetOperator();
    launcher.close();
    return ptys.shutDown(patience).whenComplete((done, failure) -> ptys.close());
  }

  private void forgetOperator() {
    try {
      operatorFile.delete();
    } catch (IOException failure) {
      LOG.warn("The operator's file cannot be deleted: {}", failure.toString());
    }
  }
}
