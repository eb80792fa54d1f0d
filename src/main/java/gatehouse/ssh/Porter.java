package gatehouse.ssh;

import akka.actor.Cancellable;
import akka.actor.typed.Scheduler;
import gatehouse.admission.AccessFile;
import gatehouse.admission.Admission;
import gatehouse.admission.AdmissionSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import scala.concurrent.ExecutionContext;

/**
 * Who stands at a front door: what decides about those who come, and looks a few times a second
 * whether somebody has been there too long or the lists of networks have changed.
 */
final class Porter {

  /** What the login grace, and waiting for a turn, may be late. */
  private static final Duration OFTEN = Duration.ofMillis(250);

  private final Admission admission;
  private final Turns turns;
  private final AccessFile lists;
  private final Duration look;
  private final List<Cancellable> rounds = new ArrayList<>();

  private Porter(Admission admission, Turns turns, AccessFile lists, Duration look) {
    this.admission = admission;
    this.turns = turns;
    this.lists = lists;
    this.look = look;
  }

  /**
   * Reads the lists of networks; blocks for that.
   *
   * @throws SshStartException if there is a mistake in them, or in the settings
   */
  static Porter of(SshSettings ssh, AdmissionSettings settings, Executor executor) {
    var clock = steadyClock();
    try {
      var admission = new Admission(settings, ssh.connections(), ssh.loginGrace(), clock);
      var lists = new AccessFile(settings.lists(), admission::use);
      lists.open();
      var turns = new Turns(ssh.turns(), ssh.keyExchangeWait(), clock, executor);
      return new Porter(admission, turns, lists, settings.look());
    } catch (IllegalArgumentException mistake) {
      throw new SshStartException(String.valueOf(mistake.getMessage()), mistake);
    }
  }

  /** One that nobody can set. */
  private static InstantSource steadyClock() {
    long start = System.nanoTime();
    return () -> Instant.EPOCH.plusNanos(System.nanoTime() - start);
  }

  Admission admission() {
    return admission;
  }

  Turns turns() {
    return turns;
  }

  /** Begins its rounds. */
  void start(Scheduler scheduler, ExecutionContext quick, ExecutionContext blocking) {
    rounds.add(
        scheduler.scheduleWithFixedDelay(
            OFTEN,
            OFTEN,
            () -> {
              admission.sweep();
              turns.sweep();
            },
            quick));
    rounds.add(scheduler.scheduleWithFixedDelay(look, look, lists::look, blocking));
  }

  /** Ends them. */
  void stop() {
    rounds.forEach(Cancellable::cancel);
  }
}
