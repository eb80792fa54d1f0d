package gatehouse.game.grpc;

import static gatehouse.rpc.Refusal.Kind.FAILED_PRECONDITION;

import akka.grpc.javadsl.Metadata;
import gatehouse.game.Administration;
import gatehouse.game.Administration.NotReloaded;
import gatehouse.game.Administration.Reloaded;
import gatehouse.game.Administration.Reloading;
import gatehouse.rpc.Operators;
import gatehouse.rpc.Refusal;
import gatehouse.wire.game.AdministrationPowerApi;
import gatehouse.wire.game.ReloadCatalogueReply;
import gatehouse.wire.game.ReloadCatalogueRequest;
import java.util.concurrent.CompletionStage;

/** Speaks {@code administration.proto} on one side and {@link Administration} on the other. */
final class AdministrationGrpcService implements AdministrationPowerApi {

  private final Administration administration;
  private final Operators operators;

  AdministrationGrpcService(Administration administration, Operators operators) {
    this.administration = administration;
    this.operators = operators;
  }

  @Override
  public CompletionStage<ReloadCatalogueReply> reloadCatalogue(
      ReloadCatalogueRequest request, Metadata metadata) {
    operators.require(metadata);
    var _ = Fields.requestId(request.getRequestId());
    return administration.reloadCatalogue().thenApply(AdministrationGrpcService::toReply);
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
