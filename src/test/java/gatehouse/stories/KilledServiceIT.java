package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.game.pty.RunLock;
import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.RemoteTerminal;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole service is killed at random moments, by turns while people come in, play NetHack, and
 * have their games saved by a service that stops. {@code RANDOM_KILLS} says how often, {@code
 * RANDOM_SEED} which moments.
 */
@NeedsRealPart({NETHACK, BUBBLEWRAP})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
@Tag("S1.1-save")
class KilledServiceIT {

  private static final int KILLS =
      Integer.parseInt(System.getenv().getOrDefault("RANDOM_KILLS", "3"));

  private static final long SEED =
      Long.parseLong(
          System.getenv().getOrDefault("RANDOM_SEED", Long.toString(System.nanoTime() % 100_000)));

  private static final int PLAYERS = 3;
  private static final Pattern TURN = Pattern.compile("T:(\\d+)");

  private static final Map<String, String> PROMPTS =
      Map.of("Shall I pick", "y", "Is this ok?", "y", "--More--", " ", "Hit space", " ");

  private static final int MOST_MILLISECONDS = 3_000;
  private static final int ONE_IN = 8;

  /** What goes on when the service is killed. */
  private enum Moment {
    COMING,
    PLAYING,
    STOPPING
  }

  @TempDir Path folder;
  private SshClient client;

  /** The latest turn that each player saw. */
  private final Map<Integer, Integer> seen = new ConcurrentHashMap<>();

  @BeforeEach
  void start() {
    client = RemoteTerminal.client();
  }

  @AfterEach
  void stop() {
    client.stop();
  }

  @Test
  void loses_no_save_takes_none_up_twice_and_never_has_two_processes_on_one() throws Exception {
    System.out.println(KILLS + " kills, seed " + SEED);
    var random = new Random(SEED);
    var data = folder.resolve("data");
    for (int kill = 0; kill < KILLS; kill++) {
      try (var server = ServerProcess.start(data, Map.of())) {
        for (int player = 0; kill == 0 && player < PLAYERS; player++) {
          register(server, player);
        }
        var moment = Moment.values()[kill % Moment.values().length];
        playUntilKilled(server, moment, random);
      }
      everythingHasEnded(data);
    }
    try (var server = ServerProcess.start(data, Map.of())) {
      await("all runs to be settled")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(SessionLog.runs(data)).isEmpty());
      for (int player = 0; player < PLAYERS; player++) {
        resumes(server, player);
      }
      assertThat(server.stop()).isZero();
    }
    var log = SessionLog.read(data);
    System.out.println(log.counts());
    log.check();
  }

  private void register(ServerProcess server, int player) throws IOException {
    try (var terminal = RemoteTerminal.connects(client, server.port()).sees("Not logged in.")) {
      terminal.types("r").sees("Choose a username.").types("Player" + player + "\r");
      terminal.sees("Choose a password.").types("sesame\r").sees("Repeat").types("sesame\r");
      terminal.sees("E-mail").types("\r").sees("Logged in as: Player" + player);
    }
  }

  private void playUntilKilled(ServerProcess server, Moment moment, Random random)
      throws Exception {
    var playing = new CountDownLatch(PLAYERS);
    var over = new AtomicBoolean();
    var people = new ArrayList<Thread>();
    for (int player = 0; player < PLAYERS; player++) {
      int number = player;
      var whims = new Random(random.nextLong());
      people.add(
          Thread.ofPlatform()
              .name("player-" + player)
              .start(() -> play(server, number, whims, playing, over)));
    }
    if (moment != Moment.COMING) {
      assertThat(playing.await(60, TimeUnit.SECONDS)).as("all play again").isTrue();
    }
    if (moment == Moment.STOPPING) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLISECONDS));
      server.handle().destroy();
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLISECONDS));
    boolean killed = server.handle().destroyForcibly();
    assertThat(killed || moment == Moment.STOPPING).as("killed while %s", moment).isTrue();
    server.handle().onExit().get(10, TimeUnit.SECONDS);
    over.set(true);
    for (Thread person : people) {
      person.join();
    }
  }

  /**
   * Searches and searches, and now and then saves and goes on, until the connection is lost or the
   * game is over.
   */
  private void play(
      ServerProcess server, int player, Random whims, CountDownLatch playing, AtomicBoolean over) {
    try (var terminal = entersMenu(server, player)) {
      opensNetHack(terminal);
      playing.countDown();
      while (!over.get() && remember(player, terminal.screen())) {
        if (whims.nextInt(ONE_IN) == 0) {
          terminal.types("S").sees("Really save?").types("y").sees("Logged in as");
          opensNetHack(terminal);
        } else {
          terminal.types("sss").settles(PROMPTS);
        }
      }
    } catch (IOException | RuntimeException | AssertionError lost) {
      return;
    }
  }

  /** Whether they can go on: of a character that died there is nothing to go on with. */
  private boolean remember(int player, String screen) {
    if (screen.contains("Do you want your possessions identified?")) {
      seen.remove(player);
      return false;
    }
    var turn = TURN.matcher(screen);
    if (turn.find()) {
      seen.put(player, Integer.parseInt(turn.group(1)));
    }
    return true;
  }

  private RemoteTerminal entersMenu(ServerProcess server, int player) throws IOException {
    var terminal = RemoteTerminal.connects(client, server.port()).sees("Not logged in.");
    terminal.types("l").sees("username").types("Player" + player + "\r");
    return terminal.sees("password").types("sesame\r").sees("Logged in as: Player" + player);
  }

  private static void opensNetHack(RemoteTerminal terminal) throws IOException {
    terminal.types("p").sees("a) NetHack").types("a");
    var prompts = new HashMap<>(PROMPTS);
    prompts.put("ended in a crash", "r");
    terminal.answersUntil("T:", prompts);
  }

  private static void everythingHasEnded(Path data) throws IOException {
    await("the games that were hung up on to end")
        .atMost(Duration.ofSeconds(30))
        .until(() -> locksHeld(data).isEmpty());
  }

  private static List<Path> locksHeld(Path data) throws IOException {
    return SessionLog.runs(data).stream()
        .map(run -> run.resolve("lock"))
        .filter(RunLock::isHeld)
        .toList();
  }

  /** At the turn that was seen last, or later: keys may have been on their way. */
  private void resumes(ServerProcess server, int player) throws IOException {
    try (var terminal = entersMenu(server, player)) {
      opensNetHack(terminal);
      var turn = TURN.matcher(terminal.screen());
      assertThat(turn.find()).as(terminal.screen()).isTrue();
      assertThat(Integer.parseInt(turn.group(1)))
          .as("the turn at which player %d goes on, seed %d", player, SEED)
          .isGreaterThanOrEqualTo(seen.getOrDefault(player, 1));
    }
  }
}
