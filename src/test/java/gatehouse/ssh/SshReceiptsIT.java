package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.util.ByteString;
import gatehouse.testkit.Akka;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.3-backpressure")
class SshReceiptsIT {

  private static final Duration A_WHILE = Duration.ofMillis(300);

  private Doorway doorway;
  private Caller caller;
  private Screen screen;
  private Guest guest;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    doorway = Doorway.open(system, "");
    caller = Caller.as(doorway, "play");
    screen = caller.shell();
    guest = doorway.guest().listens();
  }

  @AfterEach
  void close() {
    caller.close();
    doorway.close();
  }

  @Test
  void a_client_says_when_it_has_received_what_was_written() throws Exception {
    guest.writes("hello");
    Guest.done(guest.line().received());
    screen.shows("hello");
  }

  @Test
  void what_lies_unread_in_the_window_is_not_received() throws Exception {
    var text = "x".repeat(Caller.WINDOW - 1);
    guest.writes(text);
    var received = guest.line().received();
    await().during(A_WHILE).until(() -> !Guest.isDone(received));
    screen.shows(text);
    Guest.done(received);
  }

  @Test
  void a_lost_client_receives_nothing() throws Exception {
    guest.line().write(ByteString.fromString("x".repeat(Caller.WINDOW - 1)));
    var unread = guest.line().received();
    await().during(A_WHILE).until(() -> !Guest.isDone(unread));
    caller.isCutOff();
    await().until(() -> Guest.isDone(unread));
    assertThat(unread.toCompletableFuture()).isCompletedExceptionally();
    guest.isGone();
    await()
        .untilAsserted(() ->
            assertThat(guest.line().received().toCompletableFuture()).isCompletedExceptionally());
  }
}
