package gatehouse.backend.grpc;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Source;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games;
import gatehouse.model.AccessToken;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.terminal.TerminalSize;
import gatehouse.wire.game.CatalogueClient;
import gatehouse.wire.game.EndRequest;
import gatehouse.wire.game.JoinRequest;
import gatehouse.wire.game.LiveRequest;
import gatehouse.wire.game.LobbyClient;
import gatehouse.wire.game.MineRequest;
import gatehouse.wire.game.OpenRequest;
import gatehouse.wire.game.SessionsClient;
import gatehouse.wire.game.SpectatorsClient;
import gatehouse.wire.game.TerminalClient;
import gatehouse.wire.game.WatchCatalogueRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * {@link Games} over gRPC. Calls go to the service's address, terminals to the node that has the
 * game, each node over one connection of its own.
 */
public final class GrpcGames implements Games {

  private record Streams(CatalogueClient catalogue, LobbyClient lobby) {}

  private final ActorSystem<?> system;
  private final BackendSettings settings;
  private final Caller<SessionsClient> sessions;
  private final Caller<SpectatorsClient> spectators;
  private final Connection<Streams> streams;
  private final ConcurrentHashMap<ServiceAddress, Connection<TerminalClient>> terminals =
      new ConcurrentHashMap<>();

  public GrpcGames(ActorSystem<?> system, ServiceAddress address, BackendSettings settings) {
    this.system = system;
    this.settings = settings;
    this.sessions =
        new Caller<>(
            system,
            Connection.forCalls(
                system, address, settings, channel -> SessionsClient.create(channel, system)),
            settings);
    this.spectators =
        new Caller<>(
            system,
            Connection.forCalls(
                system, address, settings, channel -> SpectatorsClient.create(channel, system)),
            settings);
    this.streams =
        Connection.forStreams(
            system,
            address,
            settings,
            channel ->
                new Streams(
                    CatalogueClient.create(channel, system), LobbyClient.create(channel, system)));
  }

  @Override
  public Source<List<OfferedGame>, NotUsed> catalogue() {
    return stream(
            streams,
            clients -> clients.catalogue().watch(WatchCatalogueRequest.getDefaultInstance()))
        .map(PlayMessages::offered);
  }

  @Override
  public Source<OwnGames, NotUsed> mine(AccessToken token) {
    return stream(
            streams,
            clients ->
                clients
                    .lobby()
                    .mine()
                    .addHeader("authorization", "Bearer " + token.value())
                    .invoke(MineRequest.getDefaultInstance()))
        .map(PlayMessages::own);
  }

  @Override
  public CompletionStage<Seat> open(
      AccessToken token, RequestId request, GameId game, Wanted wanted) {
    var question =
        OpenRequest.newBuilder()
            .setRequestId(request.value())
            .setGameId(game.value())
            .setColumns(wanted.size().columns())
            .setRows(wanted.size().rows())
            .setTerm(wanted.term())
            .setAfterCrash(PlayMessages.afterCrash(wanted.afterCrash()))
            .build();
    return sessions
        .call(client -> Caller.as(token, client.open()).invoke(question))
        .thenApply(PlayMessages::seat);
  }

  @Override
  public CompletionStage<Done> end(AccessToken token, RequestId request, GameId game) {
    var question =
        EndRequest.newBuilder().setRequestId(request.value()).setGameId(game.value()).build();
    return sessions
        .call(client -> Caller.as(token, client.end()).invoke(question))
        .thenApply(reply -> Done.getInstance());
  }

  @Override
  public Source<FromGame, NotUsed> play(
      Seat seat, TerminalSize size, OptionalLong shown, Source<ToGame, NotUsed> input) {
    var attach = PlayMessages.attach(seat, size, shown);
    return stream(
            terminals.computeIfAbsent(seat.address(), this::dialTerminal),
            client -> client.play(Source.single(attach).concat(input.map(PlayMessages::input))))
        .map(PlayMessages::fromGame);
  }

  @Override
  public Source<List<LiveGame>, NotUsed> live() {
    return stream(streams, clients -> clients.lobby().live(LiveRequest.getDefaultInstance()))
        .map(WatchMessages::live);
  }

  @Override
  public CompletionStage<Admission> join(
      Optional<AccessToken> token, RequestId request, SessionId session) {
    var question =
        JoinRequest.newBuilder()
            .setRequestId(request.value())
            .setSessionId(session.value())
            .build();
    return spectators
        .call(client ->
            token
                .map(held -> Caller.as(held, client.join()))
                .orElseGet(client::join)
                .invoke(question))
        .thenApply(reply -> WatchMessages.admission(session, reply));
  }

  @Override
  public Source<FromWatched, NotUsed> watch(
      ServiceAddress address, Source<OfViewers, NotUsed> viewers) {
    return stream(
            terminals.computeIfAbsent(address, this::dialTerminal),
            client -> client.watch(viewers.map(WatchMessages::ofViewers)))
        .map(WatchMessages::fromWatched);
  }

  private Connection<TerminalClient> dialTerminal(ServiceAddress address) {
    return Connection.forStreams(
        system, address, settings, channel -> TerminalClient.create(channel, system));
  }

  private static <C, T> Source<T, NotUsed> stream(
      Connection<C> connection, Function<C, Source<T, NotUsed>> call) {
    return Source.lazySource(
            () -> {
              var clients = connection.clients();
              return GrpcFailures.translate(call.apply(clients))
                  .mapError(
                      BackendFailure.Unavailable.class,
                      failure -> {
                        connection.failed(clients);
                        return failure;
                      });
            })
        .mapMaterializedValue(started -> NotUsed.getInstance());
  }
}
