package gatehouse.game.grpc;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import gatehouse.game.Games;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Game Service that answers what a test says and remembers what it was asked. */
final class FakeGames implements Games {

  final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Opening opening = new NoSuchGame();
  private volatile Attaching attaching = new NotAdmitted();

  void opens(Opening answer) {
    opening = answer;
  }

  void attaches(Attaching answer) {
    attaching = answer;
  }

  /** A game that answers each key with its text, and each size with a notice. */
  void attachesToAnEcho() {
    attaching =
        new Attached(
            Flow.<ToGame>create()
                .map(message ->
                    switch (message) {
                      case Keys keys -> new Output(keys.number(), keys.keys());
                      case Resize resize -> new Notice(resize.size().toString());
                    }));
  }

  void attachesTo(Source<FromGame, NotUsed> output) {
    attaching = new Attached(Flow.fromSinkAndSourceCoupled(Sink.<ToGame>ignore(), output));
  }

  @Override
  public Source<List<Offer>, NotUsed> catalogue() {
    return Source.single(
        List.of(
            new Offer(new GameId("crawl"), "Crawl", "not installed"),
            new Offer(new GameId("nethack"), "NetHack", "")));
  }

  @Override
  public Source<List<OwnGame>, NotUsed> mine(PlayerName player) {
    asked.add("mine " + player);
    return Source.from(
        List.of(
            List.of(),
            List.of(new OwnGame(new GameId("nethack"), Standing.RUNNING)),
            List.of(new OwnGame(new GameId("nethack"), Standing.SAVED))));
  }

  @Override
  public CompletionStage<Opening> open(
      RequestId request, PlayerName player, GameId game, TerminalSize size, String term) {
    asked.add("open %s %s %s %s %s".formatted(request, player, game, size, term));
    return CompletableFuture.completedStage(opening);
  }

  @Override
  public CompletionStage<Done> end(RequestId request, PlayerName player, GameId game) {
    asked.add("end %s %s %s".formatted(request, player, game));
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public CompletionStage<Attaching> attach(
      SessionId session, Ticket ticket, TerminalSize size, OptionalLong shown) {
    asked.add("attach %s %s %s %s".formatted(session, ticket.value(), size, shown));
    return CompletableFuture.completedStage(attaching);
  }

  @Override
  public Duration attachTimeout() {
    return Duration.ofMillis(300);
  }
}
