package gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("C-logging")
class LogLevelsTest {

  private static final String NAME = "gatehouse.telemetry.some-test".replace('-', '_');

  @Test
  void a_level_counts_from_when_it_is_set() {
    var log = LoggerFactory.getLogger(NAME);
    assertThat(LogLevels.set(NAME, "error")).isEmpty();
    assertThat(log.isWarnEnabled()).isFalse();
    assertThat(LogLevels.set(NAME, " TRACE\n")).isEmpty();
    assertThat(log.isTraceEnabled()).isTrue();
    assertThat(LogLevels.configured()).containsEntry(NAME, "TRACE");
  }

  @Test
  void what_is_no_level_changes_nothing() {
    LogLevels.set(NAME, "WARN");
    assertThat(LogLevels.set(NAME, "loud")).isPresent();
    assertThat(LogLevels.set(NAME, "")).isPresent();
    assertThat(LogLevels.configured()).containsEntry(NAME, "WARN");
  }

  @Test
  void what_is_no_name_is_refused() {
    assertThat(LogLevels.set("no such name\n", "INFO")).isPresent();
    assertThat(LogLevels.set("a".repeat(300), "INFO")).isPresent();
  }
}
