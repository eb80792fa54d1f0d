package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.Ticket;
import gatehouse.testkit.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.2-tunnel")
class TicketsTest {

  private final ManualClock clock = new ManualClock();
  private final Tickets tickets = new Tickets(clock, Duration.ofSeconds(30), 8);

  @Test
  void a_ticket_is_good_once() {
    var ticket = tickets.issue();
    assertThat(tickets.redeem(ticket)).isTrue();
    assertThat(tickets.redeem(ticket)).isFalse();
  }

  @Test
  void a_ticket_is_good_for_its_lifetime() {
    var early = tickets.issue();
    var late = tickets.issue();
    clock.pass(Duration.ofSeconds(29));
    assertThat(tickets.redeem(early)).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(tickets.redeem(late)).isFalse();
  }

  @Test
  void only_the_newest_few_are_good() {
    var issued = IntStream.range(0, 9).mapToObj(number -> tickets.issue()).toList();
    assertThat(tickets.redeem(issued.getFirst())).isFalse();
    assertThat(issued.stream().skip(1)).allMatch(tickets::redeem);
  }

  @Test
  void guesses_are_not_good() {
    tickets.issue();
    assertThat(tickets.redeem(new Ticket(""))).isFalse();
  }
}
