package gatehouse.game.grpc;

import static gatehouse.rpc.Refusal.Kind.NOT_FOUND;

import akka.grpc.javadsl.Metadata;
import gatehouse.game.Games;
import gatehouse.game.Games.OwnSave;
import gatehouse.rpc.Callers;
import gatehouse.rpc.Refusal;
import gatehouse.wire.game.ListSavesReply;
import gatehouse.wire.game.ListSavesRequest;
import gatehouse.wire.game.SaveEntry;
import gatehouse.wire.game.SavesPowerApi;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Speaks {@code saves.proto} on one side and {@link Games} on the other. */
final class SavesGrpcService implements SavesPowerApi {

  private final Games games;
  private final Callers callers;

  SavesGrpcService(Games games, Callers callers) {
    this.games = games;
    this.callers = callers;
  }

  @Override
  public CompletionStage<ListSavesReply> list(ListSavesRequest request, Metadata metadata) {
    return callers
        .identify(metadata)
        .thenCompose(caller -> {
          var game = Fields.gameId(request.getGameId());
          if (!games.has(game)) {
            throw new Refusal(NOT_FOUND, "There is no such game.");
          }
          return games.saves(caller.name(), game);
        })
        .thenApply(SavesGrpcService::toReply);
  }

  static ListSavesReply toReply(List<OwnSave> saves) {
    var reply = ListSavesReply.newBuilder();
    saves.forEach(save -> reply.addSaves(toEntry(save)));
    return reply.build();
  }

  private static SaveEntry toEntry(OwnSave save) {
    return SaveEntry.newBuilder()
        .setEpoch(save.epoch())
        .setSaved(save.at().toEpochMilli())
        .setSize(save.size())
        .setSha256(save.sha256())
        .setVersion(save.version())
        .setProgramSha256(save.programSha256())
        .setTurn(save.turn())
        .setLevel(save.level())
        .setCurrent(save.current())
        .build();
  }
}
