package gatehouse.rpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.grpc.GrpcClientSettings;
import akka.grpc.javadsl.Metadata;
import akka.japi.pf.PFBuilder;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import com.google.protobuf.ByteString;
import com.typesafe.config.ConfigFactory;
import gatehouse.model.AccessToken;
import gatehouse.testkit.Akka;
import gatehouse.wire.auth.PublicKeysReply;
import gatehouse.wire.auth.PublicKeysRequest;
import gatehouse.wire.auth.TokensClient;
import gatehouse.wire.auth.TokensPowerApi;
import gatehouse.wire.auth.TokensPowerApiHandlerFactory;
import gatehouse.wire.game.Keys;
import gatehouse.wire.game.Notice;
import gatehouse.wire.game.PlayInput;
import gatehouse.wire.game.PlayOutput;
import gatehouse.wire.game.TerminalClient;
import gatehouse.wire.game.TerminalPowerApi;
import gatehouse.wire.game.TerminalPowerApiHandlerFactory;
import gatehouse.wire.game.WatchInput;
import gatehouse.wire.game.WatchOutput;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.PartialFunction;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("P-transport")
class GrpcServerIT {

  private static final RpcSettings SETTINGS =
      RpcSettings.from(ConfigFactory.load().getConfig("gatehouse.rpc"));

  private ActorSystem<?> system;
  private GrpcServer server;
  private TokensClient tokens;
  private TerminalClient terminal;

  @BeforeEach
  void start(ActorSystem<?> running) throws Exception {
    system = running;
    server = await(bind(0));
    var address = server.address();
    var client =
        GrpcClientSettings.connectToServiceAt(address.host(), address.port(), system)
            .withTls(false);
    tokens = TokensClient.create(client, system);
    terminal = TerminalClient.create(client, system);
  }

  @AfterEach
  void stop() throws Exception {
    await(tokens.close());
    await(terminal.close());
    await(server.stop(Duration.ofMillis(100)));
  }

  @Test
  void a_person_is_known_by_the_token_in_the_metadata() throws Exception {
    var token = new AccessToken("header.payload.signature");
    var reply =
        tokens
            .publicKeys()
            .addHeader(Bearer.KEY, Bearer.valueOf(token))
            .invoke(PublicKeysRequest.getDefaultInstance());
    assertThat(await(reply).getJwks()).isEqualTo(token.value());
  }

  @Test
  void a_refused_call_ends_with_its_status_and_line() {
    assertThatThrownBy(() -> await(tokens.publicKeys(PublicKeysRequest.getDefaultInstance())))
        .hasRootCauseMessage("UNAUTHENTICATED: no token");
  }

  @Test
  void a_failing_stream_ends_with_its_status() throws Exception {
    var lines =
        terminal
            .play(Source.single(keys("late")))
            .map(output -> output.getNotice().getText())
            .recover(status())
            .runWith(Sink.seq(), system);
    assertThat(await(lines)).containsExactly("UNAVAILABLE: no answer in time");
  }

  @Test
  void a_long_game_outgrows_no_limit_on_the_size_of_a_request() throws Exception {
    var megabyte = keys("x".repeat(1 << 20));
    var answers =
        terminal
            .play(Source.repeat(megabyte).take(20))
            .runWith(Sink.fold(0, (count, output) -> count + 1), system);
    assertThat(await(answers)).isEqualTo(20);
  }

  @Test
  void hundreds_of_terminals_share_one_connection() throws Exception {
    var open =
        IntStream.range(0, 400)
            .mapToObj(number ->
                terminal
                    .play(Source.single(keys("hello")).concat(Source.maybe()))
                    .runWith(Sink.head(), system)
                    .toCompletableFuture())
            .toList();
    await(CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)));
  }

  @Test
  void a_port_that_is_taken_cannot_be_had() {
    assertThatThrownBy(() -> await(bind(server.address().port())))
        .hasStackTraceContaining("Bind failed");
  }

  private CompletionStage<GrpcServer> bind(int port) {
    return GrpcServer.bind(
        system,
        SETTINGS,
        "127.0.0.1",
        port,
        List.of(
            TokensPowerApiHandlerFactory.create(
                new TokenEcho(), GrpcStatuses.errorHandler(), system),
            TerminalPowerApiHandlerFactory.create(
                new KeyEcho(), GrpcStatuses.errorHandler(), system)));
  }

  private static PlayInput keys(String typed) {
    return PlayInput.newBuilder()
        .setKeys(Keys.newBuilder().setKeys(ByteString.copyFromUtf8(typed)))
        .build();
  }

  private static PartialFunction<Throwable, String> status() {
    return new PFBuilder<Throwable, String>()
        .match(StatusRuntimeException.class, Throwable::getMessage)
        .build();
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }

  /** Answers with the caller's own token. */
  private static final class TokenEcho implements TokensPowerApi {
    @Override
    public CompletionStage<PublicKeysReply> publicKeys(
        PublicKeysRequest request, Metadata metadata) {
      return CompletableFuture.supplyAsync(() ->
          Bearer.in(metadata)
              .map(token -> PublicKeysReply.newBuilder().setJwks(token.value()).build())
              .orElseThrow(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED, "no token")));
    }
  }

  /** Shows what is typed; "late" is too much for it. */
  private static final class KeyEcho implements TerminalPowerApi {
    @Override
    public Source<PlayOutput, NotUsed> play(Source<PlayInput, NotUsed> input, Metadata metadata) {
      return input
          .map(typed -> typed.getKeys().getKeys().toStringUtf8())
          .flatMapConcat(typed ->
              typed.equals("late") ? Source.failed(new TimeoutException()) : Source.single(typed))
          .map(shown ->
              PlayOutput.newBuilder()
                  .setNotice(
                      Notice.newBuilder().setText(shown.substring(0, Math.min(4, shown.length()))))
                  .build());
    }

    @Override
    public Source<WatchOutput, NotUsed> watch(
        Source<WatchInput, NotUsed> input, Metadata metadata) {
      return Source.empty();
    }
  }
}
