package gatehouse.game;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.japi.Pair;
import akka.stream.Attributes;
import akka.stream.CompletionStrategy;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.typed.javadsl.ActorSink;
import akka.stream.typed.javadsl.ActorSource;
import gatehouse.game.Games.FromGame;
import gatehouse.game.Games.Keys;
import gatehouse.game.Games.Resize;
import gatehouse.game.Games.ToGame;
import gatehouse.game.RunningGame.Acknowledged;
import gatehouse.game.RunningGame.AttachmentId;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.Cut;
import gatehouse.game.RunningGame.Finish;
import gatehouse.game.RunningGame.InputOpened;
import gatehouse.game.RunningGame.Resized;
import gatehouse.game.RunningGame.Show;
import gatehouse.game.RunningGame.Shown;
import gatehouse.game.RunningGame.ToTunnel;
import gatehouse.game.RunningGame.TunnelClosed;
import gatehouse.game.RunningGame.TunnelOpened;
import gatehouse.game.RunningGame.Typed;
import java.util.Optional;

/**
 * One attachment as a stream.
 *
 * <pre>
 *   keys, sizes ──▶ numbered ──▶ typed     to the game, which asks for the next when the PTY took it
 *                                  ║       when either end ends, both do
 *        output ◀── shown ◀────── told     by the game, which is asked for more when this was taken
 * </pre>
 *
 * <p>Neither direction runs ahead of the other side: a PTY that takes no keys stops the keys, and a
 * tunnel that takes no output stops, in the end, the game. Both ends end with the game's actor.
 */
final class PlayTunnel {

  private static final Attributes ONE_AT_A_TIME = Attributes.inputBuffer(1, 1);

  private final ActorRef<Command> game;
  private final AttachmentId attachment;

  private PlayTunnel(ActorRef<Command> game, AttachmentId attachment) {
    this.game = game;
    this.attachment = attachment;
  }

  /** The stream of one attachment; good for one run. */
  static Flow<ToGame, FromGame, NotUsed> of(ActorRef<Command> game, AttachmentId attachment) {
    return new PlayTunnel(game, attachment).graph();
  }

  private Flow<ToGame, FromGame, NotUsed> graph() {
    return numbered()
        .via(Flow.fromSinkAndSourceCoupled(typed(), told().via(shown())))
        .named("play-tunnel");
  }

  /** Fails with {@link MisnumberedKeys} unless keys are numbered 1, 2, 3…. */
  private Flow<ToGame, ToGame, NotUsed> numbered() {
    return Flow.<ToGame>create()
        .statefulMap(() -> 1L, PlayTunnel::count, next -> Optional.empty())
        .named("numbered");
  }

  private static Pair<Long, ToGame> count(long next, ToGame message) {
    return switch (message) {
      case Keys keys when keys.number() != next -> throw new MisnumberedKeys(next, keys.number());
      case Keys keys -> Pair.create(next + 1, keys);
      case Resize resize -> Pair.create(next, resize);
    };
  }

  private Sink<ToGame, NotUsed> typed() {
    return ActorSink.<ToGame, Command, Acknowledged>actorRefWithBackpressure(
            game,
            this::toCommand,
            acknowledgements -> new InputOpened(attachment, acknowledgements),
            new Acknowledged(),
            new TunnelClosed(attachment),
            failure -> new TunnelClosed(attachment))
        .addAttributes(ONE_AT_A_TIME)
        .named("typed");
  }

  private Command toCommand(ActorRef<Acknowledged> replyTo, ToGame message) {
    return switch (message) {
      case Keys keys -> new Typed(attachment, keys.keys(), replyTo);
      case Resize resize -> new Resized(attachment, resize.size(), replyTo);
    };
  }

  private Source<ToTunnel, NotUsed> told() {
    return ActorSource.<ToTunnel, Command>actorRefWithBackpressure(
            game, new Shown(attachment), PlayTunnel::ending, failure -> Optional.empty())
        .mapMaterializedValue(tunnel -> {
          game.tell(new TunnelOpened(attachment, tunnel));
          return NotUsed.getInstance();
        })
        .named("told");
  }

  private static Optional<CompletionStrategy> ending(ToTunnel message) {
    return switch (message) {
      case Show show -> Optional.empty();
      case Finish() -> Optional.of(CompletionStrategy.draining());
      case Cut() -> Optional.of(CompletionStrategy.immediately());
    };
  }

  private static Flow<ToTunnel, FromGame, NotUsed> shown() {
    return Flow.<ToTunnel>create().collectType(Show.class).map(Show::shown).named("shown");
  }
}
