package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-P1")
class RekeyingTest {

  private static final long LITTLE = Rekeying.MUCH - 1;

  private long now;
  private Rekeying rekeying = new Rekeying(now);

  private boolean isAllowedAfter(long pause) {
    now += pause;
    return rekeying.isAllowed(now, LITTLE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Long.MIN_VALUE, Long.MAX_VALUE - 5, -1})
  void is_allowed_some_times_at_once_whatever_the_time(long start) {
    now = start;
    rekeying = new Rekeying(now);
    for (int i = 0; i < Rekeying.AT_ONCE; i++) {
      assertThat(isAllowedAfter(1)).isTrue();
    }
    assertThat(isAllowedAfter(1)).isFalse();
  }

  @Test
  void is_allowed_once_in_a_while_for_ever() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(isAllowedAfter(Rekeying.PAUSE)).isTrue();
    }
  }

  @Test
  void is_allowed_as_often_as_there_is_much_output_between() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(rekeying.isAllowed(now, Rekeying.MUCH)).isTrue();
    }
    assertThat(isAllowedAfter(0)).isTrue();
  }

  @Test
  void is_forgotten_after_a_long_time() {
    for (int i = 0; i < Rekeying.AT_ONCE; i++) {
      assertThat(isAllowedAfter(0)).isTrue();
    }
    for (int i = 0; i < Rekeying.AT_ONCE; i++) {
      assertThat(isAllowedAfter(i == 0 ? Rekeying.AT_ONCE * Rekeying.PAUSE : 0)).isTrue();
    }
    assertThat(isAllowedAfter(0)).isFalse();
  }
}
