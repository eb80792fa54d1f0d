package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.RemoteTerminal;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forty people at NetHack at once, on one machine, in one dungeon. */
@NeedsRealPart({NETHACK, BUBBLEWRAP})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-saves")
@Tag("S2.2-deathsave")
class ManyPlayersIT {

  /** {@code MANY_PLAYERS=200} plays as many games as a node runs by default. */
  private static final int PLAYERS =
      Integer.parseInt(System.getenv().getOrDefault("MANY_PLAYERS", "40"));

  private static final int FIRST_PLAYERS = 8;

  /** Pools of a few threads that grow to their size with use, however many games there are. */
  private static final int SPARE_THREADS = 12;

  private static final Pattern WAND = Pattern.compile("(\\w) - an? .*wand");
  private static final String WISH = "\027";
  private static final Pattern TURN = Pattern.compile("T:(\\d+)");

  private static final Map<String, String> MORE = Map.of("--More--", " ");

  private static final Map<String, String> OPENING =
      Map.of("Shall I pick", "y", "Is this ok?", "y", "--More--", " ", "Hit space", " ");

  @TempDir Path folder;
  private SshClient client;

  @BeforeEach
  void start() {
    client = RemoteTerminal.client();
  }

  @AfterEach
  void stop() {
    client.stop();
  }

  private static String name(int player) {
    return "Player" + player;
  }

  private ServerProcess serve() throws IOException {
    return ServerProcess.start(folder.resolve("data"), Map.of());
  }

  /** NetHack in its debug mode, in which one can wish and go where one likes. */
  private ServerProcess serveWizards() throws IOException {
    var config = folder.resolve("wizards.conf");
    Files.writeString(
        config,
        """
        gatehouse.games.nethack {
          command = ["/usr/games/nethack", "-D", "-u", "%n"]
          overlays."/etc/nethack/sysconf" = "WIZARDS=*\\nMAXPLAYERS=0\\nPERS_IS_UID=0\\n"
        }
        """);
    return ServerProcess.start(
        folder.resolve("data"), Map.of("GATEHOUSE_CONFIG", config.toString()));
  }

  /** What all players do, eight at a time. */
  private <T> List<T> all(int players, PlayerJob<T> job) throws Exception {
    try (var crowd = Executors.newFixedThreadPool(8)) {
      var done =
          crowd.invokeAll(
              IntStream.range(0, players)
                  .<Callable<T>>mapToObj(player -> () -> job.of(player))
                  .toList());
      var results = new ArrayList<T>();
      for (var one : done) {
        results.add(one.get());
      }
      return results;
    }
  }

  private interface PlayerJob<T> {
    T of(int player) throws Exception;
  }

  private RemoteTerminal begins(ServerProcess server, int player) throws IOException {
    return opens(server, player).answersUntil("T:1", OPENING).settles(MORE);
  }

  private RemoteTerminal opens(ServerProcess server, int player) throws IOException {
    var terminal = RemoteTerminal.connects(client, server.port()).sees("Not logged in.");
    terminal.types("r").sees("Choose a username.").types(name(player) + "\r");
    terminal.sees("Choose a password.").types("sesame\r").sees("Repeat").types("sesame\r");
    terminal.sees("E-mail").types("\r").sees("Logged in as: " + name(player));
    return terminal.types("p").sees("a) NetHack").types("a");
  }

  private RemoteTerminal returns(ServerProcess server, int player) throws IOException {
    var terminal = RemoteTerminal.connects(client, server.port()).sees("Not logged in.");
    terminal.types("l").sees("username").types(name(player) + "\r");
    terminal.sees("password").types("sesame\r").sees("R) Resume saved NetHack");
    return terminal;
  }

  private static int turn(RemoteTerminal terminal) {
    var turn = TURN.matcher(terminal.screen());
    assertThat(turn.find()).as(terminal.screen()).isTrue();
    return Integer.parseInt(turn.group(1));
  }

  /** Searches for as many turns as the player has a number. */
  private static int searches(RemoteTerminal terminal, int turns) throws IOException {
    for (int i = 0; i < turns; i++) {
      terminal.types("s").settles(MORE);
    }
    return turn(terminal);
  }

  @Test
  void each_is_saved_at_shutdown_and_resumed_at_the_same_turn() throws Exception {
    List<Integer> turns;
    try (var server = serve()) {
      var terminals = new ArrayList<>(all(FIRST_PLAYERS, player -> begins(server, player)));
      long heap = server.heap();
      int threads = server.threads();
      terminals.addAll(
          all(PLAYERS - FIRST_PLAYERS, player -> begins(server, FIRST_PLAYERS + player)));
      long each = (server.heap() - heap) / (PLAYERS - FIRST_PLAYERS);
      System.out.printf(
          "%d games: %d KB of heap each, %d threads, %d with %d games%n",
          PLAYERS, each >> 10, server.threads(), threads, FIRST_PLAYERS);
      assertThat(each).as("heap of the service for each game").isLessThan(1 << 20);
      assertThat(server.threads()).isLessThanOrEqualTo(threads + SPARE_THREADS);
      turns = all(PLAYERS, player -> searches(terminals.get(player), player % 5));
      assertThat(server.stop()).isZero();
      assertThat(server.console()).contains("gatehouse stopped: " + PLAYERS + " games saved");
      for (var terminal : terminals) {
        terminal.isSentAway();
        terminal.close();
      }
    }
    try (var files = Files.list(folder.resolve("data/saves/nethack"))) {
      assertThat(files).hasSize(PLAYERS);
    }
    try (var server = serve()) {
      var after =
          all(
              PLAYERS,
              player -> {
                try (var terminal = returns(server, player)) {
                  return turn(terminal.types("R").answersUntil("T:", MORE).settles(MORE));
                }
              });
      assertThat(after).isEqualTo(turns);
    }
  }

  /** On the first level, where in debug mode bones are always left and always looked for. */
  @Test
  void the_bones_of_one_are_found_by_another() throws Exception {
    try (var server = serveWizards()) {
      try (var first = begins(server, 1)) {
        first.types(WISH).sees("For what do you wish").types("wand of death\r").sees(" - a");
        var wand = WAND.matcher(first.screen());
        assertThat(wand.find()).as(first.screen()).isTrue();
        first.settles(MORE).types("z" + wand.group(1)).sees("In what direction").types(".");
        first.answersUntil(
            "is over.", Map.of("Die?", "y", "Save bones?", "y", "[ynq]", "q", "--More--", " "));
      }
      try (var second = opens(server, 2)) {
        second.answersUntil("Get bones?", OPENING).types("y").sees("Unlink bones?").types("y");
        second.answersUntil("Dlvl:1", OPENING);
      }
    }
  }

  @Test
  @Tag("S1.1-death")
  void all_share_one_list_of_scores_and_one_log_of_games() throws Exception {
    try (var server = serve()) {
      all(
          3,
          player -> {
            try (var terminal = begins(server, player)) {
              terminal.types("#quit\r");
              terminal.answersUntil(
                  "is over.",
                  Map.of("Really quit?", "y", "[ynq]", "q", "--More--", " ", "(end)", " "));
              return player;
            }
          });
    }
    var shared = folder.resolve("data/games/nethack/shared");
    for (String file : List.of("xlogfile", "logfile")) {
      var lines = Files.readString(shared.resolve(file));
      for (int player = 0; player < 3; player++) {
        assertThat(lines).contains(name(player));
      }
    }
  }
}
