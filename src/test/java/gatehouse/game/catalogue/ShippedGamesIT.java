package gatehouse.game.catalogue;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import gatehouse.model.PlayerName;
import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every game of {@code conf/games} is started, seen, and ended by its stop sequence. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@NeedsRealPart({BUBBLEWRAP, TMUX})
@Tag("S1.1-config")
class ShippedGamesIT {

  private static final PlayerName CAROL = new PlayerName("Carol");

  /**
   * How to get to where a game has something to save.
   *
   * @param keys to press at the first prompt that is on the screen, until {@code begun} is
   */
  private record Opening(String begun, List<Map.Entry<String, String>> keys) {}

  /** What is seen first, and in games that save, the way there. */
  private static final Map<String, Opening> OPENINGS =
      Map.ofEntries(
          Map.entry("2048", new Opening("or q", List.of())),
          Map.entry(
              "advent",
              new Opening(
                  "inside a building",
                  List.of(
                      Map.entry("keys on the ground", ""),
                      Map.entry("end of a road", "in\r"),
                      Map.entry("instructions?", "n\r")))),
          Map.entry("angband", new Opening("Cur AC", List.of(Map.entry("", "\r")))),
          Map.entry("atc", new Opening("Time:", List.of())),
          Map.entry("bastet", new Opening("Play!", List.of())),
          Map.entry("battlestar", new Opening(">-:", List.of())),
          Map.entry("cellar", new Opening("Dlvl:1", List.of())),
          Map.entry(
              "crawl",
              new Opening(
                  "Place: Dungeon:1",
                  List.of(
                      Map.entry("your species", "a"),
                      Map.entry("your background", "a"),
                      Map.entry("choice of weapons", "a")))),
          Map.entry("curseofwar", new Opening("Gold:", List.of())),
          Map.entry("freesweep", new Opening("Mines:", List.of())),
          Map.entry("gearhead", new Opening("GearHead Arena", List.of())),
          Map.entry("gomoku", new Opening("black or white", List.of())),
          Map.entry("greed", new Opening("Score", List.of())),
          Map.entry(
              "hack",
              new Opening(
                  "Level 1",
                  List.of(
                      Map.entry("--More--", " "),
                      Map.entry("[TSFKCW]", "F"),
                      Map.entry("[ny]", "y")))),
          Map.entry("moon-buggy", new Opening("RET:start game", List.of())),
          Map.entry(
              "moria",
              new Opening(
                  "Town level",
                  List.of(
                      Map.entry("press any key", " "),
                      Map.entry("Choose a race", "a"),
                      Map.entry("Choose a sex", "m"),
                      Map.entry("ESC to accept", "\033"),
                      Map.entry("Choose a class", "a"),
                      Map.entry("player's name", "Mor\r"),
                      Map.entry("Character Background", "\033")))),
          Map.entry(
              "nethack",
              new Opening(
                  "Dlvl:1",
                  List.of(
                      Map.entry("Shall I pick", "y"),
                      Map.entry("Is this ok?", "y"),
                      Map.entry("--More--", " ")))),
          Map.entry("ninvaders", new Opening("SPACE", List.of())),
          Map.entry("nsnake", new Opening("Arcade Mode", List.of())),
          Map.entry("nudoku", new Opening("nudoku", List.of())),
          Map.entry(
              "omega-rpg",
              new Opening(
                  "City of Rampart",
                  List.of(
                      Map.entry("run a character", "c"),
                      Map.entry("accept these stats", "\r"),
                      Map.entry("character's name", "Omer\r"),
                      Map.entry("interested in males", "m"),
                      Map.entry("", " ")))),
          Map.entry("robotfindskitten", new Opening("robotfindskitten", List.of())),
          Map.entry("robots", new Opening("Score:", List.of())),
          Map.entry(
              "slashem",
              new Opening(
                  "Dlvl:1",
                  List.of(
                      Map.entry("Shall I pick", "y"),
                      Map.entry("Is this ok?", "y"),
                      Map.entry("--More--", " ")))),
          Map.entry("snake", new Opening("|------", List.of())),
          Map.entry("tetris", new Opening("q - quit", List.of())),
          Map.entry("tint", new Opening("Next", List.of())),
          Map.entry("trek", new Opening("S T A R   T R E K", List.of())),
          Map.entry("vitetris", new Opening("1-Player Game", List.of())),
          Map.entry("worm", new Opening("Worm", List.of())));

  /** What is seen first of a game that goes on, where no other test looks at that. */
  private static final Map<String, String> RESUMED =
      Map.of(
          "advent", "inside building",
          "battlestar", "stateroom",
          "hack", "Level 1",
          "slashem", "Dlvl:1");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> is_started_seen_and_ended_by_its_stop_sequence() throws IOException {
    var config = config();
    var launcher = Launcher.create(LauncherSettings.from(config));
    return CatalogueReader.read(config).games().stream()
        .map(game ->
            DynamicTest.dynamicTest(game.id().value(), () -> startsAndEnds(launcher, game)));
  }

  private Config config() throws IOException {
    try (var files = Files.newDirectoryStream(Path.of("conf/games"), "*.conf")) {
      var all = ConfigFactory.empty();
      for (Path file : files) {
        all = all.withFallback(ConfigFactory.parseFile(file.toFile()));
      }
      return all.withFallback(ConfigFactory.defaultReference())
          .withValue("gatehouse.data-dir", ConfigValueFactory.fromAnyRef(folder + "/data"))
          .resolve();
    }
  }

  private void startsAndEnds(Launcher launcher, GameEntry game) throws IOException {
    if ("required".equals(System.getProperty("real.parts"))) {
      assertThat(launcher.missing(game)).isEmpty();
    } else {
      assumeThat(launcher.missing(game)).isEmpty();
    }
    launcher.initialise(game);
    var runs = new PlannedRuns(launcher);
    try (var terminal = new TmuxTerminal(runs.prepare(game, CAROL, TmuxTerminal.TERM), folder)) {
      begin(terminal, OPENINGS.get(game.id().value()));
      end(terminal, game.stop());
      assertThat(runs.hasSaved(game, CAROL)).isEqualTo(game.saves().glob().isPresent());
    }
    if (RESUMED.containsKey(game.id().value())) {
      goesOn(runs, game, RESUMED.get(game.id().value()));
    }
  }

  /** Nothing is asked, and the save is used up. */
  private void goesOn(PlannedRuns runs, GameEntry game, String seen) throws IOException {
    try (var terminal = new TmuxTerminal(runs.prepare(game, CAROL, TmuxTerminal.TERM), folder)) {
      begin(terminal, new Opening(seen, List.of(Map.entry("--More--", " "))));
      TmuxTerminal.await(() -> !runs.hasSaved(game, CAROL), terminal::screen);
    }
  }

  private static void begin(TmuxTerminal terminal, Opening opening) {
    var pressed = new ArrayList<String>();
    TmuxTerminal.await(
        () -> {
          var screen = terminal.screen();
          if (screen.contains(opening.begun()) && !screen.contains("--More--")) {
            return true;
          }
          if (!screen.isBlank() && (pressed.isEmpty() || !pressed.getLast().equals(screen))) {
            opening.keys().stream()
                .filter(prompt -> screen.contains(prompt.getKey()))
                .findFirst()
                .ifPresent(prompt -> {
                  pressed.add(screen);
                  terminal.type(prompt.getValue());
                });
          }
          return false;
        },
        terminal::screen);
  }

  private static void end(TmuxTerminal terminal, List<StopStep> stop) {
    var leader = terminal.leader();
    for (var step : stop) {
      take(terminal, step);
      if (hasEnded(leader, terminal, step.patience())) {
        return;
      }
    }
    throw new AssertionError("alive:\n" + terminal.screen());
  }

  private static void take(TmuxTerminal terminal, StopStep step) {
    switch (step) {
      case StopStep.SendSignal(var signal, var _) -> terminal.signal(signal.name());
      case StopStep.TypeKeys(var keys, var _) -> terminal.type(keys);
      case StopStep.ClosePty(var _) -> terminal.hangUp();
    }
  }

  private static boolean hasEnded(String leader, TmuxTerminal terminal, Duration patience) {
    try {
      await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> ProcessHandle.of(Long.parseLong(leader)).isEmpty() || terminal.ended());
      return true;
    } catch (ConditionTimeoutException late) {
      return false;
    }
  }
}
