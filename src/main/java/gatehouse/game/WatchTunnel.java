package gatehouse.game;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.stream.Attributes;
import akka.stream.CompletionStrategy;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.typed.javadsl.ActorSink;
import akka.stream.typed.javadsl.ActorSource;
import gatehouse.game.RunningGame.Acknowledged;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.CutOff;
import gatehouse.game.RunningGame.LastTold;
import gatehouse.game.RunningGame.Tell;
import gatehouse.game.RunningGame.ToWatcher;
import gatehouse.game.RunningGame.ViewersOpened;
import gatehouse.game.RunningGame.WatcherClosed;
import gatehouse.game.RunningGame.WatcherId;
import gatehouse.game.RunningGame.WatcherOpened;
import gatehouse.game.RunningGame.WatcherReady;
import java.util.Optional;

/**
 * One watcher as a stream.
 *
 * <pre>
 *   viewers come and go ──▶ heard     by the game, one at a time
 *                             ║       when either end ends, both do
 *                shown ◀──── told     by the game, once what it told before was taken
 * </pre>
 */
final class WatchTunnel {

  private final ActorRef<Command> game;
  private final WatcherId watcher;

  private WatchTunnel(ActorRef<Command> game, WatcherId watcher) {
    this.game = game;
    this.watcher = watcher;
  }

  /** The stream of one watcher; good for one run. */
  static Flow<Games.OfViewers, Games.FromWatched, NotUsed> of(
      ActorRef<Command> game, WatcherId watcher) {
    var tunnel = new WatchTunnel(game, watcher);
    return Flow.fromSinkAndSourceCoupled(tunnel.heard(), tunnel.told()).named("watch-tunnel");
  }

  private Sink<Games.OfViewers, NotUsed> heard() {
    return ActorSink.<Games.OfViewers, Command, Acknowledged>actorRefWithBackpressure(
            game,
            (replyTo, news) -> new RunningGame.OfViewers(watcher, news, replyTo),
            replyTo -> new ViewersOpened(watcher, replyTo),
            new Acknowledged(),
            new WatcherClosed(watcher),
            failure -> new WatcherClosed(watcher))
        .addAttributes(Attributes.inputBuffer(1, 1))
        .named("heard");
  }

  private Source<Games.FromWatched, NotUsed> told() {
    return ActorSource.<ToWatcher, Command>actorRefWithBackpressure(
            game, new WatcherReady(watcher), WatchTunnel::ending, failure -> Optional.empty())
        .mapMaterializedValue(opened -> {
          game.tell(new WatcherOpened(watcher, opened));
          return NotUsed.getInstance();
        })
        .collectType(Tell.class)
        .map(Tell::shown)
        .named("told");
  }

  private static Optional<CompletionStrategy> ending(ToWatcher message) {
    return switch (message) {
      case Tell tell -> Optional.empty();
      case LastTold() -> Optional.of(CompletionStrategy.draining());
      case CutOff() -> Optional.of(CompletionStrategy.immediately());
    };
  }
}
