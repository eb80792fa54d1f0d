package gatehouse.game.grpc;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import gatehouse.game.Games;
import gatehouse.wire.game.Catalogue;
import gatehouse.wire.game.CatalogueEntry;
import gatehouse.wire.game.CatalogueSnapshot;
import gatehouse.wire.game.WatchCatalogueRequest;
import java.util.List;
import java.util.stream.Stream;

/** Speaks {@code catalogue.proto} on one side and {@link Games} on the other. */
final class CatalogueGrpcService implements Catalogue {

  private final Games games;

  CatalogueGrpcService(Games games) {
    this.games = games;
  }

  @Override
  public Source<CatalogueSnapshot, NotUsed> watch(WatchCatalogueRequest request) {
    return games.catalogue().map(CatalogueGrpcService::toSnapshot);
  }

  private static CatalogueSnapshot toSnapshot(List<Games.Offer> offers) {
    return CatalogueSnapshot.newBuilder().addAllEntries(toEntries(offers)).build();
  }

  /** Playable ones first, each kind in the catalogue's order. */
  static List<CatalogueEntry> toEntries(List<Games.Offer> offers) {
    return Stream.concat(
            offers.stream().filter(offer -> offer.missing().isEmpty()),
            offers.stream().filter(offer -> !offer.missing().isEmpty()))
        .map(CatalogueGrpcService::toEntry)
        .toList();
  }

  private static CatalogueEntry toEntry(Games.Offer offer) {
    return CatalogueEntry.newBuilder()
        .setGameId(offer.id().value())
        .setName(offer.name())
        .setMissing(offer.missing())
        .build();
  }
}
