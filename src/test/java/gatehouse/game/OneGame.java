package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.game.Games.Attached;
import gatehouse.game.Games.Attaching;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.game.saves.Save;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** One running game with fakes all around it, and the people who use it. */
final class OneGame {

  static final PlayerName ALICE = new PlayerName("Alice");
  static final TerminalSize SIZE = new TerminalSize(80, 24);
  static final ServiceAddress ADDRESS = new ServiceAddress("127.0.0.1", 4711);
  static final RequestId FIRST = new RequestId("first");

  static final CurationSettings CURATION =
      new CurationSettings(
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10));

  static final RunningGameSettings SETTINGS =
      new RunningGameSettings(
          64 * 1024,
          16 * 1024,
          1000,
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          new HealthSettings(
              Duration.ofSeconds(10),
              90,
              Duration.ofMinutes(2),
              Duration.ofMinutes(1),
              Duration.ofMinutes(2)));

  static RunningGameSettings withMostWatchers(int most) {
    return new RunningGameSettings(
        SETTINGS.ring(),
        SETTINGS.outputChunk(),
        most,
        SETTINGS.ticketLifetime(),
        SETTINGS.detachedGrace(),
        SETTINGS.stallTimeout(),
        SETTINGS.settlingTime(),
        SETTINGS.lastOutputTimeout(),
        SETTINGS.recordTimeout(),
        SETTINGS.killPatience(),
        SETTINGS.noticeTime(),
        SETTINGS.health());
  }

  static RunningGameSettings withNoticeTime(Duration time) {
    return new RunningGameSettings(
        SETTINGS.ring(),
        SETTINGS.outputChunk(),
        SETTINGS.mostWatchers(),
        SETTINGS.ticketLifetime(),
        SETTINGS.detachedGrace(),
        SETTINGS.stallTimeout(),
        SETTINGS.settlingTime(),
        SETTINGS.lastOutputTimeout(),
        SETTINGS.recordTimeout(),
        SETTINGS.killPatience(),
        time,
        SETTINGS.health());
  }

  final ActorTestKit testKit;
  final FakePtys ptys = new FakePtys();
  final FakeShelf shelf = new FakeShelf();
  final FakeRoom room = new FakeRoom();
  final ManualClock clock = new ManualClock();
  final SessionId session = SessionId.random();
  final TestProbe<GameSession.Command> entity;
  final TestProbe<GameHost.Command> host;
  private final TestProbe<Opening> openings;
  private final TestProbe<Attaching> attachings;
  private final TestProbe<Games.Joining> joinings;
  private final TestProbe<Games.Watching> watchings;
  private volatile ActorRef<RunningGame.Command> game;
  private Beginning beginning = new Beginning(1, Beginning.Way.ANEW, Optional.empty());
  private volatile boolean remembers = true;
  private volatile boolean letsGo = true;

  OneGame(ActorTestKit testKit) {
    this.testKit = testKit;
    this.entity = testKit.createTestProbe();
    this.host = testKit.createTestProbe();
    this.openings = testKit.createTestProbe();
    this.attachings = testKit.createTestProbe();
    this.joinings = testKit.createTestProbe();
    this.watchings = testKit.createTestProbe();
  }

  ActorRef<RunningGame.Command> actor() {
    return game;
  }

  /** The session's journal is away: ends are not stored. */
  void forgetfulEntity() {
    remembers = false;
  }

  /** The host is slow to forget the game. */
  void busyHost() {
    letsGo = false;
  }

  /** It begins like this, not anew. */
  OneGame begins(Beginning.Way way, Save save) {
    return begins(way, Optional.of(save));
  }

  OneGame begins(Beginning.Way way, Optional<Save> save) {
    beginning = new Beginning(2, way, save);
    return this;
  }

  /** The session's journal is back. */
  void mindfulEntity() {
    remembers = true;
  }

  /** Starts it; the answer is in {@link #opening}. */
  OneGame start(RunningGameSettings settings) {
    var recorder =
        testKit.spawn(
            Behaviors.<GameSession.Command>receiveMessage(message -> {
              entity.ref().tell(message);
              if (remembers && message instanceof GameSession.GameOver over) {
                over.replyTo().tell(new GameSession.Recorded(over.session()));
              }
              return Behaviors.same();
            }));
    var forgetting =
        testKit.spawn(
            Behaviors.<GameHost.Command>receiveMessage(message -> {
              host.ref().tell(message);
              if (letsGo && message instanceof GameHost.Leaving) {
                game.tell(new RunningGame.MayLeave());
              }
              return Behaviors.same();
            }));
    game =
        testKit.spawn(
            RunningGame.create(
                new RunningGame.Assignment(
                    session,
                    FakeShelf.NETHACK,
                    beginning,
                    open(FIRST),
                    ADDRESS,
                    recorder,
                    forgetting),
                new RunningGame.Tools(ptys, shelf, room, clock, settings)));
    return this;
  }

  private GameSession.Open open(RequestId request) {
    return new GameSession.Open(
        request, ALICE, SIZE, "xterm", Games.AfterCrash.CONTINUE, openings.ref());
  }

  /** The next answer to an opening. */
  Opening opening() {
    return openings.receiveMessage();
  }

  Opened opened() {
    return (Opened) opening();
  }

  Opening admit(RequestId request) {
    game.tell(new RunningGame.Admit(open(request)));
    return opening();
  }

  Ticket ticket() {
    return ((Opened) admit(RequestId.random())).ticket();
  }

  Attaching attach(Ticket ticket, TerminalSize size, OptionalLong shown) {
    game.tell(new RunningGame.Attach(ticket, size, shown, attachings.ref()));
    return attachings.receiveMessage();
  }

  /** A person who attaches with a fresh ticket. */
  FakePerson person(TerminalSize size, OptionalLong shown) {
    return person(ticket(), size, shown);
  }

  FakePerson person(Ticket ticket) {
    return person(ticket, SIZE, OptionalLong.empty());
  }

  private FakePerson person(Ticket ticket, TerminalSize size, OptionalLong shown) {
    var attaching = attach(ticket, size, shown);
    assertThat(attaching).isInstanceOf(Attached.class);
    return new FakePerson(testKit.system(), ((Attached) attaching).tunnel());
  }

  FakePerson person() {
    return person(SIZE, OptionalLong.empty());
  }

  /** All games of the node are looked at, and this is what is found of it. */
  void isLookedAt() {
    game.tell(new RunningGame.LookedAt(ptys.survey().toCompletableFuture().join()));
  }

  void stop(StopCause cause) {
    game.tell(new RunningGame.Stop(cause));
  }

  /** Waits until the host has been told this, whatever else it is told before. */
  void hostHears(GameHost.Command news) {
    host.fishForMessage(
        Duration.ofSeconds(5),
        message ->
            message.equals(news)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  /** Waits until lists show the game so. */
  void isShown(Predicate<Games.LiveGame> so) {
    host.fishForMessage(
        Duration.ofSeconds(5),
        message ->
            message instanceof GameHost.Changed(var game) && so.test(game)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  /** A ticket for a viewer. */
  Ticket viewerTicket() {
    game.tell(new RunningGame.Join(joinings.ref()));
    return ((Games.Joined) joinings.receiveMessage()).ticket();
  }

  Games.Joining join() {
    game.tell(new RunningGame.Join(joinings.ref()));
    return joinings.receiveMessage();
  }

  Games.Watching watch(Ticket ticket) {
    game.tell(new RunningGame.Watch(ticket, watchings.ref()));
    return watchings.receiveMessage();
  }

  /** A watcher with one viewer. */
  FakeWatcher watcher() {
    return new FakeWatcher(testKit.system(), ((Games.Watched) watch(viewerTicket())).tunnel());
  }

  /** Waits for the session to hear of the end. */
  GameSession.GameOver over() {
    return (GameSession.GameOver)
        entity
            .fishForMessage(
                Duration.ofSeconds(5),
                message ->
                    message instanceof GameSession.GameOver
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .getLast();
  }
}
