package gatehouse.game.pty;

import static gatehouse.game.pty.Programs.SOON;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EpollIT {

  private final Epoll epoll = Epoll.start("epoll-under-test");
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    epoll.stop();
  }

  @Test
  void tasks_run_in_order_on_one_thread() {
    IntStream.range(0, 1000)
        .forEach(i -> epoll.post(() -> seen.add(i + Thread.currentThread().getName())));
    await().atMost(SOON).until(() -> seen.size() == 1000);
    assertThat(seen)
        .containsExactlyElementsOf(
            IntStream.range(0, 1000).mapToObj(i -> i + "epoll-under-test").toList());
  }

  @Test
  void timers_run_in_the_order_of_their_times() throws InterruptedException {
    epoll.post(() -> {
      epoll.after(Duration.ofMillis(60), () -> seen.add("late"));
      epoll.after(Duration.ofMillis(20), () -> seen.add("early"));
      epoll.after(Duration.ZERO, () -> seen.add("now"));
    });
    assertThat(seen.poll(20, SECONDS)).isEqualTo("now");
    assertThat(seen.poll(20, SECONDS)).isEqualTo("early");
    assertThat(seen.poll(20, SECONDS)).isEqualTo("late");
  }

  @Test
  void a_task_that_fails_stops_no_other() throws InterruptedException {
    epoll.post(() -> {
      throw new IllegalStateException("on purpose");
    });
    epoll.post(() -> seen.add("next"));
    assertThat(seen.poll(20, SECONDS)).isEqualTo("next");
  }

  @Test
  void what_was_posted_before_the_thread_ends_is_run_and_no_more_is_taken() {
    var hold = new CountDownLatch(1);
    epoll.post(() -> awaitUninterruptibly(hold));
    epoll.post(() -> seen.add("before"));
    epoll.stop();
    epoll.post(() -> seen.add("in time"));
    hold.countDown();
    await().atMost(SOON).until(() -> !epoll.post(() -> {}));
    assertThat(seen).containsExactly("before", "in time");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
