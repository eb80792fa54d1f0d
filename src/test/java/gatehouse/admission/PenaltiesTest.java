package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class PenaltiesTest {

  private static final Duration COST = Duration.ofMillis(5);

  private final Penalties<Source> penalties =
      new Penalties<>(new Penalties.Limits(Duration.ofMillis(15), Duration.ofMillis(100), 3));

  private static Source network(int number) throws Exception {
    return Source.of(InetAddress.getByAddress(new byte[] {10, 0, (byte) number, 1}), 24, 64);
  }

  private void offend(int network, int times, long now) throws Exception {
    for (int i = 0; i < times; i++) {
      penalties.add(network(network), COST, now);
    }
  }

  @Test
  void count_from_the_threshold_on_until_all_has_run_off() throws Exception {
    offend(1, 2, 0);
    assertThat(penalties.enforced(network(1), 0)).isFalse();
    offend(1, 1, 0);
    assertThat(penalties.enforced(network(1), 0)).isTrue();
    assertThat(penalties.enforced(network(1), 14)).isTrue();
    assertThat(penalties.enforced(network(1), 15)).isFalse();
    offend(1, 1, 15);
    assertThat(penalties.enforced(network(1), 15)).isFalse();
  }

  @Test
  void run_off_between_offences() throws Exception {
    for (int now = 0; now < 1000; now += 5) {
      offend(1, 1, now);
      assertThat(penalties.enforced(network(1), now)).isFalse();
    }
  }

  @Test
  void have_a_longest() throws Exception {
    offend(1, 1000, 0);
    assertThat(penalties.enforced(network(1), 99)).isTrue();
    assertThat(penalties.enforced(network(1), 100)).isFalse();
  }

  @Test
  void are_forgiven_to_the_least_of_too_many_networks() throws Exception {
    offend(1, 3, 0);
    offend(2, 4, 0);
    offend(3, 5, 0);
    offend(4, 1, 0);
    assertThat(penalties.size()).isEqualTo(3);
    assertThat(penalties.enforced(network(1), 0)).isFalse();
    assertThat(penalties.enforced(network(2), 0)).isTrue();
    offend(5, 1, 0);
    assertThat(penalties.enforced(network(2), 0)).isTrue();
    assertThat(penalties.size()).isEqualTo(3);
  }

  @Test
  void are_forgotten_when_they_ran_off_long_ago() throws Exception {
    offend(1, 1, 0);
    offend(2, 2, 0);
    penalties.forget(19);
    assertThat(penalties.remembers(network(1))).isTrue();
    penalties.forget(20);
    assertThat(penalties.remembers(network(1))).isFalse();
    assertThat(penalties.size()).isEqualTo(1);
    penalties.forget(25);
    assertThat(penalties.size()).isZero();
  }

  @Test
  void cost_nothing_for_what_has_no_price() throws Exception {
    penalties.add(network(1), Duration.ZERO, 0);
    assertThat(penalties.size()).isZero();
  }
}
