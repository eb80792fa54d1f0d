package gatehouse.game.catalogue;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import gatehouse.game.catalogue.LauncherSettings.Limits;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-launch")
class LauncherIT {

  private static final PlayerName ALICE = new PlayerName("Alice");
  private static final PlayerName BOB = new PlayerName("bob");
  private static final Pattern TURN = Pattern.compile("\\bT:(\\d+)");

  @TempDir Path folder;

  private final List<TmuxTerminal> terminals = new ArrayList<>();
  private Launcher launcher;
  private GameEntry nethack;

  @BeforeEach
  void nethack_without_questions() {
    var config = config("");
    launcher = Launcher.create(LauncherSettings.from(config));
    nethack = game(config, "nethack");
  }

  @AfterEach
  void close_terminals() {
    terminals.forEach(TmuxTerminal::close);
  }

  @Nested
  @NeedsRealPart({NETHACK, BUBBLEWRAP, TMUX})
  class NetHack {

    @Test
    void plays_as_the_account_and_never_as_root() throws IOException {
      var terminal = playing(ALICE);
      var game = innermost(terminal.leader());

      assertThat(terminal.screen()).contains("Alice the");
      assertThat(Identity.ownerOf(Path.of("/proc", game)).isRoot()).isFalse();
      assertThat(Files.readString(Path.of("/proc", game, "status")))
          .contains("NoNewPrivs:\t1")
          .containsPattern("CapEff:\t0{16}")
          .containsPattern("CapBnd:\t0{16}")
          .containsPattern("Groups:\t *\n");
      terminal.signal("KILL");
    }

    @Test
    @Tag("S2.2-deathsave")
    @Tag("S1.1-save")
    void saves_on_hang_up_before_its_end_is_told_and_resumes_at_the_same_turn() {
      var terminal = playing(ALICE);
      int turn = rest(terminal);
      terminal.signal("HUP");

      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      assertThat(launcher.saveExists(nethack, ALICE)).isTrue();
      assertThat(launcher.saveExists(nethack, BOB)).isFalse();
      assertThat(turn(playing(ALICE))).isEqualTo(turn);
      assertThat(launcher.saveExists(nethack, ALICE)).isFalse();
    }

    @Test
    @Tag("S2.2-deathsave")
    void saves_when_its_terminal_goes_away() {
      var terminal = playing(ALICE);
      var leader = terminal.leader();
      rest(terminal);
      terminal.hangUp();

      TmuxTerminal.await(() -> !Files.exists(Path.of("/proc", leader)), () -> "still running");
      assertThat(launcher.saveExists(nethack, ALICE)).isTrue();
    }

    @Test
    void ends_by_the_signal_that_ended_it() {
      var terminal = playing(ALICE);
      terminal.signal("TERM");

      assertThat(terminal.awaitEnd()).isEqualTo("status  signal 15");
    }

    @Test
    void writes_the_accounts_name_into_the_xlogfile() throws IOException {
      var terminal = playing(ALICE);
      quit(terminal);

      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      var log = launcher.sharedFolder(nethack).resolve("xlogfile");
      assertThat(Files.readString(log)).contains("\tname=Alice\t").contains("\tdeath=quit\t");
    }

    @Test
    void is_played_by_two_in_one_playground() {
      playing(ALICE);
      playing(BOB);
      var levels = launcher.sharedFolder(nethack);

      assertThat(levels)
          .isDirectoryContaining("glob:**Alice.0")
          .isDirectoryContaining("glob:**bob.0");
    }

    @Test
    void is_no_shell() {
      var terminal = playing(ALICE).type("!");

      terminal.awaitScreen("Unknown command '!'");
    }
  }

  @Nested
  @NeedsRealPart({BUBBLEWRAP, TMUX})
  @Tag("SEC-S1")
  class A_sandbox {

    @Test
    void hides_the_machine() throws IOException {
      assertThat(inSandbox("ls / /home; cat /etc/passwd; echo passed"))
          .contains("games:x:5:60")
          .doesNotContain("root")
          .contains("/home:\nAlice\n")
          .contains("passed");
      assertThat(inSandbox("cat /etc/shadow")).contains("No such file");
      assertThat(inSandbox("ls -d " + folder + " 2>&1; echo over")).contains("No such file");
    }

    @Test
    void has_no_network_and_no_other_processes() throws IOException {
      assertThat(inSandbox("tail -n +3 /proc/net/dev; echo /proc/[0-9]*; echo over"))
          .doesNotContain("eth")
          .containsPattern("lo: +0 ")
          .contains("/proc/1 ")
          .doesNotContainPattern("/proc/[1-9][0-9][0-9]");
    }

    @Test
    void has_a_read_only_system_and_folders_to_write() throws IOException {
      assertThat(
              inSandbox(
                  "touch /usr/x /etc/x /x /home/x; touch ~/x /var/games/trial/x /tmp/x && echo fine"))
          .contains("fine")
          .containsSubsequence("'/usr/x': Read-only", "'/etc/x': ", "'/x': ", "'/home/x': ");
    }

    @Test
    void limits_the_size_of_a_file() throws IOException {
      assertThat(inSandbox("head -c 100000000 /dev/zero > ~/big; echo status $?; wc -c < ~/big"))
          .contains("67108864");
    }

    @Test
    void gives_a_program_default_signals_and_the_terminal() throws IOException {
      assertThat(inSandbox("grep SigIgn /proc/self/status; stty size < /dev/tty"))
          .containsPattern("SigIgn:\\s+[0-9a-f]{8}[08]0{7}\\s") // 32 and above are the C library's
          .contains("24 80");
    }

    @Test
    void passes_new_sizes_on() throws IOException {
      var terminal = sandboxed("trap 'stty size' WINCH; echo ready; read line; read line");
      terminal.awaitScreen("ready");
      terminal.resize(100, 40);

      terminal.awaitScreen("40 100");
    }

    @Test
    void gives_an_ordinary_users_game_the_same_uid() {
      assertThat(asOrdinaryUser("id -u; id -g; cat /etc/shadow; echo passed"))
          .contains("5\n60\n")
          .contains("No such file")
          .contains("passed");
    }

    /** What the script says on a terminal of 80x24 in a sandbox of Alice's. */
    private String inSandbox(String script) throws IOException {
      var terminal = sandboxed(script);
      terminal.awaitEnd();
      return terminal.screen();
    }

    private TmuxTerminal sandboxed(String script) throws IOException {
      var trial =
          """
          gatehouse.games.trial { name = Trial, command = [/bin/sh, -c, "eval \\"$SCRIPT\\""]
            environment { SCRIPT = \"""echo; echo; %s\""" } }
          """
              .formatted(script.replace("%", "%%"));
      var plan = launcher.prepare(game(config(trial), "trial"), ALICE, TmuxTerminal.TERM);
      var terminal = new TmuxTerminal(plan, folder);
      terminals.add(terminal);
      return terminal;
    }

    /** What the script says in a sandbox that somebody who is not root has made. */
    private String asOrdinaryUser(String script) {
      var we = Identity.ofThisProcess();
      var user = we.isRoot() ? new Identity(4321, 4321) : we;
      var room = new Room(Map.of(), Map.of(), List.of(), Path.of("/"));
      var limits = new Limits(64, 64, 1024);
      var line = new ArrayList<>(we.isRoot() ? Unconfined.dropTo(user) : List.<String>of());
      line.addAll(
          new Bubblewrap(user, new Identity(5, 60), limits)
              .confine(List.of("/bin/sh", "-c", script), room));
      return TmuxTerminal.run(line);
    }
  }

  private TmuxTerminal playing(PlayerName player) {
    var terminal = start(player);
    TmuxTerminal.await(() -> atPlay(terminal), terminal::screen);
    return terminal;
  }

  private static boolean atPlay(TmuxTerminal terminal) {
    var screen = terminal.screen();
    if (screen.contains("--More--")) {
      terminal.press("Escape");
      return false;
    }
    return screen.contains("Dlvl:1");
  }

  /** Lets one turn pass; a Valkyrie takes a turn for each move. */
  private static int rest(TmuxTerminal terminal) {
    int turn = turn(terminal);
    terminal.type("s");
    TmuxTerminal.await(() -> atPlay(terminal) && turn(terminal) == turn + 1, terminal::screen);
    return turn + 1;
  }

  private static int turn(TmuxTerminal terminal) {
    return TURN.matcher(terminal.screen())
        .results()
        .findFirst()
        .map(shown -> Integer.parseInt(shown.group(1)))
        .orElse(-1);
  }

  private static void quit(TmuxTerminal terminal) {
    terminal.type("#quit").press("Enter").awaitScreen("Really quit?");
    terminal.type("y");
    TmuxTerminal.await(
        () -> {
          if (terminal.screen().contains("--More--")) {
            terminal.press("Enter");
          }
          return terminal.ended();
        },
        terminal::screen);
  }

  /** The game itself, below what confines it. */
  private static String innermost(String process) throws IOException {
    var children = Files.readString(Path.of("/proc", process, "task", process, "children")).strip();
    return children.isEmpty() ? process : innermost(children);
  }

  private static GameEntry game(Config config, String id) {
    return CatalogueReader.read(config).find(new GameId(id)).orElseThrow();
  }

  private TmuxTerminal start(PlayerName player) {
    try {
      var terminal = new TmuxTerminal(launcher.prepare(nethack, player, TmuxTerminal.TERM), folder);
      terminals.add(terminal);
      return terminal;
    } catch (IOException problem) {
      throw new AssertionError(problem);
    }
  }

  private Config config(String games) {
    return ConfigFactory.parseString(
            games
                + """
                gatehouse.games.nethack.options = \"""
                OPTIONS=time,!legacy,!splash_screen,!autopickup,role:Val,race:Hum,gender:fem,align:law
                OPTIONS=pettype:none,disclose:-i -a -v -g -c -o,!tombstone,toptenwin,!mail
                \"""
                """)
        .withFallback(ConfigFactory.parseFile(Path.of("conf/games/nethack.conf").toFile()))
        .withFallback(ConfigFactory.defaultReference())
        .withValue("gatehouse.data-directory", ConfigValueFactory.fromAnyRef(folder + "/data"))
        .withValue("gatehouse.catalogue-directory", ConfigValueFactory.fromAnyRef("none"))
        .resolve();
  }
}
