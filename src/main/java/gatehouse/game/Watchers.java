package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.util.ByteString;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Expelled;
import gatehouse.game.Games.Keyframe;
import gatehouse.game.Games.Output;
import gatehouse.game.RunningGame.Acknowledged;
import gatehouse.game.RunningGame.CutOff;
import gatehouse.game.RunningGame.FromWatcher;
import gatehouse.game.RunningGame.LastTold;
import gatehouse.game.RunningGame.OfViewers;
import gatehouse.game.RunningGame.Tell;
import gatehouse.game.RunningGame.ToWatcher;
import gatehouse.game.RunningGame.ViewersOpened;
import gatehouse.game.RunningGame.WatcherClosed;
import gatehouse.game.RunningGame.WatcherId;
import gatehouse.game.RunningGame.WatcherOpened;
import gatehouse.game.RunningGame.WatcherReady;
import gatehouse.game.RunningGame.WatcherStalled;
import gatehouse.model.Ticket;
import gatehouse.terminal.Screen;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Those who watch one running game: a stream for each gateway, with any number of viewers. Each is
 * told one thing at a time. Nothing waits for them: who is told more slowly than the game writes
 * gets, when the ring has gone on without them, the whole screen instead. Not thread-safe.
 */
final class Watchers {

  private static final Acknowledged NEXT = new Acknowledged();

  /** One watcher's place. */
  private static final class Place {

    private final Set<Ticket> viewers = new HashSet<>();
    private final Queue<Expelled> expelled = new ArrayDeque<>();
    private Optional<ActorRef<ToWatcher>> opened = Optional.empty();
    private boolean ready;
    private boolean wantsKeyframe = true;
    private long given;
  }

  private final GameDesk desk;
  private final OutputRing ring;
  private final Screen screen;
  private final Tickets tickets;
  private final Map<WatcherId, Place> places = new LinkedHashMap<>();
  private Optional<Ended> farewell = Optional.empty();
  private long ever;

  Watchers(GameDesk desk, OutputRing ring, Screen screen) {
    this.desk = desk;
    this.ring = ring;
    this.screen = screen;
    this.tickets =
        new Tickets(
            desk.tools().clock(), desk.settings().ticketLifetime(), desk.settings().mostWatchers());
  }

  /** How many people watch. */
  int viewers() {
    return places.values().stream().mapToInt(place -> place.viewers.size()).sum();
  }

  /** Whether nobody is owed anything. */
  boolean isDeserted() {
    return places.isEmpty();
  }

  /** A ticket for one viewer more, if there is room. */
  Optional<Ticket> join() {
    return viewers() < desk.settings().mostWatchers()
        ? Optional.of(tickets.issue())
        : Optional.empty();
  }

  /** A new watcher with its first viewer, if the ticket is good. */
  Optional<WatcherId> watch(Ticket ticket) {
    if (!tickets.redeem(ticket)) {
      return Optional.empty();
    }
    var id = new WatcherId(++ever);
    var place = new Place();
    place.viewers.add(ticket);
    places.put(id, place);
    waitFor(id);
    return Optional.of(id);
  }

  /** The size has changed: the next thing told is the whole screen. */
  void resized() {
    places.values().forEach(place -> place.wantsKeyframe = true);
    serve();
  }

  /** Tells the last output, and that it is over. */
  void sayFarewell(Ended ended) {
    farewell = Optional.of(ended);
    serve();
  }

  /** Handles what a watcher has to say; one that is gone is not listened to. */
  void on(FromWatcher message) {
    var place = places.get(message.watcher());
    switch (message) {
      case WatcherOpened(WatcherId id, var opened) when place == null -> opened.tell(new CutOff());
      case WatcherOpened(WatcherId id, var opened) -> {
        place.opened = Optional.of(opened);
        onReady(id, place);
      }
      case ViewersOpened(WatcherId id, var replyTo) -> replyTo.tell(NEXT);
      case OfViewers(WatcherId id, var news, var replyTo) -> {
        if (place != null) {
          onViewers(place, news);
        }
        replyTo.tell(NEXT);
      }
      case WatcherReady(WatcherId id) when place != null -> onReady(id, place);
      case WatcherReady late -> {}
      case WatcherClosed(WatcherId id) -> drop(id);
      case WatcherStalled(WatcherId id) -> {
        if (place != null) {
          place.opened.ifPresent(opened -> opened.tell(new CutOff()));
          drop(id);
        }
      }
    }
    serve();
  }

  private void onReady(WatcherId id, Place place) {
    place.ready = true;
    desk.timers().cancel(id);
  }

  private void onViewers(Place place, Games.OfViewers news) {
    switch (news) {
      case Games.Enter(Ticket ticket) when place.viewers.contains(ticket) -> {}
      case Games.Enter(Ticket ticket) when tickets.redeem(ticket) -> place.viewers.add(ticket);
      case Games.Enter(Ticket ticket) ->
          place.expelled.add(new Expelled(ticket, "Your leave to watch is no longer good."));
      case Games.Leave(Ticket ticket) -> place.viewers.remove(ticket);
    }
  }

  private void drop(WatcherId id) {
    desk.timers().cancel(id);
    places.remove(id);
  }

  private void waitFor(WatcherId id) {
    desk.timers().startSingleTimer(id, new WatcherStalled(id), desk.settings().stallTimeout());
  }

  /** Tells everybody who can be told what they have not been told yet. */
  void serve() {
    places.entrySet().removeIf(one -> serve(one.getKey(), one.getValue()));
  }

  /** Says whether that was the last thing to tell. */
  private boolean serve(WatcherId id, Place place) {
    var next = place.ready ? next(place) : Optional.<Games.FromWatched>empty();
    if (next.isEmpty()) {
      return false;
    }
    place.ready = false;
    var opened = place.opened.orElseThrow();
    opened.tell(new Tell(next.get()));
    if (next.get() instanceof Ended) {
      opened.tell(new LastTold());
      return true;
    }
    waitFor(id);
    return false;
  }

  private Optional<Games.FromWatched> next(Place place) {
    if (!place.expelled.isEmpty()) {
      return Optional.of(place.expelled.remove());
    }
    if (place.wantsKeyframe || !ring.reaches(place.given)) {
      place.wantsKeyframe = false;
      place.given = ring.end();
      return Optional.of(
          new Keyframe(place.given, screen.size(), ByteString.fromArrayUnsafe(screen.repaint())));
    }
    if (place.given < ring.end()) {
      var bytes = ring.from(place.given, desk.settings().outputChunk());
      var output = new Output(place.given, bytes);
      place.given += bytes.length();
      return Optional.of(output);
    }
    return farewell.map(ended -> ended);
  }
}
