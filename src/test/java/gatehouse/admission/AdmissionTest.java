package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import gatehouse.model.PlayerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.3-rate")
class AdmissionTest extends AtADoor {

  private static final Duration LONG = Duration.ofSeconds(4);

  @Nested
  class Places {

    @Test
    void are_given_up_by_whoever_has_been_there_longest() {
      admission = admission(1000, "unauthenticated = 3");
      var first = comes("192.0.2.1");
      comes("198.51.100.1");
      comes("203.0.113.1");
      clock.pass(LONG);
      comes("100.64.0.1");
      assertThat(evicted).containsExactly(first);
    }

    @Test
    void are_kept_by_whoever_has_just_come() {
      admission = admission(1000, "unauthenticated = 2");
      comes("192.0.2.1");
      comes("198.51.100.1");
      assertThat(refused("203.0.113.1")).isEqualTo(Refusal.FULL);
      assertThat(evicted).isEmpty();
    }

    @Test
    void are_given_up_by_the_network_that_has_most_of_them_even_if_it_has_just_come() {
      admission = admission(1000, "unauthenticated = 4");
      var oldest = comes("192.0.2.1");
      clock.pass(LONG);
      var crowding = comes("198.51.100.1");
      comes("198.51.100.2");
      comes("198.51.100.3");
      comes("203.0.113.1");
      assertThat(evicted).containsExactly(crowding);
      assertThat(oldest.signsIn(Optional.empty())).isEmpty();
    }

    @Test
    void are_kept_by_those_who_have_exchanged_keys_while_others_have_not() {
      admission = admission(1000, "unauthenticated = 2");
      comes("192.0.2.1").exchangedKeys();
      var silent = comes("198.51.100.1");
      clock.pass(LONG);
      comes("203.0.113.1");
      assertThat(evicted).containsExactly(silent);
    }

    @Test
    void are_given_up_by_those_who_have_exchanged_keys_when_all_others_have_just_come() {
      admission = admission(1000, "unauthenticated = 2");
      var waiting = comes("192.0.2.1");
      waiting.exchangedKeys();
      clock.pass(LONG);
      comes("198.51.100.1");
      comes("203.0.113.1");
      assertThat(evicted).containsExactly(waiting);
    }

    @Test
    void are_not_kept_by_a_network_with_a_penalty_even_if_it_has_just_come() {
      admission = admission(1000, "unauthenticated = 2");
      comes("192.0.2.1").close();
      comes("198.51.100.1");
      var penalised = comes("192.0.2.1");
      comes("203.0.113.1");
      assertThat(evicted).containsExactly(penalised);
    }

    @Test
    void are_free_again_after_signing_in_or_leaving() {
      admission = admission(1000, "unauthenticated = 2");
      signIn(comes("192.0.2.1"));
      comes("198.51.100.1").close();
      comes("203.0.113.1");
      comes("100.64.0.1");
      assertThat(evicted).isEmpty();
    }

    @Test
    void of_all_are_limited_too_but_those_who_have_signed_in_keep_theirs() {
      admission = admission(2, "");
      signIn(comes("192.0.2.1"));
      var waiting = comes("198.51.100.1");
      assertThat(refused("203.0.113.1")).isEqualTo(Refusal.FULL);
      clock.pass(LONG);
      comes("203.0.113.1");
      assertThat(evicted).containsExactly(waiting);
    }

    @Test
    void cannot_be_taken_after_having_been_sent_away() {
      admission = admission(1000, "unauthenticated = 1");
      var slow = comes("192.0.2.1");
      clock.pass(LONG);
      comes("198.51.100.1");
      assertThat(slow.signsIn(Optional.empty())).contains(Refusal.EVICTED);
      slow.close();
      slow.close();
    }

    @Test
    void of_a_visit_that_is_told_late_are_given_up_all_the_same() {
      admission = admission(1000, "unauthenticated = 1");
      var visit = ((Admission.Welcome) admission.knock(address("192.0.2.1"))).visit();
      visit.comesFrom(address("192.0.2.1"));
      clock.pass(LONG);
      comes("198.51.100.1");
      visit.whenSentAway(why -> evicted.add(visit));
      assertThat(evicted).containsExactly(visit);
    }
  }

  @Nested
  class A_network {

    @Test
    void makes_room_for_itself_before_others_do() {
      admission = admission(1000, "unauthenticated-per-source = 2");
      comes("203.0.113.1");
      var first = comes("192.0.2.1");
      comes("192.0.2.2");
      assertThat(refused("192.0.2.3")).isEqualTo(Refusal.SOURCE_FULL);
      clock.pass(LONG);
      comes("192.0.2.3");
      assertThat(evicted).containsExactly(first);
    }

    @Test
    void has_so_many_connections_and_no_more() {
      admission = admission(1000, "connections-per-source = 2");
      signIn(comes("192.0.2.1"));
      var second = comes("192.0.2.2");
      signIn(second);
      assertThat(refused("192.0.2.3")).isEqualTo(Refusal.SOURCE_FULL);
      comes("192.0.3.3");
      second.close();
      comes("192.0.2.3");
    }

    @Test
    void is_a_64_in_IPv6() {
      admission = admission(1000, "connections-per-source = 1");
      comes("2001:db8:0:1::1");
      assertThat(refused("2001:db8:0:1:ffff::1")).isEqualTo(Refusal.SOURCE_FULL);
      comes("2001:db8:0:2::1");
    }

    @Test
    void is_as_large_as_an_operator_says() {
      admission = admission(1000, "connections-per-source = 1, source.ipv4-prefix = 30");
      comes("192.0.2.1");
      assertThat(refused("192.0.2.3")).isEqualTo(Refusal.SOURCE_FULL);
      comes("192.0.2.4");
    }

    @Test
    void that_is_exempt_has_no_limit_and_is_never_the_one_that_crowds() {
      admission =
          admission(
              1000, "unauthenticated = 4, connections-per-source = 2, exempt = [\"192.0.2.0/24\"]");
      comes("192.0.2.1");
      comes("192.0.2.1");
      comes("192.0.2.1");
      clock.pass(LONG);
      var other = comes("203.0.113.1");
      comes("198.51.100.1");
      assertThat(evicted).hasSize(1).doesNotContain(other);
    }

    @Test
    void that_is_denied_does_not_get_in_unless_it_is_allowed_too() {
      admission.use(
          new AccessLists(Networks.of(List.of("192.0.2.7")), Networks.of(List.of("192.0.2.0/24"))));
      assertThat(refused("192.0.2.1")).isEqualTo(Refusal.DENIED);
      comes("192.0.2.7");
      comes("198.51.100.1");
    }

    @Test
    void counts_as_the_real_one_behind_a_proxy() {
      admission = admission(1000, "connections-per-source = 1");
      admission.use(
          new AccessLists(Networks.of(List.of()), Networks.of(List.of("198.51.100.0/24"))));
      assertThat(knocks("10.0.0.1").comesFrom(address("192.0.2.1"))).isEmpty();
      assertThat(knocks("10.0.0.1").comesFrom(address("192.0.3.1"))).isEmpty();
      assertThat(knocks("10.0.0.1").comesFrom(address("192.0.2.2"))).contains(Refusal.SOURCE_FULL);
      assertThat(knocks("10.0.0.1").comesFrom(address("198.51.100.1"))).contains(Refusal.DENIED);
    }
  }

  @Nested
  class An_account {

    @Test
    void has_so_many_connections_whatever_their_networks() {
      admission = admission(1000, "connections-per-account = 2");
      var first = comes("192.0.2.1");
      assertThat(first.signsIn(as("alice"))).isEmpty();
      assertThat(comes("198.51.100.1").signsIn(as("Alice"))).isEmpty();
      assertThat(comes("203.0.113.1").signsIn(as("alice"))).contains(Refusal.ACCOUNT_FULL);
      first.close();
      assertThat(comes("203.0.113.1").signsIn(as("alice"))).isEmpty();
    }

    private static Optional<PlayerName> as(String name) {
      return Optional.of(new PlayerName(name));
    }
  }

  @Nested
  @Tag("SEC-A4")
  class The_grace {

    @Test
    void is_over_whatever_was_done_meanwhile() {
      var visit = comes("192.0.2.1");
      clock.pass(GRACE.minusMillis(1));
      visit.exchangedKeys();
      visit.attempts();
      admission.sweep();
      assertThat(evicted).isEmpty();
      clock.pass(Duration.ofMillis(1));
      admission.sweep();
      assertThat(evicted).containsExactly(visit);
    }

    @Test
    void does_not_concern_who_has_signed_in() {
      signIn(comes("192.0.2.1"));
      clock.pass(GRACE);
      admission.sweep();
      assertThat(evicted).isEmpty();
    }

    @Test
    void counts_from_the_knock() {
      var silentProxy = knocks("10.0.0.1");
      clock.pass(GRACE);
      admission.sweep();
      assertThat(evicted).containsExactly(silentProxy);
      assertThat(silentProxy.comesFrom(address("192.0.2.1"))).contains(Refusal.EVICTED);
    }
  }

  @Test
  @Tag("SEC-A2")
  void a_flood_from_many_networks_leaves_honest_people_the_time_to_exchange_keys() {
    admission = admission(1000, "unauthenticated = 100");
    int network = 0;
    int honest = 0;
    for (int person = 0; person < 10; person++) {
      for (int i = 0; i < 150; i++, network++) {
        if (admission.knock(address("192.0.2.1")) instanceof Admission.Welcome(Visit visit)) {
          var from = "10.%d.%d.1".formatted(network / 256, network % 256);
          if (visit.comesFrom(address(from)).isPresent()) {
            visit.close();
          }
        }
      }
      clock.pass(LONG);
      var visit = comes("203.0.113." + person);
      clock.pass(Duration.ofSeconds(1));
      visit.exchangedKeys();
      if (visit.signsIn(Optional.empty()).isEmpty()) {
        honest++;
      }
    }
    assertThat(honest).isEqualTo(10);
  }

  @Test
  void all_is_forgotten_when_all_have_left() {
    var visits = new ArrayList<Visit>();
    for (int i = 0; i < 200; i++) {
      visits.add(comes("10.0." + i % 50 + ".1"));
    }
    visits.stream().filter(visit -> visit.number() % 3 == 0).forEach(Visit::exchangedKeys);
    visits.stream().filter(visit -> visit.number() % 5 == 0).forEach(AdmissionTest.this::signIn);
    visits.forEach(Visit::close);
    assertThat(admission).extracting("open").isEqualTo(0);
    assertThat(admission).extracting("households").asInstanceOf(MAP).isEmpty();
    assertThat(admission).extracting("crowd.size").isEqualTo(0);
  }

  @Test
  void what_cannot_be_is_refused_by_its_key() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("unauthenticated = 0"))
        .withMessage("gatehouse.admission.unauthenticated must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("penalties.longest = 1s"))
        .withMessageStartingWith("gatehouse.admission.penalties.longest must be no less than");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> admission(1, "exempt = [here]"))
        .withMessage("gatehouse.admission.exempt: not an IP network: here");
  }
}
