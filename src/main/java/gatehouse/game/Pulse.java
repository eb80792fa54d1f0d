package gatehouse.game;

import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.game.pty.Ptys.Condition;
import gatehouse.game.pty.Ptys.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one running game does from look to look, and what is to be done about it. Not thread-safe.
 */
final class Pulse {

  /**
   * What a look finds.
   *
   * @param vitals empty if its processes could not be looked at
   * @param crowding how many threads want each processor
   * @param attached since when its player's present terminal is; empty if none is
   * @param unread when keys were last dropped that it did not read; {@link Instant#MIN} if never
   */
  record Look(
      Instant now,
      Optional<Vitals> vitals,
      double crowding,
      Instant lastInput,
      Instant lastOutput,
      Optional<Instant> attached,
      Instant unread) {

    private Instant lastSign() {
      return later(lastInput, lastOutput);
    }
  }

  private final HealthSettings settings;
  private final TimeLimits limits;
  private final Instant began;
  private Optional<Health> latest = Optional.empty();
  private Optional<Quiet> quiet = Optional.empty();
  private Optional<Instant> stuckSince = Optional.empty();
  private Duration cpu = Duration.ZERO;
  private long peakMemory;

  /** Whether its files are being looked at, which may take long on a slow disk. */
  private boolean measuring;

  /** What was warned of last: the moment that it is for. */
  private Instant warnedOf = Instant.MIN;

  Pulse(HealthSettings settings, TimeLimits limits, Instant began) {
    this.settings = settings;
    this.limits = limits;
    this.began = began;
  }

  /** How it did at the latest look, if its processes could be looked at by now. */
  Optional<Health> health() {
    return latest;
  }

  /** Whether its files may be looked at now: one look after the other. */
  boolean beginsMeasuring() {
    boolean begins = !measuring;
    measuring = true;
    return begins;
  }

  void endsMeasuring() {
    measuring = false;
  }

  /** The most memory that was seen, in bytes. */
  long peakMemory() {
    return peakMemory;
  }

  /** How much more of processors it has used, ever, than when this was last asked. */
  Duration moreCpu(Duration ever) {
    var more = ever.compareTo(cpu) > 0 ? ever.minus(cpu) : Duration.ZERO;
    cpu = cpu.plus(more);
    return more;
  }

  /** Takes a look. */
  Advice feel(Look look) {
    look.vitals().ifPresent(vitals -> examine(look, vitals));
    if (isRunaway(look)) {
      return new Advice.End(StopCause.RUNAWAY);
    }
    if (lasts(stuckSince, settings.stuckTime(), look.now())) {
      return new Advice.End(StopCause.STUCK);
    }
    if (stuckSince.isPresent() && is(Condition.STOPPED) && !settings.stuckTime().isZero()) {
      return new Advice.Wake();
    }
    return mindTheTime(look);
  }

  private void examine(Look look, Vitals vitals) {
    double share =
        latest
            .map(then ->
                share(vitals.cpu().minus(then.cpu()), Duration.between(then.at(), look.now())))
            .orElse(0.0);
    latest =
        Optional.of(
            new Health(
                look.now(),
                share,
                vitals.cpu(),
                vitals.memory(),
                vitals.processes(),
                vitals.threads(),
                vitals.condition(),
                later(look.lastInput(), began),
                later(look.lastOutput(), began)));
    peakMemory = Math.max(peakMemory, vitals.memory());
    quiet =
        Optional.of(
            quiet
                .filter(since -> !look.lastSign().isAfter(since.from()))
                .map(since -> since.with(look.crowding()))
                .orElseGet(() -> new Quiet(look.now(), vitals.cpu(), 0, 0)));
    boolean stuck =
        vitals.condition() != Condition.GOING || look.unread().isAfter(look.lastOutput());
    stuckSince = stuck ? Optional.of(stuckSince.orElse(look.now())) : Optional.empty();
  }

  /**
   * A time without a sign of life, as far as it was looked at.
   *
   * @param cpu used before it
   * @param crowding of all looks at it, added up
   */
  private record Quiet(Instant from, Duration cpu, double crowding, int looks) {

    private Quiet with(double more) {
      return new Quiet(from, cpu, crowding + more, looks + 1);
    }

    /** Used meanwhile of one processor, or of what there was to be had of it. */
    private double share(Health now) {
      return Pulse.share(now.cpu().minus(cpu), Duration.between(from, now.at()))
          * (crowding / looks);
    }
  }

  /** Each time that has lasted for long enough is judged, and then another begins. */
  private boolean isRunaway(Look look) {
    boolean over =
        lasts(quiet.map(Quiet::from), settings.runawayTime(), look.now())
            && look.vitals().isPresent();
    if (!over) {
      return false;
    }
    var judged = quiet.orElseThrow();
    quiet = Optional.empty();
    return latest.filter(now -> judged.share(now) * 100 >= settings.runawayCpu()).isPresent();
  }

  private static double share(Duration cpu, Duration time) {
    return Math.max(0, seconds(cpu)) / Math.max(0.001, seconds(time));
  }

  private boolean is(Condition condition) {
    return latest.filter(health -> health.condition() == condition).isPresent();
  }

  /** Ends what is over its time, and warns of that once, or again if it was put off meanwhile. */
  private Advice mindTheTime(Look look) {
    var idle =
        look.attached()
            .filter(since -> !limits.idle().isZero())
            .map(since -> later(since, look.lastInput()).plus(limits.idle()))
            .map(end -> new Term(end, StopCause.IDLE));
    var session =
        Optional.of(began.plus(limits.session()))
            .filter(end -> !limits.session().isZero())
            .map(end -> new Term(end, StopCause.TOO_LONG));
    return Stream.concat(idle.stream(), session.stream())
        .min(Comparator.comparing(Term::end))
        .map(term -> mind(term, look))
        .orElse(new Advice.Nothing());
  }

  /** When its time is up, and what for. */
  private record Term(Instant end, StopCause cause) {}

  private Advice mind(Term term, Look look) {
    if (!look.now().isBefore(term.end())) {
      return new Advice.End(term.cause());
    }
    var left = Duration.between(look.now(), term.end());
    if (left.compareTo(settings.endWarning()) > 0 || warnedOf.equals(term.end())) {
      return new Advice.Nothing();
    }
    warnedOf = term.end();
    return new Advice.Warn(
        term.cause() == StopCause.IDLE
            ? "Nothing was typed for long: press a key, or your game is saved and ended in "
                + inWords(left)
                + "."
            : "Your time is up in " + inWords(left) + "; your game will be saved and ended then.");
  }

  private static String inWords(Duration left) {
    long seconds = Math.max(1, Math.round(left.toMillis() / 1000.0));
    return seconds < 120
        ? seconds + (seconds == 1 ? " second" : " seconds")
        : Math.round(seconds / 60.0) + " minutes";
  }

  private static boolean lasts(Optional<Instant> since, Duration time, Instant now) {
    return !time.isZero() && since.filter(began -> !now.isBefore(began.plus(time))).isPresent();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
