package gatehouse.game.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The shipped games on a data directory of their own, played on real terminals. */
final class Installation implements AutoCloseable {

  static final PlayerName ALICE = new PlayerName("Alice");
  static final PlayerName BOB = new PlayerName("bob");

  /** What makes NetHack start and end without asking. */
  private static final String NO_QUESTIONS =
      """
      gatehouse.games.nethack.options = \"""
      OPTIONS=time,!legacy,!splash_screen,!autopickup,role:Val,race:Hum,gender:fem,align:law
      OPTIONS=pettype:none,disclose:-i -a -v -g -c -o,!tombstone,toptenwin,!mail
      \"""
      """;

  private static final Pattern TURN = Pattern.compile("\\bT:(\\d+)");

  private final Path folder;
  private final Config config;
  private final Launcher launcher;
  private final List<TmuxTerminal> terminals = new ArrayList<>();
  private final PlannedRuns runs;

  /** {@code overlay} is configuration that goes on top. */
  Installation(Path folder, String overlay) {
    this.folder = folder;
    config =
        ConfigFactory.parseString(NO_QUESTIONS + overlay)
            .withFallback(ConfigFactory.parseFile(Path.of("conf/games/nethack.conf").toFile()))
            .withFallback(ConfigFactory.defaultReference())
            .withValue("gatehouse.data-dir", ConfigValueFactory.fromAnyRef(folder + "/data"))
            .resolve();
    launcher = Launcher.create(LauncherSettings.from(config));
    runs = new PlannedRuns(launcher);
  }

  Launcher launcher() {
    return launcher;
  }

  GameEntry game(String id) {
    return CatalogueReader.read(config).find(new GameId(id)).orElseThrow();
  }

  TmuxTerminal start(GameEntry game, PlayerName player) {
    try {
      var terminal = new TmuxTerminal(prepare(game, player, TmuxTerminal.TERM), folder);
      terminals.add(terminal);
      return terminal;
    } catch (IOException problem) {
      throw new AssertionError(problem);
    }
  }

  LaunchPlan prepare(GameEntry game, PlayerName player, String term) {
    return runs.prepare(game, player, term);
  }

  /** Of the runs that were prepared here. */
  PlannedRuns runs() {
    return runs;
  }

  boolean hasSaved(GameEntry game, PlayerName player) {
    return runs.hasSaved(game, player);
  }

  /** Starts a game and waits until its map is there. */
  TmuxTerminal playing(GameEntry game, PlayerName player) {
    var terminal = start(game, player);
    TmuxTerminal.await(() -> atPlay(terminal), terminal::screen);
    return terminal;
  }

  /** Whether the map is there; waves through what stands before it. */
  static boolean atPlay(TmuxTerminal terminal) {
    var screen = terminal.screen();
    if (screen.contains("--More--")) {
      terminal.press("Escape");
      return false;
    }
    return screen.contains("Dlvl:1");
  }

  static int turn(TmuxTerminal terminal) {
    return TURN.matcher(terminal.screen())
        .results()
        .findFirst()
        .map(shown -> Integer.parseInt(shown.group(1)))
        .orElse(-1);
  }

  @Override
  public void close() {
    terminals.forEach(TmuxTerminal::close);
  }
}
