package gatehouse.game.grpc;

import static gatehouse.rpc.Refusal.Kind.FAILED_PRECONDITION;
import static gatehouse.rpc.Refusal.Kind.NOT_FOUND;

import akka.grpc.javadsl.Metadata;
import gatehouse.game.Administration;
import gatehouse.game.Administration.NotReloaded;
import gatehouse.game.Administration.Reloaded;
import gatehouse.game.Administration.Reloading;
import gatehouse.game.Games;
import gatehouse.model.GameId;
import gatehouse.rpc.Operators;
import gatehouse.rpc.Refusal;
import gatehouse.wire.game.AdministrationPowerApi;
import gatehouse.wire.game.ListPlayersSavesRequest;
import gatehouse.wire.game.ListSavesReply;
import gatehouse.wire.game.ReloadCatalogueReply;
import gatehouse.wire.game.ReloadCatalogueRequest;
import gatehouse.wire.game.RestoreSaveReply;
import gatehouse.wire.game.RestoreSaveRequest;
import java.util.concurrent.CompletionStage;

/** Speaks {@code administration.proto} on one side and {@link Administration} on the other. */
final class AdministrationGrpcService implements AdministrationPowerApi {

  private final Administration administration;
  private final Games games;
  private final Operators operators;

  AdministrationGrpcService(Administration administration, Games games, Operators operators) {
    this.administration = administration;
    this.games = games;
    this.operators = operators;
  }

  @Override
  public CompletionStage<ReloadCatalogueReply> reloadCatalogue(
      ReloadCatalogueRequest request, Metadata metadata) {
    operators.require(metadata);
    var _ = Fields.requestId(request.getRequestId());
    return administration.reloadCatalogue().thenApply(AdministrationGrpcService::toReply);
  }

  @Override
  public CompletionStage<ListSavesReply> listSaves(
      ListPlayersSavesRequest request, Metadata metadata) {
    operators.require(metadata);
    return games
        .saves(Fields.playerName(request.getPlayer()), known(request.getGameId()))
        .thenApply(SavesGrpcService::toReply);
  }

  @Override
  public CompletionStage<RestoreSaveReply> restoreSave(
      RestoreSaveRequest request, Metadata metadata) {
    operators.require(metadata);
    return games
        .restore(
            Fields.requestId(request.getRequestId()),
            Fields.operator(request.getOperator()),
            Fields.playerName(request.getPlayer()),
            known(request.getGameId()),
            Fields.epoch(request.getEpoch()))
        .thenApply(AdministrationGrpcService::toReply);
  }

  private GameId known(String field) {
    var game = Fields.gameId(field);
    if (!games.has(game)) {
      throw new Refusal(NOT_FOUND, "There is no such game.");
    }
    return game;
  }

  private static RestoreSaveReply toReply(Games.Restoring restoring) {
    return switch (restoring) {
      case Games.Restored() -> RestoreSaveReply.getDefaultInstance();
      case Games.CannotRestore(String line) -> throw new Refusal(FAILED_PRECONDITION, line);
    };
  }

  private static ReloadCatalogueReply toReply(Reloading reloading) {
    return switch (reloading) {
      case Reloaded(var offers) ->
          ReloadCatalogueReply.newBuilder()
              .addAllEntries(CatalogueGrpcService.toEntries(offers))
              .build();
      case NotReloaded(String problem) -> throw new Refusal(FAILED_PRECONDITION, problem);
    };
  }
}
