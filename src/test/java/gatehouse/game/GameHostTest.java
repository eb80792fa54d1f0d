package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.OneGame.ADDRESS;
import static gatehouse.game.OneGame.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.game.GameHost.AllStopped;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.AfterCrash;
import gatehouse.game.Games.Attaching;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.LiveGame;
import gatehouse.game.Games.NotAdmitted;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.game.Games.TryAgain;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.testkit.Akka;
import gatehouse.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-lifecycle")
class GameHostTest {

  private static final GameSettings SETTINGS =
      new GameSettings(
          2,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(20),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          OneGame.CURATION,
          OneGame.SETTINGS);

  private static final Beginning ANEW = new Beginning(1, Beginning.Way.ANEW, Optional.empty());

  private final FakePtys ptys = new FakePtys();
  private final FakeShelf shelf = new FakeShelf();
  private final FakeRoom room = new FakeRoom();
  private final CompletableFuture<ServiceAddress> address = new CompletableFuture<>();
  private ActorTestKit testKit;
  private TestProbe<GameSession.Command> entity;
  private TestProbe<Opening> openings;
  private TestProbe<AllStopped> stopper;
  private ActorRef<GameHost.Command> host;

  @BeforeEach
  void spawn(ActorTestKit kit) {
    testKit = kit;
    entity = kit.createTestProbe();
    openings = kit.createTestProbe();
    stopper = kit.createTestProbe();
    host = spawnHost(entity.ref());
  }

  private ActorRef<GameHost.Command> spawnHost(ActorRef<GameSession.Command> session) {
    return testKit.spawn(
        GameHost.create(
            id -> session,
            new RunningGame.Tools(ptys, shelf, room, new ManualClock(), SHORT_RECORD),
            address,
            SETTINGS));
  }

  /** Nobody stores ends here. */
  private static final RunningGameSettings SHORT_RECORD =
      new RunningGameSettings(
          OneGame.SETTINGS.ring(),
          OneGame.SETTINGS.outputChunk(),
          1000,
          OneGame.SETTINGS.ticketLifetime(),
          OneGame.SETTINGS.detachedGrace(),
          OneGame.SETTINGS.stallTimeout(),
          OneGame.SETTINGS.settlingTime(),
          OneGame.SETTINGS.lastOutputTimeout(),
          Duration.ofMillis(20),
          OneGame.SETTINGS.killPatience(),
          OneGame.SETTINGS.noticeTime(),
          OneGame.SETTINGS.health());

  private Open open(String player) {
    return new Open(
        RequestId.random(),
        new PlayerName(player),
        SIZE,
        "xterm",
        AfterCrash.CONTINUE,
        openings.ref());
  }

  private void over() {
    var lobby = testKit.<Lobby.FromHost>createTestProbe();
    host.tell(new GameHost.Follow(lobby.ref()));
    lobby.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message instanceof Lobby.Over
                    || (message instanceof Lobby.AllGames all && all.games().isEmpty())
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  private SessionId start(String player) {
    var session = SessionId.random();
    host.tell(new GameHost.Start(session, NETHACK, ANEW, open(player)));
    openings.expectMessageClass(Opened.class);
    return session;
  }

  /** The address is known, and the host knows it. */
  private void openDoors() {
    address.complete(ADDRESS);
    await()
        .until(() -> {
          host.tell(
              new GameHost.Start(SessionId.random(), FakeShelf.UNKNOWN, ANEW, open("nobody")));
          return openings.receiveMessage() instanceof Games.NoSuchGame;
        });
  }

  @Test
  void nothing_starts_before_the_address_is_known() {
    var session = SessionId.random();
    host.tell(new GameHost.Start(session, NETHACK, ANEW, open("alice")));
    openings.expectMessage(new TryAgain("The server is starting; try again in a moment."));
    entity.expectMessage(new GameSession.NotStarted(session));
    assertThat(ptys.spawned()).isZero();
  }

  @Test
  void only_so_many_games_run() {
    openDoors();
    start("alice");
    start("bob");
    host.tell(new GameHost.Start(SessionId.random(), NETHACK, ANEW, open("carol")));
    openings.expectMessage(new CannotOpen("All places are taken; try again later."));
    assertThat(ptys.spawned()).isEqualTo(2);
  }

  @Test
  void whoever_hears_that_a_game_cannot_be_started_finds_its_place_free() {
    openDoors();
    start("alice");
    for (int attempt = 0; attempt < 200; attempt++) {
      host.tell(new GameHost.Start(SessionId.random(), FakeShelf.UNKNOWN, ANEW, open("bob")));
      openings.expectMessage(new Games.NoSuchGame());
    }
  }

  @Test
  @Tag("S1.1-config")
  void only_so_many_of_one_game_run_as_its_entry_says() {
    openDoors();
    shelf.mayRunOnly(1);
    start("alice");
    host.tell(new GameHost.Start(SessionId.random(), NETHACK, ANEW, open("bob")));
    openings.expectMessage(new CannotOpen("All places at NetHack are taken; try again later."));
    host.tell(new GameHost.Start(SessionId.random(), FakeShelf.ROBOTS, ANEW, open("bob")));
    openings.expectMessageClass(Opened.class);
  }

  @Test
  @Tag("K-exhaust")
  void a_machine_that_runs_short_starts_no_game_and_lets_the_others_run() {
    openDoors();
    var running = start("alice");
    var lobby = testKit.<Lobby.FromHost>createTestProbe();
    host.tell(new GameHost.Follow(lobby.ref()));
    room.runsShortOf("disk");
    var refused = SessionId.random();
    host.tell(new GameHost.Start(refused, NETHACK, ANEW, open("bob")));
    openings.expectMessage(new CannotOpen("All places are taken; try again later."));
    assertThat(ptys.spawned()).isEqualTo(1);
    host.tell(new GameHost.Admit(running, NETHACK, open("alice")));
    openings.expectMessageClass(Opened.class);
    room.hasRoom();
    hears(lobby, new Lobby.Places(host, new Capacity(2, 2)));
    hears(lobby, new Lobby.Places(host, new Capacity(1, 2)));
    start("bob");
  }

  /** The session sends back whom the host knows nothing for. */
  @Test
  void whoever_asks_while_a_game_leaves_is_answered_all_the_same() {
    var sendsBack =
        testKit.spawn(
            Behaviors.<GameSession.Command>receiveMessage(message -> {
              if (message instanceof GameSession.Vanished(var session, var asker)) {
                asker.orElseThrow().replyTo().tell(new TryAgain("it runs no more"));
              }
              return Behaviors.same();
            }));
    host = spawnHost(sendsBack);
    openDoors();
    var session = SessionId.random();
    host.tell(new GameHost.Start(session, FakeShelf.UNKNOWN, ANEW, open("alice")));
    var admit = new GameHost.Admit(session, FakeShelf.UNKNOWN, open("alice"));
    for (int asker = 0; asker < 1000; asker++) {
      host.tell(admit);
    }
    assertThat(openings.receiveSeveralMessages(1001)).startsWith(new Games.NoSuchGame());
    openings.awaitAssert(() -> {
      host.tell(admit);
      openings.expectMessage(new TryAgain("it runs no more"));
      return admit;
    });
  }

  @Test
  @Tag("S3.2-capacity")
  void a_follower_hears_how_many_places_are_taken() {
    openDoors();
    start("alice");
    var lobby = testKit.<Lobby.FromHost>createTestProbe();
    host.tell(new GameHost.Follow(lobby.ref()));
    hears(lobby, new Lobby.Places(host, new Capacity(1, 2)));
    ptys.program().exits(0);
    hears(lobby, new Lobby.Places(host, new Capacity(0, 2)));
  }

  private static void hears(TestProbe<Lobby.FromHost> lobby, Lobby.FromHost news) {
    lobby.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message.equals(news)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void the_place_of_a_game_that_is_over_is_free() {
    openDoors();
    start("alice");
    ptys.program().exits(0);
    over();
    start("bob");
    start("carol");
  }

  @Test
  void a_running_game_admits_and_an_unknown_one_has_vanished() {
    openDoors();
    var session = start("alice");
    var again = open("alice");
    host.tell(new GameHost.Admit(session, NETHACK, again));
    assertThat(openings.expectMessageClass(Opened.class).session()).isEqualTo(session);
    var unknown = SessionId.random();
    host.tell(new GameHost.Admit(unknown, NETHACK, again));
    entity.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message.equals(new GameSession.Vanished(unknown, Optional.of(again)))
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void a_session_that_asks_is_told_only_if_its_game_does_not_run() {
    openDoors();
    var session = start("alice");
    var id = new GameSessionId("alice", NETHACK);
    var unknown = SessionId.random();
    host.tell(new GameHost.Confirm(session, id));
    host.tell(new GameHost.Confirm(unknown, id));
    var told =
        entity.fishForMessage(
            Duration.ofSeconds(3),
            message ->
                message instanceof GameSession.Vanished
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore());
    assertThat(told.getLast()).isEqualTo(new GameSession.Vanished(unknown, Optional.empty()));
  }

  @Test
  void what_a_session_has_settled_is_passed_on() {
    var lobby = testKit.<Lobby.FromHost>createTestProbe();
    host.tell(new GameHost.Follow(lobby.ref()));
    lobby.expectMessageClass(Lobby.AllGames.class);
    var kept = Optional.of(FakeShelf.SAVED);
    host.tell(new GameHost.Settled(new GameSessionId("alice", NETHACK), kept));
    hears(lobby, new Lobby.Settled("alice", NETHACK, kept));
  }

  @Test
  void an_unknown_session_admits_nobody_and_is_over() {
    var attaching = testKit.<Attaching>createTestProbe();
    host.tell(
        new GameHost.Attach(
            SessionId.random(), new Ticket("x"), SIZE, OptionalLong.empty(), attaching.ref()));
    attaching.expectMessage(new NotAdmitted());
    var ended = testKit.<GameSession.GameEnded>createTestProbe();
    host.tell(new GameHost.Stop(SessionId.random(), ended.ref()));
    ended.expectMessage(new GameSession.GameEnded());
  }

  @Test
  void a_follower_hears_what_runs_now_and_later() {
    openDoors();
    start("alice");
    var lobby = testKit.<Lobby.FromHost>createTestProbe();
    host.tell(new GameHost.Follow(lobby.ref()));
    var games = lobby.expectMessageClass(Lobby.AllGames.class).games();
    assertThat(games).extracting(LiveGame::player).containsExactly(new PlayerName("alice"));
    start("bob");
    var bob =
        lobby.fishForMessage(
            Duration.ofSeconds(3),
            message ->
                message instanceof Lobby.Changed
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore());
    assertThat(((Lobby.Changed) bob.getLast()).game().player()).isEqualTo(new PlayerName("bob"));
    ptys.program().exits(0);
    hears(lobby, new Lobby.Over(host, games.getFirst(), Optional.empty()));
  }

  @Test
  @Tag("S2.2-deathsave")
  void at_shutdown_all_games_are_saved_and_counted_and_none_starts() {
    openDoors();
    ptys.programs((program, event) -> {
      if (event.equals("signal HUP")) {
        program.exits(0);
      }
    });
    start("alice");
    start("bob");
    shelf.save("bob", NETHACK);
    host.tell(new GameHost.StopAll(stopper.ref()));
    stopper.expectMessage(new AllStopped(1, 1, 0));
    host.tell(new GameHost.Start(SessionId.random(), NETHACK, ANEW, open("carol")));
    openings.expectMessage(new TryAgain("The server is going down; try again in a moment."));
  }

  @Test
  void at_shutdown_a_game_that_does_not_end_in_time_is_counted_as_left() {
    openDoors();
    start("alice");
    host.tell(new GameHost.StopAll(stopper.ref()));
    stopper.expectMessage(new AllStopped(0, 0, 1));
  }

  @Test
  void without_games_there_is_nothing_to_wait_for() {
    host.tell(new GameHost.StopAll(stopper.ref()));
    stopper.expectMessage(new AllStopped(0, 0, 0));
  }
}
