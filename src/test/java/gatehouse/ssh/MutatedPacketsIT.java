package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.RemoteTerminal;
import gatehouse.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packets that were valid before something in them was changed, sent to the whole service in a
 * small process of its own. {@code MUTATED_PACKETS} says how many over a hundred seeds, and {@code
 * MUTATION_SEED} which is the first.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-A3")
class MutatedPacketsIT {

  private static final long PACKETS =
      Long.parseLong(System.getenv().getOrDefault("MUTATED_PACKETS", "20000"));

  private static final long FIRST_SEED =
      Long.parseLong(System.getenv().getOrDefault("MUTATION_SEED", "1"));

  private static final int SEEDS = 100;
  private static final int WARM_UP = 10;
  private static final int AT_A_TIME = 4;
  private static final double FLAT = 1.1;

  @TempDir Path folder;

  private final AtomicLong connections = new AtomicLong();

  @Test
  void neither_crash_nor_fill_nor_hang_a_small_service() throws Exception {
    var data = folder.resolve("data");
    try (var server = ServerProcess.start(data, settings())) {
      // What both need is loaded when they first come.
      isPlayable(server);
      isGuessedAt(server);
      send(server, FIRST_SEED, FIRST_SEED + WARM_UP);
      long before = heap(server);
      long start = System.nanoTime();
      send(server, FIRST_SEED + WARM_UP, FIRST_SEED + SEEDS);
      var took = Duration.ofNanos(System.nanoTime() - start);
      isPlayable(server);
      await("a heap as large as before, which was %d KiB".formatted(before >> 10))
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> heap(server) <= before * FLAT);
      System.out.println(
          "%d mutated packets on %d connections, %d/s; heap before %d KiB, after %d KiB"
              .formatted(
                  PACKETS,
                  connections.get(),
                  PACKETS * (SEEDS - WARM_UP) / SEEDS / Math.max(1, took.toSeconds()),
                  before >> 10,
                  heap(server) >> 10));
      assertThat(server.console()).doesNotContain("OutOfMemoryError", "Exception in thread");
      assertThat(server.stop()).isZero();
    }
    isClean(Files.readString(data.resolve("log").resolve("gatehouse.log")));
  }

  /** As it is by default, where this machine has no limits of its own, but small. */
  private static Map<String, String> settings() {
    return Map.of("JDK_JAVA_OPTIONS", "-Xmx256m");
  }

  private void send(ServerProcess server, long from, long to) throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var talks = new ArrayList<Callable<Void>>();
      for (long seed = from; seed < to; seed++) {
        long ours = seed;
        talks.add(() -> talk(server, ours));
      }
      for (var done : threads.invokeAll(talks)) {
        done.get();
      }
    }
  }

  private Void talk(ServerProcess server, long seed) {
    var talk = new MutatedTalk(server.port(), seed);
    try {
      talk.send(PACKETS / SEEDS);
    } catch (Exception refused) {
      throw new AssertionError("MUTATION_SEED=" + seed + " is turned away", refused);
    }
    assertThat(talk.hangs()).as("unanswered with MUTATION_SEED=%d", seed).isZero();
    connections.addAndGet(talk.connections());
    return null;
  }

  private static long heap(ServerProcess server) throws Exception {
    assertThat(server.handle().isAlive()).as(server.console()).isTrue();
    return server.heap();
  }

  private static void isPlayable(ServerProcess server) throws Exception {
    var client = RemoteTerminal.client();
    try (var terminal = RemoteTerminal.connects(client, server.port())) {
      terminal.sees("Not logged in.").types("q").sees("Goodbye.");
    } finally {
      client.stop();
    }
  }

  /** Mutants have a name that can be an account's once in a while. */
  private static void isGuessedAt(ServerProcess server) throws Exception {
    try (var stranger = RawSsh.connect(server.port()).exchangesKeys().asksToSignIn()) {
      stranger.sends(RawSsh.signIn("stranger", "password").flag(false).text("guess")).receives(51);
    }
  }

  private static void isClean(String log) {
    assertThat(log).doesNotContain("\tat ").doesNotContainPattern("[^ -~\n]");
  }
}
