package gatehouse.spectate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.stream.BoundedSourceQueue;
import akka.stream.Materializer;
import akka.stream.javadsl.Source;
import akka.stream.typed.javadsl.ActorSink;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games;
import gatehouse.backend.Games.Admission;
import gatehouse.backend.Games.OfViewers;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.spectate.Pictures.GameOver;
import gatehouse.spectate.Pictures.Picture;
import gatehouse.spectate.Pictures.TurnedAway;
import gatehouse.spectate.Spectator.FromBroadcast;
import gatehouse.telemetry.Meters;
import gatehouse.terminal.Frame;
import gatehouse.terminal.View;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One game, shown to everybody who watches it on this gateway.
 *
 * <pre>
 *   Games.watch ─▶ pictures ─▶ this ─┬▶ ViewClass 80×24 utf-8 256 ─▶ spectators
 *        ▲                          └▶ ViewClass 40×15 …         ─▶ spectators
 *        └──────── viewers ◀─ this
 * </pre>
 *
 * <p>The next picture is asked for when the one before was told to all; that takes no longer the
 * slower somebody's terminal is, as each {@link Spectator} waits for its own.
 */
final class Broadcast extends AbstractOnMessageBehavior<Broadcast.Command> {

  sealed interface Command {}

  /** One more viewer. */
  record Enter(Ticket ticket, View view, ActorRef<FromBroadcast> viewer) implements Command {}

  /** A viewer's terminal is another one. */
  record Look(View view, ActorRef<FromBroadcast> viewer) implements Command {}

  private record Gone(ActorRef<FromBroadcast> viewer) implements Command {}

  private record StreamOpened(ActorRef<Next> replyTo) implements Command {}

  private record Told(Pictures.Told told, ActorRef<Next> replyTo) implements Command {}

  private record StreamEnded() implements Command {}

  private record StreamFailed(Throwable why) implements Command {}

  /** The next may come. */
  private record Next() {}

  /** A viewer's place. */
  private record Seat(Ticket ticket, ViewClass among) {}

  private final SessionId session;
  private final ActorRef<Broadcasts.Command> parent;
  private final BoundedSourceQueue<OfViewers> ofViewers;
  private final Map<ActorRef<FromBroadcast>, Seat> viewers = new HashMap<>();
  private final Map<View, ViewClass> classes = new HashMap<>();
  private Optional<Frame> latest = Optional.empty();
  private long entered;

  private Broadcast(
      ActorContext<Command> context,
      SessionId session,
      ActorRef<Broadcasts.Command> parent,
      BoundedSourceQueue<OfViewers> ofViewers) {
    super(context);
    this.session = session;
    this.parent = parent;
    this.ofViewers = ofViewers;
  }

  /**
   * A broadcast of the game that this admission is for; its viewers, and the first, are to come.
   */
  static Behavior<Command> create(
      Admission admission,
      Games games,
      SpectateSettings settings,
      ActorRef<Broadcasts.Command> parent) {
    return Behaviors.setup(context -> {
      var materializer = Materializer.createMaterializer(context);
      var viewers = Source.<OfViewers>queue(settings.viewersAhead()).preMaterialize(materializer);
      games
          .watch(admission.address(), viewers.second())
          .via(new Pictures(settings.framePause()))
          .named("pictures")
          .runWith(
              ActorSink.actorRefWithBackpressure(
                  context.getSelf(),
                  (ActorRef<Next> replyTo, Pictures.Told told) -> new Told(told, replyTo),
                  StreamOpened::new,
                  new Next(),
                  new StreamEnded(),
                  StreamFailed::new),
              materializer);
      return new Broadcast(context, admission.session(), parent, viewers.first());
    });
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Enter(Ticket ticket, View view, var viewer) -> onEnter(ticket, view, viewer);
      case Look(View view, var viewer) -> onLook(view, viewer);
      case Gone(var viewer) -> onGone(viewer);
      case StreamOpened(var replyTo) -> {
        replyTo.tell(new Next());
        yield this;
      }
      case Told(Pictures.Told told, var replyTo) -> {
        replyTo.tell(new Next());
        yield onTold(told);
      }
      case StreamEnded() -> lost(new IllegalStateException("ended without saying why"));
      case StreamFailed(Throwable why) -> lost(why);
    };
  }

  private Behavior<Command> onEnter(Ticket ticket, View view, ActorRef<FromBroadcast> viewer) {
    entered++;
    leave(viewer); // if it gave up waiting for a picture, and comes again
    getContext().watchWith(viewer, new Gone(viewer));
    viewers.put(viewer, new Seat(ticket, join(view, viewer)));
    Meters.SPECTATORS.inc();
    say(new Games.Enter(session, ticket));
    return this;
  }

  private ViewClass join(View view, ActorRef<FromBroadcast> viewer) {
    var among = classes.get(view);
    if (among == null) {
      among = new ViewClass(view);
      classes.put(view, among);
      latest.ifPresent(among::show);
    }
    among.add(viewer);
    return among;
  }

  private Behavior<Command> onLook(View view, ActorRef<FromBroadcast> viewer) {
    var seat = viewers.get(viewer);
    if (seat != null && !seat.among().view().equals(view)) {
      part(seat.among(), viewer);
      viewers.put(viewer, new Seat(seat.ticket(), join(view, viewer)));
    }
    return this;
  }

  private void part(ViewClass from, ActorRef<FromBroadcast> viewer) {
    from.remove(viewer);
    if (from.isDeserted()) {
      classes.remove(from.view());
    }
  }

  private Behavior<Command> onGone(ActorRef<FromBroadcast> viewer) {
    leave(viewer);
    if (viewers.isEmpty()) {
      parent.tell(new Broadcasts.Deserted(session, entered));
    }
    return this;
  }

  private void leave(ActorRef<FromBroadcast> viewer) {
    var seat = viewers.remove(viewer);
    if (seat != null) {
      Meters.SPECTATORS.dec();
      part(seat.among(), viewer);
      say(new Games.Leave(seat.ticket()));
    }
  }

  /** Tells the Game Service; a broadcast that cannot would be counted wrongly. */
  private void say(OfViewers news) {
    if (!ofViewers.offer(news).isEnqueued()) {
      var why = new IllegalStateException("too many viewers come and go at once");
      getContext().getSelf().tell(new StreamFailed(why));
    }
  }

  private Behavior<Command> onTold(Pictures.Told told) {
    return switch (told) {
      case Picture(Frame frame) -> {
        var seen = frame.forOnlookers();
        latest = Optional.of(seen);
        classes.values().forEach(among -> among.show(seen));
        yield this;
      }
      case TurnedAway(Games.Expelled(Ticket ticket, String text)) -> {
        viewers.forEach((viewer, seat) -> {
          if (seat.ticket().equals(ticket)) {
            viewer.tell(new Spectator.TurnedAway(text));
          }
        });
        yield this;
      }
      case GameOver(Games.Ended ended) -> {
        viewers.keySet().forEach(viewer -> viewer.tell(new Spectator.Over(ended)));
        yield Behaviors.stopped();
      }
    };
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) throws Exception {
    if (signal instanceof PostStop) {
      Meters.SPECTATORS.dec(viewers.size());
      return this;
    }
    return super.onSignal(signal);
  }

  private Behavior<Command> lost(Throwable why) {
    var failure = BackendFailure.of(why);
    viewers.keySet().forEach(viewer -> viewer.tell(new Spectator.Lost(failure)));
    return Behaviors.stopped();
  }
}
