package gatehouse.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gatehouse.telemetry.Meters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
class DatabaseWatchTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofHours(1);

  private final FakeProbe probe = new FakeProbe();
  private final CompletableFuture<String> asked = new CompletableFuture<>();
  private DatabaseWatch watch = DatabaseWatch.begin(probe, NEVER, SOON);

  @AfterEach
  void close() {
    watch.close();
  }

  /** Reads and writes as told. */
  private static final class FakeProbe implements Probe {

    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean readable = true;
    private volatile boolean writable = true;
    private volatile boolean closed;

    @Override
    public void check(boolean writing) throws SQLException {
      if (writing) {
        writes.incrementAndGet();
      }
      if (!readable || (writing && !writable)) {
        throw new SQLException("the disk is full");
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void checkOften() {
    watch.close();
    watch = DatabaseWatch.begin(probe, SOON, SOON);
  }

  private static void isRefused(CompletableFuture<String> answer) {
    assertThatThrownBy(() -> answer.get(5, SECONDS)).hasCauseInstanceOf(DatabaseAway.class);
  }

  private CompletableFuture<String> ask() {
    return watch.unlessAway(() -> asked).toCompletableFuture();
  }

  @Test
  void an_answer_passes() {
    asked.complete("hello");
    assertThat(ask()).isCompletedWithValue("hello");
  }

  @Test
  void a_failure_passes() {
    asked.completeExceptionally(new IllegalStateException());
    assertThat(ask()).isCompletedExceptionally();
  }

  @Test
  void what_needs_no_database_is_answered_while_it_is_away() throws Exception {
    probe.readable = false;
    isRefused(ask());
    asked.complete("hello");
    assertThat(ask()).isCompletedWithValue("hello");
  }

  @Test
  void a_slow_answer_from_a_database_that_is_there_is_waited_for() throws Exception {
    var answer = ask();
    await().until(() -> probe.writes.get() > 0);
    asked.complete("late");
    assertThat(answer.get(5, SECONDS)).isEqualTo("late");
  }

  @Test
  void one_that_cannot_be_written_to_is_away_though_it_can_be_read() {
    probe.writable = false;
    isRefused(ask());
    assertThat(Meters.DATABASE_UP.get()).isZero();
  }

  @Test
  void it_is_found_away_before_anybody_asks_and_back_without_being_asked() {
    checkOften();
    probe.readable = false;
    await().untilAsserted(() -> assertThat(Meters.DATABASE_UP.get()).isZero());
    isRefused(ask());
    probe.readable = true;
    await().untilAsserted(() -> assertThat(Meters.DATABASE_UP.get()).isEqualTo(1));
  }

  @Test
  void it_is_back_only_when_it_can_be_written_to() {
    checkOften();
    probe.writable = false;
    isRefused(ask());
    int before = probe.writes.get();
    await().until(() -> probe.writes.get() > before + 2);
    assertThat(Meters.DATABASE_UP.get()).isZero();
    probe.writable = true;
    await().untilAsserted(() -> assertThat(Meters.DATABASE_UP.get()).isEqualTo(1));
  }

  @Test
  void what_was_lost_on_its_return_is_asked_again() throws Exception {
    checkOften();
    probe.readable = false;
    isRefused(ask());
    probe.readable = true;
    await().untilAsserted(() -> assertThat(Meters.DATABASE_UP.get()).isEqualTo(1));
    var times = new AtomicInteger();
    var answer =
        watch.unlessAway(() ->
            times.incrementAndGet() == 1
                ? new CompletableFuture<String>()
                : CompletableFuture.completedStage("hello"));
    assertThat(answer.toCompletableFuture().get(5, SECONDS)).isEqualTo("hello");
  }

  @Test
  void closing_it_closes_its_connection() {
    watch.close();
    await().until(() -> probe.closed);
  }
}
