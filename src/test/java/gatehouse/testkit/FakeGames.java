package gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.NotUsed;
import akka.stream.Materializer;
import akka.stream.OverflowStrategy;
import akka.stream.QueueOfferResult;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.SourceQueueWithComplete;
import akka.util.ByteString;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games;
import gatehouse.model.AccessToken;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A Game Service whose games do as the test says. */
public final class FakeGames implements Games {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Materializer materializer;
  private final List<OfferedGame> offered = new ArrayList<>();
  private final List<OwnGame> own = new ArrayList<>();
  private final StringBuilder typed = new StringBuilder();
  private final List<Long> numbers = new ArrayList<>();
  private final List<TerminalSize> sizes = new ArrayList<>();
  private final List<OfViewers> ofViewers = new ArrayList<>();
  private List<LiveGame> live = List.of();
  private final List<SourceQueueWithComplete<List<LiveGame>>> lobbies = new ArrayList<>();
  private Optional<GameId> lastPlayed = Optional.empty();
  private Optional<GameId> lastSaved = Optional.empty();
  private final List<SourceQueueWithComplete<OwnGames>> followers = new ArrayList<>();
  private Optional<SourceQueueWithComplete<FromGame>> output = Optional.empty();
  private Optional<SourceQueueWithComplete<FromWatched>> watched = Optional.empty();
  private Optional<BackendFailure> refusal = Optional.empty();
  private CompletableFuture<Done> catalogueTold =
      CompletableFuture.completedFuture(Done.getInstance());
  private int unreachable;
  private int opened;
  private final List<AfterCrash> wanted = new ArrayList<>();
  private int attached;
  private int watches;
  private boolean viewersHaveGone;
  private int joined;
  private int ended;
  private String termOfGames = "xterm-256color";

  public FakeGames(Materializer materializer) {
    this.materializer = materializer;
  }

  /** Puts a game on offer. */
  public synchronized FakeGames offers(String id, String name) {
    offered.add(new OfferedGame(new GameId(id), name, ""));
    return this;
  }

  /** Lists a game that cannot be played here. */
  public synchronized FakeGames lacks(String id, String name, String missing) {
    offered.add(new OfferedGame(new GameId(id), name, missing));
    return this;
  }

  /** Says that the caller has a game that stands so. */
  public FakeGames remembers(String id, Standing standing) {
    var session =
        standing == Standing.SAVED
            ? Optional.<SessionId>empty()
            : Optional.of(new SessionId("session-of-" + id));
    synchronized (this) {
      own.removeIf(game -> game.id().value().equals(id));
      own.add(new OwnGame(new GameId(id), standing, session, ""));
    }
    tellOwnGames();
    return this;
  }

  /** Says that the caller has played this game last. */
  public FakeGames sawLast(String id) {
    synchronized (this) {
      lastPlayed = Optional.of(new GameId(id));
    }
    tellOwnGames();
    return this;
  }

  /** Says that the caller's newest save is one of this game. */
  public FakeGames keepsSaveOf(String id) {
    synchronized (this) {
      lastSaved = Optional.of(new GameId(id));
    }
    tellOwnGames();
    return this;
  }

  private synchronized void tellOwnGames() {
    followers.forEach(follower -> {
      var _ = follower.offer(ownGames());
    });
  }

  private OwnGames ownGames() {
    return new OwnGames(own, lastPlayed, lastSaved);
  }

  /** From now on these games run. */
  public synchronized void shows(LiveGame... games) {
    live = List.of(games);
    lobbies.forEach(lobby -> {
      var _ = lobby.offer(live);
    });
  }

  /** Games run under this TERM, whoever opens them. */
  public synchronized void runsUnder(String other) {
    termOfGames = other;
  }

  /** The watched game tells its viewers. */
  public void tellsViewers(FromWatched news) {
    assertThat(watchedNow().offer(news).toCompletableFuture().join())
        .isEqualTo(QueueOfferResult.enqueued());
  }

  /** The watched game is over. */
  public void endsForViewers(Ending ending, String text) {
    tellsViewers(new Ended(ending, text));
    watchedNow().complete();
  }

  /** The stream of the watched game breaks; what is told next waits for another. */
  public void breaksForViewers() {
    var broken = watchedNow();
    synchronized (this) {
      watched = Optional.empty();
    }
    broken.fail(new BackendFailure.Unavailable("cut", new IllegalStateException("cut")));
  }

  /** What the gateway has said of its viewers, over all streams. */
  public synchronized List<OfViewers> ofViewers() {
    return List.copyOf(ofViewers);
  }

  /** How often a watched game's stream was asked for. */
  public synchronized int watches() {
    return watches;
  }

  /** How many games were ended. */
  public synchronized int endings() {
    return ended;
  }

  private SourceQueueWithComplete<FromWatched> watchedNow() {
    await("a watched game")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(() -> currentlyWatched().isPresent());
    return currentlyWatched().orElseThrow();
  }

  private synchronized Optional<SourceQueueWithComplete<FromWatched>> currentlyWatched() {
    return watched;
  }

  /** From now on asking for the catalogue takes until {@link #tellsTheCatalogue}. */
  public synchronized void keepsTheCatalogueBack() {
    catalogueTold = new CompletableFuture<>();
  }

  /** Answers who has asked for the catalogue. */
  public synchronized void tellsTheCatalogue() {
    catalogueTold.complete(Done.getInstance());
  }

  /** The next so many calls find nobody. */
  public synchronized void unreachableFor(int calls) {
    unreachable = calls;
  }

  /** Every opening is refused with this line. */
  public synchronized void refusesWith(String line) {
    refusal =
        Optional.of(new BackendFailure.Refused(BackendFailure.Refused.Reason.IMPOSSIBLE, line));
  }

  /** The running game prints. */
  public void prints(String text) {
    tell(new Output(0, ByteString.fromString(text)));
  }

  /** The running game ends. */
  public void ends(Ending ending, String text) {
    tell(new Ended(ending, text));
    running().complete();
  }

  /** The stream of the running game breaks. */
  public void breaks() {
    running().fail(new BackendFailure.Unavailable("cut", new IllegalStateException("cut")));
  }

  /** Waits until the game has read exactly this, over all attachments. */
  public void hasRead(String keys) {
    await("keys")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(read()).isEqualTo(keys));
  }

  /** Waits until the game has been attached so often. */
  public void isAttachedFor(int times) {
    await("attachments")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(attachments()).isEqualTo(times));
  }

  /** Waits until the last size told is this one. */
  public void hasSize(TerminalSize size) {
    await("size")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(sizesTold()).last().isEqualTo(size));
  }

  /** The numbers of all keys read. */
  public synchronized List<Long> numbers() {
    return List.copyOf(numbers);
  }

  /** What was to be done about a crash, at each opening. */
  public synchronized List<AfterCrash> wanted() {
    return List.copyOf(wanted);
  }

  /** How often a session was opened. */
  public synchronized int openings() {
    return opened;
  }

  private synchronized String read() {
    return typed.toString();
  }

  private synchronized int attachments() {
    return attached;
  }

  private synchronized List<TerminalSize> sizesTold() {
    return List.copyOf(sizes);
  }

  private SourceQueueWithComplete<FromGame> running() {
    await("a running game").atMost(PATIENCE).until(() -> current().isPresent());
    return current().orElseThrow();
  }

  private synchronized Optional<SourceQueueWithComplete<FromGame>> current() {
    return output;
  }

  private void tell(FromGame message) {
    assertThat(running().offer(message).toCompletableFuture().join())
        .isEqualTo(QueueOfferResult.enqueued());
  }

  @Override
  public synchronized Source<List<OfferedGame>, NotUsed> catalogue() {
    return Source.completionStage(catalogueTold.thenApply(told -> List.copyOf(offered)))
        .concat(Source.never());
  }

  @Override
  public Source<OwnGames, NotUsed> mine(AccessToken token) {
    var news =
        Source.<OwnGames>queue(64, OverflowStrategy.backpressure()).preMaterialize(materializer);
    synchronized (this) {
      followers.add(news.first());
      var _ = news.first().offer(ownGames());
    }
    return news.second();
  }

  @Override
  public Source<List<LiveGame>, NotUsed> live() {
    var news =
        Source.<List<LiveGame>>queue(64, OverflowStrategy.backpressure())
            .preMaterialize(materializer);
    synchronized (this) {
      lobbies.add(news.first());
      var _ = news.first().offer(live);
    }
    return news.second();
  }

  @Override
  public synchronized CompletionStage<Admission> join(
      Optional<AccessToken> token, RequestId request, SessionId session) {
    if (unreachable > 0) {
      unreachable--;
      return CompletableFuture.failedStage(
          new BackendFailure.Unavailable("away", new IllegalStateException("away")));
    }
    if (refusal.isPresent()) {
      return CompletableFuture.failedStage(refusal.get());
    }
    joined++;
    return CompletableFuture.completedStage(
        new Admission(session, new Ticket("viewer-" + joined), new ServiceAddress("127.0.0.1", 1)));
  }

  @Override
  public Source<FromWatched, NotUsed> watch(
      ServiceAddress address, Source<OfViewers, NotUsed> viewers) {
    var running =
        Source.<FromWatched>queue(64, OverflowStrategy.backpressure()).preMaterialize(materializer);
    var _ =
        viewers
            .runWith(Sink.foreach(this::hear), materializer)
            .whenComplete((done, failure) -> viewersGone());
    synchronized (this) {
      watches++;
      watched = Optional.of(running.first());
    }
    return running.second();
  }

  private synchronized void viewersGone() {
    viewersHaveGone = true;
  }

  /** Whether the gateway has ended what it says of viewers. */
  public synchronized boolean viewersHaveGone() {
    return viewersHaveGone;
  }

  private synchronized void hear(OfViewers news) {
    ofViewers.add(news);
  }

  @Override
  public synchronized CompletionStage<Seat> open(
      AccessToken token, RequestId request, GameId game, Wanted wanted) {
    opened++;
    this.wanted.add(wanted.afterCrash());
    if (unreachable > 0) {
      unreachable--;
      return CompletableFuture.failedStage(
          new BackendFailure.Unavailable("away", new IllegalStateException("away")));
    }
    if (refusal.isPresent()) {
      return CompletableFuture.failedStage(refusal.get());
    }
    return CompletableFuture.completedStage(
        new Seat(
            SessionId.random(),
            How.STARTED,
            new Ticket("ticket"),
            new ServiceAddress("127.0.0.1", 1),
            termOfGames));
  }

  @Override
  public synchronized CompletionStage<Done> end(AccessToken token, RequestId request, GameId game) {
    ended++;
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public Source<FromGame, NotUsed> play(
      Seat seat, TerminalSize size, OptionalLong shown, Source<ToGame, NotUsed> input) {
    var running =
        Source.<FromGame>queue(64, OverflowStrategy.backpressure()).preMaterialize(materializer);
    input.to(Sink.foreach(this::take)).run(materializer);
    synchronized (this) {
      sizes.add(size);
      attached++;
      output = Optional.of(running.first());
    }
    return Source.<FromGame>single(new Repaint(0, ByteString.fromString("[screen]")))
        .concat(running.second());
  }

  private synchronized void take(ToGame message) {
    switch (message) {
      case Keys(long number, ByteString keys) -> {
        numbers.add(number);
        typed.append(keys.decodeString(StandardCharsets.UTF_8));
      }
      case Resize(TerminalSize size) -> sizes.add(size);
    }
  }
}
