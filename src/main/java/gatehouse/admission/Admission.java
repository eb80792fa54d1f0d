package gatehouse.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import gatehouse.telemetry.Meters;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may connect, and who has to leave again before signing in.
 *
 * <pre>
 *   knock ──▶ Visit.comesFrom ──▶ (key exchange) ──▶ Visit.signsIn
 *   peer denied?  source denied, penalised,          too many of
 *   too many?     too many of it?                    this account?
 * </pre>
 *
 * <p>The peer is at the other end of the socket; the source is who is behind it, and the same where
 * there is no proxy. When there are too many who have not signed in, the {@link Crowd} says who of
 * them has to leave: it is rarely the newest.
 *
 * <p>Thread-safe, and no method waits.
 */
public final class Admission {

  /** What comes of a knock. */
  public sealed interface Answer {}

  /** There is a place; whoever has the socket has to close the visit with it. */
  public record Welcome(Visit visit) implements Answer {}

  /** There is none, and nothing to be closed but the socket. */
  public record Refused(Refusal why) implements Answer {}

  private final AdmissionSettings settings;
  private final int most;
  private final long grace;
  private final InstantSource clock;
  private final Networks exempt;
  private volatile AccessLists lists = AccessLists.EMPTY;

  @GuardedBy("this")
  private final Penalties<Source> penalties;

  @GuardedBy("this")
  private final Guesses guesses;

  /**
   * A connection costs time as an offence does, by which a network that comes too fast is known.
   */
  @GuardedBy("this")
  private final Penalties<Source> arrivals;

  @GuardedBy("this")
  private final Crowd crowd = new Crowd();

  @GuardedBy("this")
  private final Map<Source, Household> households = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, Integer> accounts = new HashMap<>();

  /** Who has not signed in, longest here first. */
  @GuardedBy("this")
  private final LinkedHashSet<Visit> waiting = new LinkedHashSet<>();

  @GuardedBy("this")
  private int open;

  @GuardedBy("this")
  private long numbers;

  /**
   * Of one front door.
   *
   * @param most how many connections may be open
   * @param grace how long signing in may take
   * @param clock of which only differences matter
   */
  public Admission(AdmissionSettings settings, int most, Duration grace, InstantSource clock) {
    this.settings = settings;
    this.most = most;
    this.grace = grace.toMillis();
    this.clock = clock;
    this.exempt = settings.exemptNetworks();
    this.penalties = new Penalties<>(settings.penalties().limits());
    this.arrivals = new Penalties<>(settings.rate().limits());
    this.guesses = new Guesses(settings.guesses());
  }

  /** Has these lists count from now on, for those who come. */
  public void use(AccessLists lists) {
    this.lists = lists;
  }

  /** Somebody connects: the first step of admission, on the peer's address alone. */
  public Answer knock(InetAddress peer) {
    if (isDenied(peer)) {
      return new Refused(Refusal.DENIED);
    }
    Visit visit;
    Visit evicted = null;
    synchronized (this) {
      long now = clock.millis();
      if (open >= most) {
        evicted = crowd.first(new Household(), latest(now));
        if (evicted == null) {
          return new Refused(Refusal.FULL);
        }
        sendAway(evicted, Offence.NO_ATTEMPT, now);
      }
      open++;
      visit = new Visit(this, numbers++, now);
      waiting.add(visit);
    }
    leave(evicted);
    return new Welcome(visit);
  }

  Optional<Refusal> comesFrom(Visit visit, InetAddress address) {
    if (isDenied(address)) {
      return Optional.of(Refusal.DENIED);
    }
    Visit evicted;
    synchronized (this) {
      if (visit.stage != Visit.Stage.KNOCKED) {
        return Optional.of(Refusal.EVICTED);
      }
      long now = clock.millis();
      visit.source = isFree(address) ? null : source(address);
      var household = household(visit.source);
      var refused = problem(visit.source, household, now);
      evicted = refused == null ? null : inFavour(household, refused, now);
      if (refused != null && evicted == null) {
        penalise(visit, Offence.REFUSED, now);
        return Optional.of(refused);
      }
      if (evicted != null) {
        sendAway(evicted, Offence.NO_ATTEMPT, now);
      }
      enter(visit, household, now);
    }
    leave(evicted);
    return Optional.empty();
  }

  /** Why there is no place for one more of this household, if there is none. */
  @GuardedBy("this")
  private @Nullable Refusal problem(@Nullable Source source, Household household, long now) {
    if (source != null && penalties.enforced(source, now)) {
      return Refusal.PENALISED;
    }
    if (source != null && arrivals.enforced(source, now)) {
      return Refusal.TOO_FAST;
    }
    boolean many =
        household.open >= settings.connectionsPerSource()
            || household.places() >= settings.unauthenticatedPerSource();
    if (source != null && many) {
      return Refusal.SOURCE_FULL;
    }
    return crowd.size() >= settings.unauthenticated() ? Refusal.FULL : null;
  }

  /** Who has to leave, so that the problem is none; null if nobody has to. */
  @GuardedBy("this")
  private @Nullable Visit inFavour(Household household, Refusal problem, long now) {
    return switch (problem) {
      case SOURCE_FULL -> household.first(latest(now));
      case FULL -> crowd.first(household, latest(now));
      case DENIED, PENALISED, TOO_FAST, GUESSED, EVICTED, OVERDUE, ACCOUNT_FULL, BUSY -> null;
    };
  }

  private boolean isDenied(InetAddress address) {
    var now = lists;
    return now.denied().contains(address) && !now.allowed().contains(address);
  }

  private boolean isFree(InetAddress address) {
    return exempt.contains(address) || lists.allowed().contains(address);
  }

  private Source source(InetAddress address) {
    return Source.of(address, settings.ipv4Prefix(), settings.ipv6Prefix());
  }

  @GuardedBy("this")
  private Household household(@Nullable Source source) {
    var known = source == null ? null : households.get(source);
    return known != null ? known : new Household();
  }

  /** Who came after it has come just now. */
  private long latest(long now) {
    return now - settings.moment().toMillis();
  }

  @GuardedBy("this")
  private void enter(Visit visit, Household household, long now) {
    visit.stage = Visit.Stage.HALF_OPEN;
    visit.household = household;
    household.open++;
    if (visit.source != null) {
      households.put(visit.source, household);
      arrivals.add(visit.source, settings.rate().each(), now);
      if (penalties.remembers(visit.source)) {
        visit.standing -= settings.moment().toMillis();
      }
    }
    crowd.add(visit, household);
  }

  synchronized void exchangedKeys(Visit visit) {
    if (visit.stage == Visit.Stage.HALF_OPEN && visit.household != null) {
      visit.stage = Visit.Stage.SETTLED;
      crowd.settle(visit, visit.household);
    }
  }

  synchronized void attempts(Visit visit) {
    visit.attempted = true;
  }

  synchronized Optional<Refusal> mayTry(Visit visit, String account) {
    if (visit.source == null) {
      return Optional.empty();
    }
    long now = clock.millis();
    if (penalties.enforcedBeyond(visit.source, visit.penalties, now)) {
      return Optional.of(Refusal.PENALISED);
    }
    return guesses.mayTry(account, visit.source, now)
        ? Optional.empty()
        : Optional.of(Refusal.GUESSED);
  }

  synchronized void guesses(Visit visit, String account) {
    long now = clock.millis();
    if (visit.source != null) {
      guesses.add(account, visit.source, now);
    }
    penalise(visit, Offence.WRONG_PASSWORD, now);
  }

  synchronized void offends(Visit visit, Offence offence) {
    visit.attempted = true;
    penalise(visit, offence, clock.millis());
  }

  @GuardedBy("this")
  private void penalise(Visit visit, Offence offence, long now) {
    if (visit.source != null) {
      var cost = settings.penalties().cost(offence);
      penalties.add(visit.source, cost, now);
      visit.penalties = visit.penalties.plus(cost);
    }
  }

  synchronized Optional<Refusal> signsIn(Visit visit, @Nullable String account) {
    switch (visit.stage) {
      case KNOCKED, HALF_OPEN, SETTLED -> {}
      case SIGNED_IN, SENT_AWAY, CLOSED -> {
        return Optional.of(Refusal.EVICTED);
      }
    }
    if (account != null) {
      if (accounts.getOrDefault(account, 0) >= settings.connectionsPerAccount()) {
        return Optional.of(Refusal.ACCOUNT_FULL);
      }
      accounts.merge(account, 1, Integer::sum);
      visit.account = account;
    }
    forget(visit);
    visit.stage = Visit.Stage.SIGNED_IN;
    return Optional.empty();
  }

  /** It takes up no place of those who have not signed in any more. */
  @GuardedBy("this")
  private void forget(Visit visit) {
    waiting.remove(visit);
    if (visit.household != null) {
      crowd.remove(visit, visit.household);
    }
  }

  @GuardedBy("this")
  private void sendAway(Visit visit, Offence offence, long now) {
    if (!visit.attempted || offence != Offence.NO_ATTEMPT) {
      penalise(visit, offence, now);
    }
    forget(visit);
    visit.stage = Visit.Stage.SENT_AWAY;
  }

  private static void leave(@Nullable Visit evicted) {
    if (evicted != null) {
      evicted.leave(Refusal.EVICTED);
    }
  }

  synchronized void close(Visit visit) {
    switch (visit.stage) {
      case CLOSED -> {
        return;
      }
      case HALF_OPEN, SETTLED -> sendAway(visit, Offence.NO_ATTEMPT, clock.millis());
      case KNOCKED -> forget(visit);
      case SIGNED_IN, SENT_AWAY -> {}
    }
    visit.stage = Visit.Stage.CLOSED;
    open--;
    if (visit.account != null) {
      int left = accounts.getOrDefault(visit.account, 1) - 1;
      if (left == 0) {
        accounts.remove(visit.account);
      } else {
        accounts.put(visit.account, left);
      }
    }
    var household = visit.household;
    if (household != null && --household.open == 0 && visit.source != null) {
      households.remove(visit.source);
    }
  }

  /** The networks with the most before them, of those with at least {@code least}. */
  synchronized Map<Source, Duration> strongestPenalties(Duration least, int most) {
    return penalties.strongest(least, most, clock.millis());
  }

  /** Another gateway keeps the network out for that long. */
  synchronized void hearsOf(Source source, Duration left) {
    penalties.raise(source, left, clock.millis());
  }

  /** Sends away who has not signed in within the grace. To be called a few times a second. */
  public void sweep() {
    List<Visit> overdue = new ArrayList<>();
    synchronized (this) {
      long now = clock.millis();
      while (!waiting.isEmpty() && waiting.getFirst().since() <= now - grace) {
        var visit = waiting.getFirst();
        sendAway(visit, Offence.GRACE_EXCEEDED, now);
        overdue.add(visit);
      }
      penalties.forget(now);
      guesses.forget(now);
      arrivals.forget(now);
      Meters.SSH_UNAUTHENTICATED.set(waiting.size());
      Meters.SSH_PENALISED.set(penalties.size());
    }
    overdue.forEach(visit -> visit.leave(Refusal.OVERDUE));
  }
}
