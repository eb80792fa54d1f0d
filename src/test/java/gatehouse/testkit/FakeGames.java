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
  private Optional<SourceQueueWithComplete<FromGame>> output = Optional.empty();
  private Optional<BackendFailure> refusal = Optional.empty();
  private CompletableFuture<Done> catalogueTold =
      CompletableFuture.completedFuture(Done.getInstance());
  private int unreachable;
  private int opened;
  private int attached;

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
  public synchronized FakeGames remembers(String id, Standing standing) {
    own.add(new OwnGame(new GameId(id), standing));
    return this;
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
  public synchronized Source<List<OwnGame>, NotUsed> mine(AccessToken token) {
    return Source.single(List.copyOf(own)).concat(Source.never());
  }

  @Override
  public synchronized CompletionStage<Seat> open(
      AccessToken token, RequestId request, GameId game, TerminalSize size, String term) {
    opened++;
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
            new ServiceAddress("127.0.0.1", 1)));
  }

  @Override
  public CompletionStage<Done> end(AccessToken token, RequestId request, GameId game) {
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
