package gatehouse.session;

import akka.actor.typed.ActorRef;
import gatehouse.session.SshSession.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is in, and who waits for somebody to leave, first come first served; {@link Reception}'s. */
final class Seats {

  /** How many departures tell how fast the queue moves, at most and at least. */
  private static final int MOST_SEEN = 32;

  private static final int LEAST_SEEN = 4;

  private final int most;
  private final int mostWaiting;
  private final Set<ActorRef<Command>> seated = new HashSet<>();

  /** In order of their coming, with the place that each was told last. */
  private final Map<ActorRef<Command>, Integer> waiting = new LinkedHashMap<>();

  private final Deque<Instant> departures = new ArrayDeque<>();

  /** Nobody is in. */
  Seats(int most, int mostWaiting) {
    this.most = most;
    this.mostWaiting = mostWaiting;
  }

  /** Whether who comes now need not wait. */
  boolean isRoom() {
    return seated.size() < most && waiting.isEmpty();
  }

  /** Whether nobody else can even wait. */
  boolean isFull() {
    return !isRoom() && waiting.size() >= mostWaiting;
  }

  /** The place of who comes now and has to wait. */
  int nextPlace() {
    return waiting.size() + 1;
  }

  void seat(ActorRef<Command> session) {
    seated.add(session);
  }

  void queue(ActorRef<Command> session) {
    waiting.put(session, nextPlace());
  }

  /** Somebody has left; says who comes in instead, and is told so. */
  void leave(ActorRef<Command> session, Instant now) {
    waiting.remove(session);
    if (!seated.remove(session)) {
      return;
    }
    departures.addLast(now);
    if (departures.size() > MOST_SEEN) {
      departures.removeFirst();
    }
    while (seated.size() < most && !waiting.isEmpty()) {
      var next = waiting.keySet().iterator().next();
      waiting.remove(next);
      seated.add(next);
      next.tell(new SshSession.LetIn());
    }
  }

  /** Tells those who wait their place, if it is another than they were told. */
  void tellPlaces(Instant now) {
    int place = 0;
    for (var entry : waiting.entrySet()) {
      place++;
      if (entry.getValue() != place) {
        entry.setValue(place);
        entry.getKey().tell(new SshSession.Waits(place, estimate(place, now)));
      }
    }
  }

  /** As people leave now, so they will; nothing is said on too few. */
  private Optional<Duration> estimate(int place, Instant now) {
    if (departures.size() < LEAST_SEEN) {
      return Optional.empty();
    }
    var each = Duration.between(departures.getFirst(), now).dividedBy(departures.size());
    return Optional.of(each.multipliedBy(place));
  }

  int seated() {
    return seated.size();
  }

  int waiting() {
    return waiting.size();
  }

  boolean isEmpty() {
    return seated.isEmpty() && waiting.isEmpty();
  }

  void tellAll(Command news) {
    seated.forEach(session -> session.tell(news));
    waiting.keySet().forEach(session -> session.tell(news));
  }
}
