package gatehouse.database;

import gatehouse.telemetry.Meters;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database is away, and spares people the wait for what it would have to answer.
 *
 * <p>It is read from at an interval. When an answer that needs it is overdue it is also written to,
 * as a full disk still lets itself be read; once away, it is away until it can be written to again.
 * All checks are made by one thread of its own, which is also why no check waits for another's
 * connection.
 */
public final class DatabaseWatch implements Availability, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

  /** For so long after the last failure others may still come upon connections that broke. */
  private static final Duration AFTERMATH = Duration.ofSeconds(10);

  /** A question and what becomes of it; each is like no other. */
  private static final class Asked<T> {

    private final Supplier<CompletionStage<T>> question;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    private Asked(Supplier<CompletionStage<T>> question) {
      this.question = question;
    }
  }

  private final Probe probe;
  private final ScheduledExecutorService thread;
  private final Executor afterPatience;
  private final Set<Asked<?>> overdue = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean checkAsked = new AtomicBoolean();
  private volatile Optional<Instant> awaySince = Optional.empty();
  private volatile Instant lastTrouble = Instant.EPOCH;

  private DatabaseWatch(Probe probe, Duration patience) {
    this.probe = probe;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("database-watch").daemon().factory(),
            // Once closed, nothing is checked any more.
            new ThreadPoolExecutor.DiscardPolicy());
    this.afterPatience =
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins to check; the first time after one interval. */
  static DatabaseWatch begin(Probe probe, Duration interval, Duration patience) {
    var watch = new DatabaseWatch(probe, patience);
    Meters.DATABASE_UP.set(1);
    var millis = interval.toMillis();
    var _ =
        watch.thread.scheduleWithFixedDelay(
            () -> watch.check(watch.isAway()), millis, millis, TimeUnit.MILLISECONDS);
    return watch;
  }

  private boolean isAway() {
    return awaySince.isPresent();
  }

  @Override
  public <T> CompletionStage<T> unlessAway(Supplier<CompletionStage<T>> question) {
    var asked = new Asked<T>(question);
    ask(asked);
    afterPatience.execute(() -> onOverdue(asked));
    return asked.answer;
  }

  private <T> void ask(Asked<T> asked) {
    asked
        .question
        .get()
        .whenComplete((value, failure) -> {
          if (failure == null) {
            asked.answer.complete(value);
          } else {
            asked.answer.completeExceptionally(failure);
          }
          overdue.remove(asked);
        });
  }

  private void onOverdue(Asked<?> asked) {
    if (asked.answer.isDone()) {
      return;
    }
    overdue.add(asked);
    if (asked.answer.isDone()) {
      overdue.remove(asked);
    } else if (isAway()) {
      giveUpOverdue();
    } else if (Instant.now().isBefore(lastTrouble.plus(AFTERMATH))) {
      ask(asked);
    } else if (checkAsked.compareAndSet(false, true)) {
      thread.execute(() -> {
        checkAsked.set(false);
        check(true);
      });
    }
  }

  private void check(boolean writing) {
    try {
      probe.check(writing);
      onAnswer();
    } catch (SQLException | RuntimeException failure) {
      onFailure(failure);
    }
  }

  private void onAnswer() {
    awaySince.ifPresent(since -> {
      LOG.info("The database answers again after {}", Duration.between(since, Instant.now()));
      Meters.DATABASE_UP.set(1);
    });
    awaySince = Optional.empty();
  }

  private void onFailure(Exception failure) {
    lastTrouble = Instant.now();
    if (!isAway()) {
      LOG.warn("The database is out of reach: {}", Complaint.oneLine(failure));
      Meters.DATABASE_UP.set(0);
      awaySince = Optional.of(Instant.now());
    }
    giveUpOverdue();
  }

  private void giveUpOverdue() {
    overdue.removeIf(asked -> {
      asked.answer.completeExceptionally(new DatabaseAway());
      return true;
    });
  }

  @Override
  public void close() {
    thread.execute(probe::close);
    thread.shutdown();
  }
}
