package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.cluster.UniqueAddress;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.SelfUniqueAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told to all gateways. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class GossipTest {

  private static final SelfUniqueAddress ONE = gateway(1);
  private static final SelfUniqueAddress OTHER = gateway(2);

  private static SelfUniqueAddress gateway(long uid) {
    return new SelfUniqueAddress(new UniqueAddress(new Address("akka", "gateways"), uid));
  }

  private static LWWMap<String, Long> told(Map<String, Long> ends, SelfUniqueAddress by) {
    return Gossip.with(LWWMap.empty(), ends, by);
  }

  @Test
  void of_two_ends_the_later_one_counts_in_either_order() {
    var one = told(Map.of("10.0.0.0/24", 1000L), ONE);
    var other = told(Map.of("10.0.0.0/24", 2000L), OTHER);
    assertThat(one.merge(other).getEntries()).containsEntry("10.0.0.0/24", 2000L);
    assertThat(other.merge(one).getEntries()).containsEntry("10.0.0.0/24", 2000L);
  }

  @Test
  void what_has_run_off_is_told_no_more() {
    var ends = Map.of("10.0.0.0/24", 1000L, "10.0.1.0/24", 1001L);
    assertThat(Gossip.bounded(told(ends, ONE), 1000, OTHER).getEntries())
        .containsOnlyKeys("10.0.1.0/24");
  }

  @Test
  void of_too_many_those_that_end_last_are_told() {
    var ends = new HashMap<String, Long>();
    for (long network = 0; network < Gossip.MOST_IN_BUCKET + 100; network++) {
      ends.put("network " + network, 1000 + network);
    }
    assertThat(Gossip.bounded(told(ends, ONE), 0, ONE).getEntries())
        .hasSize(Gossip.MOST_IN_BUCKET)
        .doesNotContainKeys("network 0", "network 99")
        .containsKeys("network 100");
  }
}
