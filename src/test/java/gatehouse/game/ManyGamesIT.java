package gatehouse.game;

import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.game.Games.Opened;
import gatehouse.game.pty.Footprint;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small games on one node, in sandboxes where there are any. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class ManyGamesIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  private static final String OVERLAY =
      """
      gatehouse.games {
        brief { name = "Brief", command = ["/bin/true"] }
        cross { name = "Cross", command = ["/bin/sh", "-c", "exit 3"] }
        crash { name = "Crash", command = ["/bin/sh", "-c", "kill -SEGV $$"] }
        waits { name = "Waits", command = ["/bin/cat"] }
        deaf {
          name = "Deaf", command = ["/bin/sh", "-c", "trap '' HUP TERM; while :; do sleep 100; done"]
          stop = ["signal HUP 1s"]
        }
      }
      gatehouse.game.ticket-lifetime = 500 ms
      """;

  private static final List<String> KINDS = List.of("brief", "cross", "crash", "waits", "deaf");

  @TempDir private Path data;
  private RunningNode node;

  @BeforeEach
  void start() throws Exception {
    node = RunningNode.startWith(OVERLAY, data);
  }

  @AfterEach
  void stop() throws Exception {
    node.kill();
  }

  /** Starts it and has it ended, if it does not end on its own. */
  private SessionEnd plays(int number) throws Exception {
    var player = new PlayerName("player" + number);
    var game = new GameId(KINDS.get(number % KINDS.size()));
    var opening = answer(node.games().open(RequestId.random(), player, game, RunningNode.WANTED));
    assertThat(opening).isInstanceOf(Opened.class);
    return () -> answer(node.games().end(RequestId.random(), player, game));
  }

  private interface SessionEnd {
    void is() throws Exception;
  }

  private void play(int from, int to) throws Exception {
    try (var crowd = Executors.newFixedThreadPool(4)) {
      var ends =
          crowd.invokeAll(
              IntStream.range(from, to)
                  .<Callable<SessionEnd>>mapToObj(number -> () -> plays(number))
                  .toList());
      for (var end : ends) {
        end.get().is();
      }
    }
    await().atMost(SOON).until(() -> answer(node.ptys().list()).isEmpty());
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  @Test
  void a_hundred_leave_nothing_behind() throws Exception {
    play(0, 10);
    var before = Footprint.now();
    int threadsBefore = threads();
    play(10, 110);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(Footprint.now().besides(before).children()).isEmpty());
    var after = Footprint.now();
    assertThat(after.masters()).isZero();
    assertThat(after.pidfds()).isZero();
    assertThat(after.descriptors()).isBetween(0L, before.descriptors() + 5);
    // Pools of the actor system grow with work, up to their size, whatever the work is.
    assertThat(threads()).isBetween(1, threadsBefore + 10);
    assertThat(answer(node.node().capacities()).values()).containsExactly(new Capacity(0, 200));
  }
}
