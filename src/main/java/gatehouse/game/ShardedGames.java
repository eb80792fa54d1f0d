package gatehouse.game;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.RecipientRef;
import akka.actor.typed.javadsl.AskPattern;
import akka.stream.OverflowStrategy;
import akka.stream.javadsl.Source;
import akka.stream.typed.javadsl.ActorSource;
import gatehouse.database.Availability;
import gatehouse.database.DatabaseAway;
import gatehouse.game.Games.OwnGames;
import gatehouse.game.saves.Save;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The {@link Games} over the cluster's sessions and this node's host and lobby; owns the waits. */
final class ShardedGames implements Games {

  private final ActorSystem<?> system;
  private final Function<GameSessionId, RecipientRef<GameSession.Command>> sessions;
  private final ActorRef<GameHost.Command> host;
  private final ActorRef<Lobby.Command> lobby;
  private final ActorRef<Curator.Command> curator;
  private final Shelf shelf;
  private final Availability database;
  private final GameSettings settings;

  ShardedGames(
      ActorSystem<?> system,
      Function<GameSessionId, RecipientRef<GameSession.Command>> sessions,
      ActorRef<GameHost.Command> host,
      ActorRef<Lobby.Command> lobby,
      ActorRef<Curator.Command> curator,
      Shelf shelf,
      Availability database,
      GameSettings settings) {
    this.system = system;
    this.sessions = sessions;
    this.host = host;
    this.lobby = lobby;
    this.curator = curator;
    this.shelf = shelf;
    this.database = database;
    this.settings = settings;
  }

  @Override
  public Source<List<Offer>, NotUsed> catalogue() {
    return news(curator, Curator.Watch::new);
  }

  @Override
  public Source<OwnGames, NotUsed> mine(PlayerName player) {
    return news(lobby, watcher -> new Lobby.Watch(player, watcher));
  }

  @Override
  public Source<List<LiveGame>, NotUsed> live() {
    return news(lobby, Lobby.WatchAll::new);
  }

  /** Only the newest waits for who is slow. */
  private static <T, C> Source<T, NotUsed> news(
      ActorRef<C> teller, Function<ActorRef<T>, C> asked) {
    return ActorSource.<T>actorRef(
            news -> false, news -> Optional.empty(), 1, OverflowStrategy.dropHead())
        .mapMaterializedValue(watcher -> {
          teller.tell(asked.apply(watcher));
          return NotUsed.getInstance();
        });
  }

  @Override
  public CompletionStage<Opening> open(
      RequestId request, PlayerName player, GameId game, Wanted wanted) {
    var known = has(game) ? CompletableFuture.completedStage(true) : runsUnoffered(player, game);
    return known.thenCompose(is ->
        is
            ? openKnown(request, player, game, wanted)
            : CompletableFuture.completedStage(new NoSuchGame()));
  }

  private CompletionStage<Opening> openKnown(
      RequestId request, PlayerName player, GameId game, Wanted wanted) {
    return database
        .unlessAway(() ->
            AskPattern.<GameSession.Command, Opening>ask(
                sessions.apply(GameSessionId.of(player, game)),
                replyTo -> open(request, player, wanted, replyTo),
                settings.openTimeout(),
                system.scheduler()))
        .exceptionallyCompose(failure ->
            isDatabaseAway(failure)
                ? openIfRunning(request, player, game, wanted)
                : CompletableFuture.failedStage(failure));
  }

  private static GameSession.Open open(
      RequestId request, PlayerName player, Wanted wanted, ActorRef<Opening> replyTo) {
    return new GameSession.Open(
        request, player, wanted.size(), wanted.term(), wanted.afterCrash(), replyTo);
  }

  private static boolean isDatabaseAway(Throwable failure) {
    return failure instanceof DatabaseAway || failure.getCause() instanceof DatabaseAway;
  }

  /** What runs needs no database to be returned to. */
  private CompletionStage<Opening> openIfRunning(
      RequestId request, PlayerName player, GameId game, Wanted wanted) {
    return AskPattern.ask(
        lobby,
        replyTo -> new Lobby.OpenIfRunning(game, open(request, player, wanted, replyTo)),
        settings.attachTimeout(),
        system.scheduler());
  }

  /** A game that was taken from the catalogue while it ran goes on. */
  private CompletionStage<Boolean> runsUnoffered(PlayerName player, GameId game) {
    return AskPattern.<Lobby.Command, Lobby.Runs>ask(
            lobby,
            replyTo -> new Lobby.AskForGame(player, game, replyTo),
            settings.openTimeout(),
            system.scheduler())
        .thenApply(Lobby.Runs::anywhere);
  }

  @Override
  public CompletionStage<Done> end(RequestId request, PlayerName player, GameId game) {
    return AskPattern.<GameSession.Command, GameSession.GameEnded>ask(
            sessions.apply(GameSessionId.of(player, game)),
            replyTo -> new GameSession.End(request, replyTo),
            settings.endTimeout(),
            system.scheduler())
        .thenApply(ended -> Done.getInstance());
  }

  @Override
  public boolean has(GameId game) {
    return shelf.title(game).isPresent();
  }

  @Override
  public CompletionStage<List<OwnSave>> saves(PlayerName player, GameId game) {
    return AskPattern.<GameSession.Command, GameSession.SavesListed>ask(
            sessions.apply(GameSessionId.of(player, game)),
            GameSession.ListSaves::new,
            settings.openTimeout(),
            system.scheduler())
        .thenApply(listed ->
            listed.saves().stream()
                .map(save -> ownSave(save, save.epoch() == listed.current()))
                .toList());
  }

  private static OwnSave ownSave(Save save, boolean current) {
    return new OwnSave(
        save.epoch(),
        save.at(),
        save.size(),
        save.hash(),
        save.build().version(),
        save.build().sha256(),
        save.progress().turn(),
        save.progress().level(),
        current);
  }

  @Override
  public CompletionStage<Restoring> restore(
      RequestId request, String operator, PlayerName player, GameId game, long epoch) {
    return AskPattern.ask(
        sessions.apply(GameSessionId.of(player, game)),
        replyTo -> new GameSession.Restore(request, operator, epoch, replyTo),
        settings.openTimeout(),
        system.scheduler());
  }

  @Override
  public CompletionStage<Attaching> attach(
      SessionId session, Ticket ticket, TerminalSize size, OptionalLong shown) {
    return AskPattern.ask(
        host,
        replyTo -> new GameHost.Attach(session, ticket, size, shown, replyTo),
        settings.attachTimeout(),
        system.scheduler());
  }

  @Override
  public CompletionStage<Joining> join(SessionId session) {
    return AskPattern.ask(
        lobby,
        replyTo -> new Lobby.Join(session, replyTo),
        settings.attachTimeout(),
        system.scheduler());
  }

  @Override
  public CompletionStage<Watching> watch(SessionId session, Ticket ticket) {
    return AskPattern.ask(
        host,
        replyTo -> new GameHost.Watch(session, ticket, replyTo),
        settings.attachTimeout(),
        system.scheduler());
  }

  @Override
  public Duration attachTimeout() {
    return settings.attachTimeout();
  }
}
