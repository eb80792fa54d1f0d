package gatehouse;

import gatehouse.model.RequestId;
import gatehouse.wire.game.CatalogueEntry;
import gatehouse.wire.game.ReloadCatalogueReply;
import gatehouse.wire.game.ReloadCatalogueRequest;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code gatehouse admin reload-catalogue}: has a running Game Service read its games anew. */
@Command(
    name = "reload-catalogue",
    description = {
      "Has the Game Service of this machine read conf/games anew, and says what is on offer then.",
      "Exit status: 0 done; 1 refused for a mistake, the old catalogue is kept; 2 not reached."
    })
public final class ReloadCatalogue
    extends OperatorCommand<ReloadCatalogueRequest, ReloadCatalogueReply> {

  public ReloadCatalogue() {
    super("ReloadCatalogue", ReloadCatalogueReply.getDefaultInstance());
  }

  @Override
  ReloadCatalogueRequest request() {
    return ReloadCatalogueRequest.newBuilder().setRequestId(RequestId.random().value()).build();
  }

  @Override
  String refused() {
    return "refused, the old catalogue is kept: ";
  }

  @Override
  String summary(ReloadCatalogueReply reply) {
    var playable = reply.getEntriesList().stream().filter(game -> game.getMissing().isEmpty());
    var missing = reply.getEntriesList().stream().filter(game -> !game.getMissing().isEmpty());
    var absent =
        missing
            .map(game -> game.getName() + " (" + game.getMissing() + ")")
            .collect(Collectors.joining(", "));
    return "games on offer: "
        + playable.map(CatalogueEntry::getName).collect(Collectors.joining(", "))
        + (absent.isEmpty() ? "" : "; not here: " + absent);
  }
}
