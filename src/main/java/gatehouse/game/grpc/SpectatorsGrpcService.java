package gatehouse.game.grpc;

import static gatehouse.rpc.Refusal.Kind.FAILED_PRECONDITION;
import static gatehouse.rpc.Refusal.Kind.NOT_FOUND;

import akka.grpc.javadsl.Metadata;
import gatehouse.game.Games;
import gatehouse.game.Games.Joined;
import gatehouse.game.Games.Joining;
import gatehouse.game.Games.NothingToWatch;
import gatehouse.game.Games.TooMany;
import gatehouse.rpc.Bearer;
import gatehouse.rpc.Callers;
import gatehouse.rpc.Refusal;
import gatehouse.wire.game.JoinReply;
import gatehouse.wire.game.JoinRequest;
import gatehouse.wire.game.SpectatorsPowerApi;
import java.util.concurrent.CompletionStage;

/** Speaks {@code spectators.proto} on one side and {@link Games} on the other. */
final class SpectatorsGrpcService implements SpectatorsPowerApi {

  private final Games games;
  private final Callers callers;

  SpectatorsGrpcService(Games games, Callers callers) {
    this.games = games;
    this.callers = callers;
  }

  @Override
  public CompletionStage<JoinReply> join(JoinRequest request, Metadata metadata) {
    Fields.requestId(request.getRequestId());
    var session = Fields.sessionId(request.getSessionId());
    var joining =
        Bearer.in(metadata).isEmpty()
            ? games.join(session)
            : callers.identify(metadata).thenCompose(viewer -> games.join(session));
    return joining.thenApply(SpectatorsGrpcService::toReply);
  }

  private static JoinReply toReply(Joining joining) {
    return switch (joining) {
      case Joined(var ticket, var address) ->
          JoinReply.newBuilder().setTicket(ticket.value()).setAddress(address.toString()).build();
      case NothingToWatch() -> throw new Refusal(NOT_FOUND, "This game is over.");
      case TooMany(String line) -> throw new Refusal(FAILED_PRECONDITION, line);
    };
  }
}
