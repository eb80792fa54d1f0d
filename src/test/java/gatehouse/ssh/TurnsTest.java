package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class TurnsTest {

  private final ManualClock clock = new ManualClock();
  private final List<String> seen = new ArrayList<>();
  private final Turns turns = new Turns(2, Duration.ofSeconds(10), clock, Runnable::run);

  private final class Person implements Turns.Waiter {

    private final String name;

    private Person(String name) {
      this.name = name;
    }

    @Override
    public void turn() {
      seen.add(name);
    }

    @Override
    public void tooLong() {
      seen.add(name + " leaves");
    }
  }

  private Person waits(String name, boolean goesAhead) {
    var person = new Person(name);
    turns.await(person, goesAhead);
    return person;
  }

  @Test
  void are_so_many_at_once() {
    assertThat(turns.take()).isTrue();
    assertThat(turns.take()).isTrue();
    assertThat(turns.take()).isFalse();
    turns.give();
    assertThat(turns.take()).isTrue();
  }

  @Test
  void come_at_once_if_there_are_some() {
    waits("one", false);
    waits("two", true);
    waits("three", true);
    assertThat(seen).containsExactly("one", "two");
  }

  @Test
  void go_to_those_who_wait_in_their_order_and_to_those_who_go_ahead_before() {
    turns.take();
    turns.take();
    waits("one", false);
    waits("two", false);
    waits("three", true);
    turns.give();
    turns.give();
    turns.give();
    assertThat(seen).containsExactly("three", "one", "two");
    assertThat(turns.take()).isFalse();
  }

  @Test
  void do_not_go_to_those_who_have_left() {
    turns.take();
    turns.take();
    var one = waits("one", false);
    waits("two", false);
    turns.leave(one);
    turns.give();
    assertThat(seen).containsExactly("two");
  }

  @Test
  void are_not_waited_for_longer_than_the_patience() {
    turns.take();
    turns.take();
    waits("one", false);
    waits("two", true);
    clock.pass(Duration.ofSeconds(9));
    waits("three", false);
    clock.pass(Duration.ofSeconds(1));
    turns.sweep();
    assertThat(seen).containsExactly("two leaves", "one leaves");
    turns.give();
    assertThat(seen).last().isEqualTo("three");
  }
}
