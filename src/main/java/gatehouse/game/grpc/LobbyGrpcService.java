package gatehouse.game.grpc;

import akka.NotUsed;
import akka.grpc.javadsl.Metadata;
import akka.stream.javadsl.Source;
import gatehouse.game.Games;
import gatehouse.model.GameId;
import gatehouse.model.SessionId;
import gatehouse.rpc.Callers;
import gatehouse.wire.game.LiveEntry;
import gatehouse.wire.game.LiveRequest;
import gatehouse.wire.game.LiveSnapshot;
import gatehouse.wire.game.LobbyPowerApi;
import gatehouse.wire.game.MineRequest;
import gatehouse.wire.game.MineSnapshot;
import gatehouse.wire.game.OwnGameEntry;
import gatehouse.wire.game.OwnGameEntry.State;
import java.util.List;

/** Speaks {@code lobby.proto} on one side and {@link Games} on the other. */
final class LobbyGrpcService implements LobbyPowerApi {

  private final Games games;
  private final Callers callers;

  LobbyGrpcService(Games games, Callers callers) {
    this.games = games;
    this.callers = callers;
  }

  @Override
  public Source<MineSnapshot, NotUsed> mine(MineRequest request, Metadata metadata) {
    return Source.completionStage(callers.identify(metadata))
        .flatMapConcat(caller -> games.mine(caller.name()))
        .map(LobbyGrpcService::toSnapshot);
  }

  @Override
  public Source<LiveSnapshot, NotUsed> live(LiveRequest request, Metadata metadata) {
    return games.live().map(LobbyGrpcService::toSnapshot);
  }

  private static MineSnapshot toSnapshot(Games.OwnGames own) {
    var snapshot =
        MineSnapshot.newBuilder()
            .setLastPlayed(own.lastPlayed().map(GameId::value).orElse(""))
            .setLastSaved(own.lastSaved().map(GameId::value).orElse(""));
    own.games()
        .forEach(game ->
            snapshot.addGames(
                OwnGameEntry.newBuilder()
                    .setGameId(game.id().value())
                    .setState(toState(game.standing()))
                    .setSessionId(game.session().map(SessionId::value).orElse(""))
                    .setProgress(game.progress())));
    return snapshot.build();
  }

  private static LiveSnapshot toSnapshot(List<Games.LiveGame> games) {
    var snapshot = LiveSnapshot.newBuilder();
    games.forEach(game ->
        snapshot.addGames(
            LiveEntry.newBuilder()
                .setSessionId(game.session().value())
                .setPlayer(game.player().value())
                .setGameId(game.game().value())
                .setShortName(game.shortName())
                .setColumns(game.size().columns())
                .setRows(game.size().rows())
                .setStarted(game.started().toEpochMilli())
                .setActive(game.active().toEpochMilli())
                .setWatchers(game.watchers())
                .setRecovered(game.recovered())));
    return snapshot.build();
  }

  private static State toState(Games.Standing standing) {
    return switch (standing) {
      case RUNNING -> State.STATE_RUNNING;
      case ATTACHED -> State.STATE_ATTACHED;
      case SAVED -> State.STATE_SAVED;
      case CRASHED -> State.STATE_CRASHED;
      case DAMAGED -> State.STATE_DAMAGED;
    };
  }
}
