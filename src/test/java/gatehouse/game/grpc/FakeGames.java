package gatehouse.game.grpc;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.game.Games;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Game Service that answers what a test says and remembers what it was asked. */
final class FakeGames implements Games {

  final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Opening opening = new NoSuchGame();
  private volatile Attaching attaching = new NotAdmitted();

  private volatile Joining joining = new NothingToWatch();
  private volatile Watching watching = new NotLetIn();

  void joins(Joining answer) {
    joining = answer;
  }

  /** A game that tells its screen, and then each who comes or goes that they are expelled. */
  void isWatched() {
    watching =
        new Watched(
            Flow.<OfViewers>create()
                .<FromWatched>map(news ->
                    switch (news) {
                      case Enter(Ticket ticket) -> new Expelled(ticket, "entered");
                      case Leave(Ticket ticket) -> new Expelled(ticket, "left");
                    })
                .prepend(
                    Source.single(
                        new Keyframe(
                            7, new TerminalSize(132, 50), ByteString.fromString("[screen]")))));
  }

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
  public Source<OwnGames, NotUsed> mine(PlayerName player) {
    asked.add("mine " + player);
    var nethack = new GameId("nethack");
    var round = Optional.of(new SessionId("round"));
    return Source.from(
        List.of(
            new OwnGames(List.of(), Optional.empty(), Optional.empty()),
            new OwnGames(
                List.of(new OwnGame(nethack, Standing.RUNNING, round, "")),
                Optional.of(nethack),
                Optional.empty()),
            new OwnGames(
                List.of(new OwnGame(nethack, Standing.ATTACHED, round, "")),
                Optional.of(nethack),
                Optional.empty()),
            new OwnGames(
                List.of(new OwnGame(nethack, Standing.SAVED, Optional.empty(), "T:7")),
                Optional.of(nethack),
                Optional.of(nethack))));
  }

  @Override
  public Source<List<LiveGame>, NotUsed> live() {
    return Source.single(
        List.of(
            new LiveGame(
                new SessionId("round"),
                new PlayerName("Alice"),
                new GameId("nethack"),
                "NH36",
                new TerminalSize(132, 50),
                Instant.ofEpochMilli(1000),
                Instant.ofEpochMilli(2000),
                true,
                3,
                true)));
  }

  @Override
  public CompletionStage<Joining> join(SessionId session) {
    asked.add("join " + session);
    return CompletableFuture.completedStage(joining);
  }

  @Override
  public CompletionStage<Watching> watch(SessionId session, Ticket ticket) {
    asked.add("watch %s %s".formatted(session, ticket.value()));
    return CompletableFuture.completedStage(watching);
  }

  @Override
  public CompletionStage<Opening> open(
      RequestId request, PlayerName player, GameId game, Wanted wanted) {
    asked.add(
        "open %s %s %s %s %s %s"
            .formatted(request, player, game, wanted.size(), wanted.term(), wanted.afterCrash()));
    return CompletableFuture.completedStage(opening);
  }

  @Override
  public boolean has(GameId game) {
    return game.value().equals("nethack");
  }

  @Override
  public CompletionStage<List<OwnSave>> saves(PlayerName player, GameId game) {
    asked.add("saves %s %s".formatted(player, game));
    return CompletableFuture.completedStage(
        List.of(
            new OwnSave(
                7,
                Instant.parse("2026-11-26T12:00:00Z"),
                1234,
                "0123456789abcdef".repeat(4),
                "3.6.6",
                "fedcba9876543210".repeat(4),
                "4321",
                "Dlvl:5",
                true)));
  }

  @Override
  public CompletionStage<Restoring> restore(
      RequestId request, String operator, PlayerName player, GameId game, long epoch) {
    asked.add("restore %s %s %s %s %d".formatted(request, operator, player, game, epoch));
    return CompletableFuture.completedStage(new Restored());
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
