package gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import gatehouse.testkit.FakeAccounts;
import gatehouse.testkit.FakeLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More people than there is room for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("F20")
@Tag("S2.3-backpressure")
class QueueTest {

  private final ActorTestKit testKit = ActorTestKit.create(ConfigFactory.load("application-test"));
  private final List<FakeLine> people = new ArrayList<>();
  private ActorRef<Reception.Command> reception;

  @BeforeEach
  void open() {
    open(10, 10);
  }

  private void open(int mostPeople, int mostWaiting) {
    reception =
        testKit.spawn(
            Reception.create(
                new OneVisit(testKit).services(Duration.ofMinutes(5), mostPeople, mostWaiting)));
  }

  @AfterEach
  void close() {
    testKit.shutdownTestKit();
  }

  private FakeLine comes() {
    var person = new FakeLine();
    reception.tell(new Reception.Arrived(person, new FakeAccounts(), Optional.empty()));
    people.add(person);
    return person;
  }

  /** So many, of whom the first ten are let in. */
  private void come(int number) {
    IntStream.range(0, number).forEach(i -> comes());
    people.stream().limit(10).forEach(person -> person.sees("Not logged in."));
  }

  private static void leaves(FakeLine person) {
    person.types("q");
    person.sees("Goodbye.");
    person.losesConnection();
  }

  @Test
  void who_finds_no_room_sees_a_place_that_falls_and_comes_in_at_last() {
    come(13);
    people.get(10).sees("You are next.");
    people.get(11).sees("You are number 2 in the queue.");
    people.get(12).sees("You are number 3 in the queue.");
    leaves(people.get(3));
    people.get(10).sees("Not logged in.");
    people.get(11).sees("You are next.");
    people.get(12).sees("You are number 2 in the queue.");
    leaves(people.get(0));
    people.get(11).sees("Not logged in.");
    people.get(12).sees("You are next.");
  }

  @Test
  void who_leaves_the_queue_makes_it_shorter_and_seats_nobody() {
    come(12);
    people.get(11).sees("You are number 2 in the queue.");
    people.get(10).types("x");
    leaves(people.get(10));
    people.get(11).sees("You are next.");
  }

  @Test
  void who_hangs_up_in_the_queue_is_forgotten() {
    come(12);
    people.get(11).sees("You are number 2 in the queue.");
    people.get(10).losesConnection();
    people.get(11).sees("You are next.");
    people.get(0).losesConnection();
    people.get(11).sees("Not logged in.");
  }

  @Test
  void who_finds_even_the_queue_full_is_told_and_leaves() {
    come(20);
    people.get(19).sees("You are number 10 in the queue.");
    var another = comes();
    another.sees("The server is full, and so is its queue; try again later.");
    another.isHungUpOnWith(0);
  }

  @Test
  void how_long_it_will_take_is_said_once_people_have_left() {
    come(20);
    for (int i = 0; i < 4; i++) {
      leaves(people.get(i));
      people.get(10 + i).sees("Not logged in.");
    }
    people.get(19).sees("in the queue; it will take about a minute or less.");
  }

  @Test
  void of_1200_people_at_1000_places_200_see_their_number_fall_and_none_is_sent_away() {
    open(1000, 200);
    IntStream.range(0, 1200).forEach(i -> comes());
    people.getLast().sees("You are number 200 in the queue.");
    people.stream().limit(100).forEach(FakeLine::losesConnection);
    people.getLast().sees("You are number 100 in the queue");
    people.get(1099).sees("Not logged in.");
    people.get(1100).sees("You are next");
    assertThat(people.subList(100, 1200)).noneMatch(FakeLine::isHungUp);
  }

  @Test
  void everybody_is_told_when_the_server_goes_down() {
    come(12);
    var done = testKit.<Done>createTestProbe();
    reception.tell(new Reception.Close("The server goes down.", false, done.ref()));
    people.forEach(person -> person.sees("The server goes down."));
    people.forEach(FakeLine::losesConnection);
    done.receiveMessage();
  }
}
