package gatehouse.game.grpc;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import gatehouse.game.Administration;
import gatehouse.game.Games;
import gatehouse.rpc.Callers;
import gatehouse.rpc.GrpcStatuses;
import gatehouse.rpc.Operators;
import gatehouse.token.TokenVerifier;
import gatehouse.wire.game.AdministrationPowerApiHandlerFactory;
import gatehouse.wire.game.CatalogueHandlerFactory;
import gatehouse.wire.game.LobbyPowerApiHandlerFactory;
import gatehouse.wire.game.SavesPowerApiHandlerFactory;
import gatehouse.wire.game.SessionsPowerApiHandlerFactory;
import gatehouse.wire.game.SpectatorsPowerApiHandlerFactory;
import gatehouse.wire.game.TerminalHandlerFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The Game Service as handlers of gRPC calls. */
public final class GameService {

  private GameService() {}

  /**
   * What to serve.
   *
   * @param games the service itself, such as {@link gatehouse.game.GameNode#games}
   * @param administration what its operators may do
   */
  public static List<Function<HttpRequest, CompletionStage<HttpResponse>>> services(
      ActorSystem<?> system,
      Games games,
      Administration administration,
      TokenVerifier verifier,
      Operators operators) {
    var callers = new Callers(verifier);
    var failures = GrpcStatuses.errorHandler();
    return List.of(
        AdministrationPowerApiHandlerFactory.create(
            new AdministrationGrpcService(administration, games, operators), failures, system),
        CatalogueHandlerFactory.create(new CatalogueGrpcService(games), failures, system),
        LobbyPowerApiHandlerFactory.create(new LobbyGrpcService(games, callers), failures, system),
        SessionsPowerApiHandlerFactory.create(
            new SessionsGrpcService(games, callers), failures, system),
        SavesPowerApiHandlerFactory.create(new SavesGrpcService(games, callers), failures, system),
        SpectatorsPowerApiHandlerFactory.create(
            new SpectatorsGrpcService(games, callers), failures, system),
        TerminalHandlerFactory.create(new TerminalGrpcService(games), failures, system));
  }
}
