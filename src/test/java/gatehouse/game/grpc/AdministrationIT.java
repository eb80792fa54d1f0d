package gatehouse.game.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import akka.actor.typed.ActorSystem;
import akka.grpc.GrpcClientSettings;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.Administration;
import gatehouse.game.Administration.NotReloaded;
import gatehouse.game.Administration.Reloaded;
import gatehouse.game.Games.Offer;
import gatehouse.model.AccessToken;
import gatehouse.model.GameId;
import gatehouse.model.OperatorToken;
import gatehouse.rpc.Bearer;
import gatehouse.rpc.GrpcServer;
import gatehouse.rpc.GrpcStatuses;
import gatehouse.rpc.Operators;
import gatehouse.rpc.RpcSettings;
import gatehouse.testkit.Akka;
import gatehouse.wire.game.AdministrationClient;
import gatehouse.wire.game.AdministrationPowerApiHandlerFactory;
import gatehouse.wire.game.CatalogueEntry;
import gatehouse.wire.game.ListPlayersSavesRequest;
import gatehouse.wire.game.ListSavesReply;
import gatehouse.wire.game.ReloadCatalogueReply;
import gatehouse.wire.game.ReloadCatalogueRequest;
import gatehouse.wire.game.RestoreSaveReply;
import gatehouse.wire.game.RestoreSaveRequest;
import gatehouse.wire.game.SaveEntry;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-config")
class AdministrationIT {

  private static final OperatorToken TOKEN = Operators.newToken();
  private static final String OPERATOR = Operators.valueOf(TOKEN);
  private static final String PROBLEM = "conf/games/x.conf:3 gatehouse.games.x.stop: no";

  private Administration.Reloading reloading =
      new Reloaded(
          List.of(
              new Offer(new GameId("crawl"), "Crawl", "not installed"),
              new Offer(new GameId("nethack"), "NetHack", "")));

  private final FakeGames games = new FakeGames();
  private GrpcServer server;
  private AdministrationClient client;

  @BeforeEach
  void start(ActorSystem<?> system) throws Exception {
    var service =
        new AdministrationGrpcService(
            () -> CompletableFuture.completedStage(reloading), games, new Operators(TOKEN));
    server =
        answer(
            GrpcServer.bind(
                system,
                RpcSettings.from(ConfigFactory.load().getConfig("gatehouse.rpc")),
                "127.0.0.1",
                0,
                List.of(
                    AdministrationPowerApiHandlerFactory.create(
                        service, GrpcStatuses.errorHandler(), system))));
    client =
        AdministrationClient.create(
            GrpcClientSettings.connectToServiceAt(
                    server.address().host(), server.address().port(), system)
                .withTls(false),
            system);
  }

  @AfterEach
  void stop() throws Exception {
    answer(client.close());
    answer(server.stop(Duration.ofMillis(100)));
  }

  private ReloadCatalogueReply reload(String authorization, String request) throws Exception {
    return answer(
        client
            .reloadCatalogue()
            .addHeader(Bearer.KEY, authorization)
            .invoke(ReloadCatalogueRequest.newBuilder().setRequestId(request).build()));
  }

  private String refusal(String authorization, String request) {
    var failure = catchThrowable(() -> reload(authorization, request)).getCause();
    var status = ((StatusRuntimeException) failure).getStatus();
    return status.getCode() + ": " + status.getDescription();
  }

  @Test
  void an_operator_has_the_catalogue_read_anew_and_hears_what_it_offers() throws Exception {
    assertThat(reload(OPERATOR, "1").getEntriesList())
        .extracting(CatalogueEntry::getName, CatalogueEntry::getMissing)
        .containsExactly(tuple("NetHack", ""), tuple("Crawl", "not installed"));
  }

  @Test
  void an_operator_hears_why_a_catalogue_is_refused() {
    reloading = new NotReloaded(PROBLEM);
    assertThat(refusal(OPERATOR, "1")).isEqualTo("FAILED_PRECONDITION: " + PROBLEM);
  }

  @Test
  @Tag("GD-saves")
  void an_operator_lists_the_saves_of_a_player() throws Exception {
    var saves = answer(saves(OPERATOR, "Alice", "nethack")).getSavesList();
    assertThat(saves)
        .containsExactly(
            SaveEntry.newBuilder()
                .setEpoch(7)
                .setSaved(Instant.parse("2026-11-26T12:00:00Z").toEpochMilli())
                .setSize(1234)
                .setSha256("0123456789abcdef".repeat(4))
                .setVersion("3.6.6")
                .setProgramSha256("fedcba9876543210".repeat(4))
                .setTurn("4321")
                .setLevel("Dlvl:5")
                .setCurrent(true)
                .build());
  }

  private CompletionStage<ListSavesReply> saves(String authorization, String player, String game) {
    return client
        .listSaves()
        .addHeader(Bearer.KEY, authorization)
        .invoke(ListPlayersSavesRequest.newBuilder().setPlayer(player).setGameId(game).build());
  }

  private CompletionStage<RestoreSaveReply> restores(RestoreSaveRequest.Builder request) {
    return client.restoreSave().addHeader(Bearer.KEY, OPERATOR).invoke(request.build());
  }

  private static RestoreSaveRequest.Builder restoration() {
    return RestoreSaveRequest.newBuilder()
        .setRequestId("r1")
        .setPlayer("Alice")
        .setGameId("nethack")
        .setEpoch(7)
        .setOperator("root");
  }

  @Test
  @Tag("F18")
  void an_operator_puts_a_save_back_under_their_name() throws Exception {
    answer(restores(restoration()));
    assertThat(games.asked).containsExactly("restore r1 root Alice nethack 7");
  }

  @Test
  @Tag("GD-saves")
  void requests_about_saves_that_make_no_sense_are_refused_by_field() {
    assertThat(status(saves(OPERATOR, "", "nethack"))).startsWith("INVALID_ARGUMENT: player: ");
    assertThat(status(saves(OPERATOR, "Alice", "../x"))).startsWith("INVALID_ARGUMENT: game_id: ");
    assertThat(status(saves(OPERATOR, "Alice", "chess")))
        .isEqualTo("NOT_FOUND: There is no such game.");
    assertThat(status(saves("", "Alice", "nethack"))).startsWith("UNAUTHENTICATED: ");
    assertThat(status(restores(restoration().setEpoch(0)))).startsWith("INVALID_ARGUMENT: epoch: ");
    assertThat(status(restores(restoration().setOperator("\033[31m"))))
        .startsWith("INVALID_ARGUMENT: operator: ");
    assertThat(status(restores(restoration().setRequestId(""))))
        .startsWith("INVALID_ARGUMENT: request_id: ");
    assertThat(games.asked).isEmpty();
  }

  private static String status(CompletionStage<?> call) {
    var failure = catchThrowable(() -> answer(call)).getCause();
    var status = ((StatusRuntimeException) failure).getStatus();
    return status.getCode() + ": " + status.getDescription();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Operator", "Operator x", "Basic eDp5"})
  @Tag("SEC-S2")
  void whoever_has_no_token_or_another_is_sent_away(String authorization) {
    assertThat(refusal(authorization, "1")).startsWith("UNAUTHENTICATED: That ");
  }

  @Test
  @Tag("SEC-S2")
  void players_may_not() {
    assertThat(refusal(Bearer.valueOf(new AccessToken("a.b.c")), "1"))
        .isEqualTo("PERMISSION_DENIED: That is for operators of this server.");
  }

  @Test
  void a_request_without_a_good_id_is_refused() {
    for (String id : List.of("", "x".repeat(65))) {
      assertThat(refusal(OPERATOR, id))
          .isEqualTo("INVALID_ARGUMENT: request_id: a request id is 1 to 64 characters");
    }
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }
}
