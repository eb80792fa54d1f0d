package gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S3.1-metrics")
class KeyToOutputTest {

  private final AtomicLong now = new AtomicLong(1);
  private final List<Double> measured = new ArrayList<>();
  private final KeyToOutput stopwatch = new KeyToOutput(now::get, measured::add);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void output_is_measured_from_the_first_key_before_it() {
    stopwatch.key();
    pass(Duration.ofMillis(3));
    stopwatch.key();
    pass(Duration.ofMillis(2));
    stopwatch.output();

    assertThat(measured).containsExactly(0.005);
  }

  @Test
  void output_that_no_key_asked_for_is_not_measured() {
    stopwatch.output();
    stopwatch.key();
    stopwatch.output();
    pass(Duration.ofMillis(1));
    stopwatch.output();

    assertThat(measured).containsExactly(0.0);
  }

  @Test
  void output_long_after_a_key_answers_something_else() {
    stopwatch.key();
    pass(Duration.ofSeconds(11));
    stopwatch.output();

    assertThat(measured).isEmpty();
  }
}
