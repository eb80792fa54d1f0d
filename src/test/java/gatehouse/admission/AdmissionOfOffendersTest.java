package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.PlayerName;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What those get who do wrong, or come too often. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AdmissionOfOffendersTest extends AtADoor {

  private static final PlayerName ALICE = new PlayerName("Alice");

  @Nested
  @Tag("S4.3-ddos")
  class A_penalty {

    @Test
    void keeps_the_network_out_until_it_has_run_off() {
      guess(comes("192.0.2.1"), 3);
      assertThat(refused("192.0.2.2")).isEqualTo(Refusal.PENALISED);
      comes("192.0.3.1");
      clock.pass(Duration.ofSeconds(17));
      comes("192.0.2.2");
    }

    @Test
    void grows_while_its_network_goes_on_trying() {
      guess(comes("192.0.2.1"), 3);
      for (int second = 0; second < 60; second++) {
        assertThat(refused("192.0.2.2")).isEqualTo(Refusal.PENALISED);
        clock.pass(Duration.ofSeconds(1));
      }
    }

    @Test
    @Tag("SEC-A5")
    void leaves_few_of_a_thousand_guesses_in_ten_minutes() {
      int tried = 0;
      for (int guess = 0; guess < 1000; guess++) {
        if (admission.knock(address("192.0.2.1")) instanceof Admission.Welcome(Visit visit)) {
          if (visit.comesFrom(address("192.0.2.1")).isEmpty() && visit.mayTry(ALICE).isEmpty()) {
            tried++;
            visit.guesses(ALICE);
          }
          visit.close();
        }
        clock.pass(Duration.ofMillis(600));
      }
      assertThat(tried).as("of 1,000").isLessThan(50);
    }

    @Test
    void of_others_stops_the_guesses_of_connections_that_are_open() {
      var one = comes("192.0.2.1");
      var other = comes("192.0.2.2");
      guess(one, 3);
      assertThat(one.mayTry(ALICE)).isEmpty();
      assertThat(other.mayTry(ALICE)).contains(Refusal.PENALISED);
    }

    @Test
    void is_small_for_leaving_without_an_attempt() {
      for (int i = 0; i < 14; i++) {
        comes("192.0.2.1").close();
      }
      comes("192.0.2.1").close();
      assertThat(refused("192.0.2.1")).isEqualTo(Refusal.PENALISED);
    }

    @Test
    void is_not_for_who_tried_or_signed_in() {
      for (int i = 0; i < 50; i++) {
        var tries = comes("192.0.2.1");
        tries.attempts();
        tries.close();
        var signsIn = comes("192.0.2.1");
        signIn(signsIn);
        signsIn.close();
      }
    }

    @Test
    void is_not_for_networks_that_are_exempt() {
      admission = admission(1000, "exempt = [\"192.0.2.0/24\"]");
      guess(comes("192.0.2.1"), 100);
      assertThat(comes("192.0.2.1").mayTry(ALICE)).isEmpty();
    }

    private static void guess(Visit visit, int times) {
      for (int i = 0; i < times; i++) {
        visit.offends(Offence.WRONG_PASSWORD);
      }
    }
  }

  @Nested
  @Tag("S2.3-rate")
  @Tag("S4.3-ddos")
  class A_network_that_connects_often {

    private void come(int times) {
      for (int i = 0; i < times; i++) {
        var visit = comes("192.0.2.1");
        signIn(visit);
        visit.close();
      }
    }

    @Test
    void has_to_wait_until_it_could_come_as_often_again() {
      come(100);
      assertThat(refused("192.0.2.2")).isEqualTo(Refusal.TOO_FAST);
      comes("192.0.3.1");
      clock.pass(Duration.ofSeconds(19));
      assertThat(refused("192.0.2.2")).isEqualTo(Refusal.TOO_FAST);
      clock.pass(Duration.ofSeconds(1));
      come(10);
    }

    @Test
    void may_go_on_for_ever_at_an_even_pace() {
      for (int second = 0; second < 100; second++) {
        come(5);
        clock.pass(Duration.ofSeconds(1));
      }
    }

    @Test
    void is_left_alone_if_it_is_exempt() {
      admission = admission(1000, "exempt = [\"192.0.2.0/24\"]");
      come(1000);
    }
  }

  @Nested
  @Tag("SEC-A5")
  class An_account_at_which_many_networks_guess {

    private static final PlayerName BOB = new PlayerName("Bob");

    private int tried(int networks, Duration every, Duration until) {
      int tried = 0;
      for (long at = 0; at < until.toMillis(); at += every.toMillis()) {
        int network = (int) (at / every.toMillis() % networks);
        if (admission.knock(address("10.0.0.1")) instanceof Admission.Welcome(Visit visit)) {
          if (visit.comesFrom(address("10.1." + network + ".1")).isEmpty()
              && visit.mayTry(ALICE).isEmpty()) {
            tried++;
            visit.guesses(ALICE);
          }
          visit.close();
        }
        clock.pass(every);
      }
      return tried;
    }

    @Test
    void is_guessed_at_slowly_and_its_owner_comes_in_from_elsewhere() {
      int tried = tried(100, Duration.ofMillis(100), Duration.ofMinutes(10));
      assertThat(tried).as("of 6,000").isLessThan(600);
      assertThat(comes("203.0.113.1").mayTry(ALICE)).isEmpty();
    }

    @Test
    void lets_a_network_have_a_few_tries_and_then_has_it_wait() {
      tried(100, Duration.ofMillis(100), Duration.ofSeconds(10));
      var visit = comes("203.0.113.1");
      for (int guess = 0; guess < 3; guess++) {
        assertThat(visit.mayTry(ALICE)).isEmpty();
        visit.guesses(ALICE);
      }
      assertThat(visit.mayTry(ALICE)).contains(Refusal.GUESSED);
      assertThat(visit.mayTry(BOB)).isEmpty();
      clock.pass(Duration.ofMinutes(16));
      assertThat(visit.mayTry(ALICE)).isEmpty();
    }

    @Test
    void is_none_if_one_network_does() {
      var visit = comes("203.0.113.1");
      for (int guess = 0; guess < 5; guess++) {
        visit.guesses(ALICE);
      }
      assertThat(visit.mayTry(ALICE)).isEmpty();
    }
  }
}
