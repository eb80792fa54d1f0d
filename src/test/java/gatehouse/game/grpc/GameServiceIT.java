package gatehouse.game.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import akka.actor.typed.ActorSystem;
import akka.grpc.GrpcClientSettings;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import com.google.protobuf.ByteString;
import com.typesafe.config.ConfigFactory;
import gatehouse.auth.issuing.SigningKeys;
import gatehouse.auth.issuing.TokenIssuer;
import gatehouse.game.Games;
import gatehouse.model.PlayerName;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.rpc.Bearer;
import gatehouse.rpc.GrpcServer;
import gatehouse.rpc.Operators;
import gatehouse.rpc.RpcSettings;
import gatehouse.testkit.Akka;
import gatehouse.token.PublicKeys;
import gatehouse.token.TokenSettings;
import gatehouse.token.TokenVerifier;
import gatehouse.wire.game.AfterCrash;
import gatehouse.wire.game.Attach;
import gatehouse.wire.game.CatalogueClient;
import gatehouse.wire.game.CatalogueEntry;
import gatehouse.wire.game.EndRequest;
import gatehouse.wire.game.Ended;
import gatehouse.wire.game.Enter;
import gatehouse.wire.game.JoinRequest;
import gatehouse.wire.game.Keys;
import gatehouse.wire.game.Leave;
import gatehouse.wire.game.ListSavesRequest;
import gatehouse.wire.game.LiveRequest;
import gatehouse.wire.game.LobbyClient;
import gatehouse.wire.game.MineRequest;
import gatehouse.wire.game.OpenReply;
import gatehouse.wire.game.OpenRequest;
import gatehouse.wire.game.OwnGameEntry;
import gatehouse.wire.game.PlayInput;
import gatehouse.wire.game.PlayOutput;
import gatehouse.wire.game.Resize;
import gatehouse.wire.game.SaveEntry;
import gatehouse.wire.game.SavesClient;
import gatehouse.wire.game.SessionsClient;
import gatehouse.wire.game.SpectatorsClient;
import gatehouse.wire.game.TerminalClient;
import gatehouse.wire.game.WatchCatalogueRequest;
import gatehouse.wire.game.WatchInput;
import gatehouse.wire.game.WatchOutput;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.2-tunnel")
class GameServiceIT {

  @TempDir private Path folder;
  private final FakeGames games = new FakeGames();
  private ActorSystem<?> system;
  private GrpcServer server;
  private String token;
  private CatalogueClient catalogue;
  private LobbyClient lobby;
  private SessionsClient sessions;
  private SavesClient saves;
  private TerminalClient terminal;
  private SpectatorsClient spectators;

  @BeforeEach
  void start(ActorSystem<?> running) throws Exception {
    system = running;
    var config = ConfigFactory.load();
    var clock = Clock.systemUTC();
    var keys = SigningKeys.loadOrCreate(folder.resolve("keys.jwks"));
    var tokens = TokenSettings.from(config.getConfig("gatehouse.token"));
    var issuer = new TokenIssuer(keys, tokens, Duration.ofMinutes(5), clock);
    token = Bearer.valueOf(issuer.issue(new PlayerName("Alice")));
    var published =
        new PublicKeys(
            () -> CompletableFuture.completedStage(issuer.publicKeySet()), tokens, clock);
    server =
        answer(
            GrpcServer.bind(
                system,
                RpcSettings.from(config.getConfig("gatehouse.rpc")),
                "127.0.0.1",
                0,
                GameService.services(
                    system,
                    games,
                    () -> CompletableFuture.failedStage(new IllegalStateException("not here")),
                    new TokenVerifier(published, tokens, clock),
                    new Operators(Operators.newToken()))));
    var client =
        GrpcClientSettings.connectToServiceAt(
                server.address().host(), server.address().port(), system)
            .withTls(false);
    catalogue = CatalogueClient.create(client, system);
    lobby = LobbyClient.create(client, system);
    sessions = SessionsClient.create(client, system);
    saves = SavesClient.create(client, system);
    terminal = TerminalClient.create(client, system);
    spectators = SpectatorsClient.create(client, system);
  }

  @AfterEach
  void stop() throws Exception {
    answer(catalogue.close());
    answer(lobby.close());
    answer(sessions.close());
    answer(terminal.close());
    answer(server.stop(Duration.ofMillis(100)));
  }

  @Test
  void the_catalogue_is_open_to_all_and_shows_what_can_be_played_first() throws Exception {
    var snapshot =
        answer(
            catalogue
                .watch(WatchCatalogueRequest.getDefaultInstance())
                .runWith(Sink.head(), system));
    assertThat(snapshot.getEntriesList())
        .extracting(CatalogueEntry::getGameId, CatalogueEntry::getMissing)
        .containsExactly(tuple("nethack", ""), tuple("crawl", "not installed"));
  }

  @Test
  void people_see_their_own_games() throws Exception {
    var snapshots =
        answer(
            lobby
                .mine()
                .addHeader(Bearer.KEY, token)
                .invoke(MineRequest.getDefaultInstance())
                .runWith(Sink.seq(), system));
    assertThat(games.asked).containsExactly("mine Alice");
    assertThat(snapshots).hasSize(4);
    assertThat(snapshots.get(1).getGames(0).getState()).isEqualTo(OwnGameEntry.State.STATE_RUNNING);
    assertThat(snapshots.get(1).getGames(0).getSessionId()).isEqualTo("round");
    assertThat(snapshots.get(2).getGames(0).getState())
        .isEqualTo(OwnGameEntry.State.STATE_ATTACHED);
    assertThat(snapshots.get(3).getGames(0).getState()).isEqualTo(OwnGameEntry.State.STATE_SAVED);
    assertThat(snapshots.get(3).getLastPlayed()).isEqualTo("nethack");
    assertThat(snapshots.get(3).getLastSaved()).isEqualTo("nethack");
  }

  @Test
  void everybody_sees_what_runs() throws Exception {
    var live = answer(lobby.live(LiveRequest.getDefaultInstance()).runWith(Sink.head(), system));
    var game = live.getGames(0);
    assertThat(game.getPlayer()).isEqualTo("Alice");
    assertThat(game.getShortName()).isEqualTo("NH36");
    assertThat(List.of(game.getColumns(), game.getRows(), game.getWatchers()))
        .containsExactly(132, 50, 3);
    assertThat(List.of(game.getStarted(), game.getActive())).containsExactly(1000L, 2000L);
  }

  @Nested
  @Tag("GD-specreg")
  class Watching {

    private JoinRequest joining(String session) {
      return JoinRequest.newBuilder().setRequestId("r-1").setSessionId(session).build();
    }

    private WatchInput enter(String session, String ticket) {
      return WatchInput.newBuilder()
          .setEnter(Enter.newBuilder().setSessionId(session).setTicket(ticket))
          .build();
    }

    private CompletionStage<List<WatchOutput>> watching(WatchInput... inputs) {
      return terminal.watch(Source.from(List.of(inputs))).runWith(Sink.seq(), system);
    }

    @Test
    void a_viewer_is_admitted_by_name_or_without() throws Exception {
      games.joins(new Games.Joined(new Ticket("t-1"), new ServiceAddress("127.0.0.1", 4711)));
      var anonymous = answer(spectators.join(joining("round")));
      assertThat(anonymous.getTicket()).isEqualTo("t-1");
      assertThat(anonymous.getAddress()).isEqualTo("127.0.0.1:4711");
      var alice = answer(spectators.join().addHeader(Bearer.KEY, token).invoke(joining("round")));
      assertThat(alice.getTicket()).isEqualTo("t-1");
    }

    @Test
    void a_bad_token_is_not_taken_for_none() {
      games.joins(new Games.Joined(new Ticket("t-1"), new ServiceAddress("127.0.0.1", 4711)));
      assertThat(refusal(spectators.join().addHeader(Bearer.KEY, "Bearer x").invoke(joining("r"))))
          .isEqualTo("UNAUTHENTICATED: Your sign-in is over; sign in again.");
    }

    @Test
    void what_does_not_run_or_is_full_is_refused_in_one_line() {
      assertThat(refusal(spectators.join(joining("round"))))
          .isEqualTo("NOT_FOUND: This game is over.");
      games.joins(new Games.TooMany("Too many."));
      assertThat(refusal(spectators.join(joining("round"))))
          .isEqualTo("FAILED_PRECONDITION: Too many.");
    }

    @Test
    void one_stream_serves_all_viewers_of_a_gateway() throws Exception {
      games.isWatched();
      var leave = WatchInput.newBuilder().setLeave(Leave.newBuilder().setTicket("t-1")).build();
      var told = answer(watching(enter("round", "t-1"), enter("round", "t-2"), leave));
      assertThat(games.asked).containsExactly("watch round t-1");
      assertThat(told.getFirst().getKeyframe().getOffset()).isEqualTo(7);
      assertThat(told.getFirst().getKeyframe().getColumns()).isEqualTo(132);
      assertThat(told.getFirst().getKeyframe().getRepaint().toStringUtf8()).isEqualTo("[screen]");
      assertThat(told.subList(1, 3))
          .extracting(output -> output.getExpelled().getTicket())
          .containsExactly("t-2", "t-1");
    }

    @Test
    void a_stream_that_breaks_the_rules_is_refused() {
      games.isWatched();
      var leave = WatchInput.newBuilder().setLeave(Leave.newBuilder().setTicket("t-1")).build();
      assertThat(refusal(watching(leave)))
          .isEqualTo("INVALID_ARGUMENT: enter: must come first, and soon");
      assertThat(refusal(watching(enter("round", "t-1"), enter("other", "t-2"))))
          .isEqualTo("INVALID_ARGUMENT: session_id: must be the same in all messages of a stream");
      assertThat(refusal(watching(enter("round", "t-1"), WatchInput.getDefaultInstance())))
          .isEqualTo("INVALID_ARGUMENT: what: must be set");
      assertThat(refusal(watching(enter("round", ""))))
          .isEqualTo("INVALID_ARGUMENT: ticket: 1 to 128 characters");
    }
  }

  @Nested
  class Opening {

    private OpenRequest.Builder request() {
      return OpenRequest.newBuilder()
          .setRequestId("r1")
          .setGameId("nethack")
          .setColumns(100)
          .setRows(30)
          .setTerm("xterm");
    }

    private CompletionStage<OpenReply> open(OpenRequest.Builder request) {
      return sessions.open().addHeader(Bearer.KEY, token).invoke(request.build());
    }

    @Test
    void gives_a_seat() throws Exception {
      games.opens(
          new Games.Opened(
              new SessionId("s1"),
              Games.How.RESUMED,
              new Ticket("t1"),
              new ServiceAddress("::1", 9),
              "xterm-256color"));
      var reply = answer(open(request()));
      assertThat(games.asked).containsExactly("open r1 Alice nethack 100x30 xterm CONTINUE");
      assertThat(reply.getSessionId()).isEqualTo("s1");
      assertThat(reply.getHow()).isEqualTo(OpenReply.How.HOW_RESUMED);
      assertThat(reply.getTicket()).isEqualTo("t1");
      assertThat(reply.getAddress()).isEqualTo("[::1]:9");
      assertThat(reply.getTerm()).isEqualTo("xterm-256color");
    }

    @Test
    @Tag("F18")
    void passes_on_what_the_player_wants_after_a_crash_and_nothing_else() {
      refusal(open(request().setAfterCrash(AfterCrash.AFTER_CRASH_RECOVER)));
      assertThat(refusal(open(request().setAfterCrashValue(9))))
          .isEqualTo("INVALID_ARGUMENT: after_crash: a value that is known");
      assertThat(games.asked).containsExactly("open r1 Alice nethack 100x30 xterm RECOVER");
    }

    @Test
    @Tag("GD-saves")
    void is_told_from_listing_saves_which_takes_a_token_and_a_game() throws Exception {
      var request = ListSavesRequest.newBuilder().setGameId("nethack").build();
      var reply = answer(saves.list().addHeader(Bearer.KEY, token).invoke(request));
      assertThat(reply.getSavesList()).extracting(SaveEntry::getEpoch).containsExactly(7L);
      assertThat(refusal(saves.list(request))).startsWith("UNAUTHENTICATED: ");
      var chess = request.toBuilder().setGameId("chess").build();
      assertThat(refusal(saves.list().addHeader(Bearer.KEY, token).invoke(chess)))
          .isEqualTo("NOT_FOUND: There is no such game.");
    }

    @Test
    void makes_sense_of_absurd_sizes() throws Exception {
      refusal(open(request().setColumns(-1).setRows(2)));
      refusal(open(request().setColumns(0)));
      assertThat(games.asked)
          .containsExactly(
              "open r1 Alice nethack 512x2 xterm CONTINUE",
              "open r1 Alice nethack 80x24 xterm CONTINUE");
    }

    @Test
    void tells_refusals_apart() {
      assertThat(refusal(open(request()))).isEqualTo("NOT_FOUND: There is no such game.");
      games.opens(new Games.CannotOpen("It is broken."));
      assertThat(refusal(open(request()))).isEqualTo("FAILED_PRECONDITION: It is broken.");
      games.opens(new Games.TryAgain("Later."));
      assertThat(refusal(open(request()))).isEqualTo("UNAVAILABLE: Later.");
    }

    @Test
    void names_the_field_that_is_wrong() {
      assertThat(refusal(open(request().setRequestId(""))))
          .isEqualTo("INVALID_ARGUMENT: request_id: a request id is 1 to 64 characters");
      assertThat(refusal(open(request().setGameId("../etc"))))
          .startsWith("INVALID_ARGUMENT: game_id: ");
      assertThat(refusal(open(request().setTerm("x".repeat(65)))))
          .isEqualTo("INVALID_ARGUMENT: term: at most 64 characters");
      assertThat(games.asked).isEmpty();
    }

    @Test
    void needs_a_sign_in() {
      assertThat(refusal(sessions.open(request().build()))).startsWith("UNAUTHENTICATED: ");
      assertThat(games.asked).isEmpty();
    }
  }

  @Test
  void ending_is_passed_on() throws Exception {
    answer(
        sessions
            .end()
            .addHeader(Bearer.KEY, token)
            .invoke(EndRequest.newBuilder().setRequestId("r2").setGameId("nethack").build()));
    assertThat(games.asked).containsExactly("end r2 Alice nethack");
  }

  @Nested
  class Playing {

    private static final PlayInput ATTACH =
        PlayInput.newBuilder()
            .setAttach(
                Attach.newBuilder()
                    .setSessionId("s1")
                    .setTicket("t1")
                    .setColumns(80)
                    .setRows(24)
                    .setShown(7))
            .build();

    private CompletionStage<List<PlayOutput>> play(PlayInput... inputs) {
      return terminal.play(Source.from(Arrays.asList(inputs))).runWith(Sink.seq(), system);
    }

    private static PlayInput keys(long number, String text) {
      return PlayInput.newBuilder()
          .setKeys(Keys.newBuilder().setNumber(number).setKeys(ByteString.copyFromUtf8(text)))
          .build();
    }

    @Test
    void bytes_go_both_ways_and_sizes_one() throws Exception {
      games.attachesToAnEcho();
      var resize =
          PlayInput.newBuilder().setResize(Resize.newBuilder().setColumns(99).setRows(9)).build();
      var outputs = answer(play(ATTACH, keys(1, "a\u0000\u00ff"), resize, keys(2, "b")));
      assertThat(games.asked).containsExactly("attach s1 t1 80x24 OptionalLong[7]");
      assertThat(outputs.get(0).getOutput().getBytes().toStringUtf8()).isEqualTo("a\u0000\u00ff");
      assertThat(outputs.get(0).getOutput().getOffset()).isEqualTo(1);
      assertThat(outputs.get(1).getNotice().getText()).isEqualTo("99x9");
      assertThat(outputs.get(2).getOutput().getBytes().toStringUtf8()).isEqualTo("b");
    }

    @Test
    void everything_a_game_tells_arrives() throws Exception {
      var told = new ArrayList<Games.FromGame>();
      told.add(new Games.Repaint(5, akka.util.ByteString.fromString("screen")));
      told.add(new Games.Ended(Games.Ending.CRASHED, "It crashed."));
      games.attachesTo(Source.from(told));
      var outputs =
          answer(
              terminal
                  .play(Source.single(ATTACH).concat(Source.maybe()))
                  .runWith(Sink.seq(), system));
      assertThat(outputs.get(0).getRepaint().getOffset()).isEqualTo(5);
      assertThat(outputs.get(0).getRepaint().getBytes().toStringUtf8()).isEqualTo("screen");
      assertThat(outputs.get(1).getEnded().getReason()).isEqualTo(Ended.Reason.REASON_CRASHED);
      assertThat(outputs.get(1).getEnded().getText()).isEqualTo("It crashed.");
    }

    @Test
    void a_bad_ticket_is_denied() {
      assertThat(refusal(play(ATTACH)))
          .isEqualTo("PERMISSION_DENIED: The ticket is unknown, used or expired.");
      games.attaches(new Games.NotNow("Being saved."));
      assertThat(refusal(play(ATTACH))).isEqualTo("UNAVAILABLE: Being saved.");
    }

    @Test
    void attaching_comes_first_once_and_soon() {
      games.attachesToAnEcho();
      assertThat(refusal(play(keys(1, "a"))))
          .isEqualTo("INVALID_ARGUMENT: attach: must come first, and soon");
      assertThat(refusal(play(ATTACH, ATTACH)))
          .isEqualTo("INVALID_ARGUMENT: attach: only the first message may be one");
      assertThat(refusal(terminal.play(Source.never()).runWith(Sink.seq(), system)))
          .isEqualTo("INVALID_ARGUMENT: attach: must come first, and soon");
    }

    @Test
    void too_many_keys_at_once_are_refused() {
      games.attachesToAnEcho();
      assertThat(refusal(play(ATTACH, keys(1, "x".repeat(65_537)))))
          .isEqualTo("INVALID_ARGUMENT: keys: at most 65536 bytes");
      assertThat(refusal(play(ATTACH, PlayInput.getDefaultInstance())))
          .isEqualTo("INVALID_ARGUMENT: what: must be set");
    }
  }

  private static String refusal(CompletionStage<?> call) {
    var failure = catchThrowable(() -> answer(call)).getCause();
    Status status = ((StatusRuntimeException) failure).getStatus();
    return status.getCode() + ": " + status.getDescription();
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }
}
