package gatehouse.game.grpc;

import static gatehouse.rpc.Refusal.Kind.FAILED_PRECONDITION;
import static gatehouse.rpc.Refusal.Kind.NOT_FOUND;
import static gatehouse.rpc.Refusal.Kind.UNAVAILABLE;

import akka.grpc.javadsl.Metadata;
import gatehouse.game.Games;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.NoSuchGame;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.game.Games.TryAgain;
import gatehouse.rpc.Callers;
import gatehouse.rpc.Refusal;
import gatehouse.wire.game.AfterCrash;
import gatehouse.wire.game.EndReply;
import gatehouse.wire.game.EndRequest;
import gatehouse.wire.game.OpenReply;
import gatehouse.wire.game.OpenReply.How;
import gatehouse.wire.game.OpenRequest;
import gatehouse.wire.game.SessionsPowerApi;
import java.util.concurrent.CompletionStage;

/** Speaks {@code sessions.proto} on one side and {@link Games} on the other. */
final class SessionsGrpcService implements SessionsPowerApi {

  private final Games games;
  private final Callers callers;

  SessionsGrpcService(Games games, Callers callers) {
    this.games = games;
    this.callers = callers;
  }

  @Override
  public CompletionStage<OpenReply> open(OpenRequest request, Metadata metadata) {
    return callers
        .identify(metadata)
        .thenCompose(caller ->
            games.open(
                Fields.requestId(request.getRequestId()),
                caller.name(),
                Fields.gameId(request.getGameId()),
                new Games.Wanted(
                    Fields.size(request.getColumns(), request.getRows()),
                    Fields.term(request.getTerm()),
                    toAfterCrash(request.getAfterCrash()))))
        .thenApply(SessionsGrpcService::toReply);
  }

  @Override
  public CompletionStage<EndReply> end(EndRequest request, Metadata metadata) {
    return callers
        .identify(metadata)
        .thenCompose(caller ->
            games.end(
                Fields.requestId(request.getRequestId()),
                caller.name(),
                Fields.gameId(request.getGameId())))
        .thenApply(done -> EndReply.getDefaultInstance());
  }

  private static OpenReply toReply(Opening opening) {
    return switch (opening) {
      case Opened opened ->
          OpenReply.newBuilder()
              .setSessionId(opened.session().value())
              .setHow(toHow(opened.how()))
              .setTicket(opened.ticket().value())
              .setAddress(opened.address().toString())
              .setTerm(opened.term())
              .build();
      case NoSuchGame() -> throw new Refusal(NOT_FOUND, "There is no such game.");
      case CannotOpen(String line) -> throw new Refusal(FAILED_PRECONDITION, line);
      case TryAgain(String line) -> throw new Refusal(UNAVAILABLE, line);
    };
  }

  private static Games.AfterCrash toAfterCrash(AfterCrash after) {
    return switch (after) {
      case AFTER_CRASH_UNSPECIFIED -> Games.AfterCrash.CONTINUE;
      case AFTER_CRASH_RECOVER -> Games.AfterCrash.RECOVER;
      case AFTER_CRASH_START_ANEW -> Games.AfterCrash.START_ANEW;
      case UNRECOGNIZED -> throw Fields.invalid("after_crash", "a value that is known");
    };
  }

  private static How toHow(Games.How how) {
    return switch (how) {
      case STARTED -> How.HOW_STARTED;
      case RESUMED -> How.HOW_RESUMED;
      case RECOVERED -> How.HOW_RECOVERED;
      case RETURNED -> How.HOW_RETURNED;
    };
  }
}
