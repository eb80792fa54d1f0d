package gatehouse.game.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import gatehouse.game.catalogue.LauncherSettings.SandboxUse;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-launch")
class LauncherTest {

  private static final PlayerName ALICE = new PlayerName("Alice");
  private static final Limits LIMITS = new Limits(64, 32, 1024, 4096, Duration.ofHours(1), 1, 1);

  @TempDir Path data;

  @BeforeEach
  void anybody_may_pass() throws IOException {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @Test
  void settings_are_read_from_the_reference() {
    var settings = LauncherSettings.from(ConfigFactory.load("application-test"));

    assertThat(settings.runAs()).isEqualTo("games");
    assertThat(settings.sandbox()).isEqualTo(SandboxUse.AUTO);
    assertThat(settings.allowUnsandboxed()).isFalse();
    assertThat(settings.dataDirectory()).isAbsolute();
  }

  @Nested
  class A_plan {

    @Test
    void fills_in_whom_and_where() {
      var game =
          game(
              "command = [/bin/echo, \"%n\", \"%N%g\", \"100%%\", \"%h\", \"%s\"], environment { A = \"%n\" }");
      var plan = prepare(launcher(), game, ALICE, "xterm");

      assertThat(plan.command())
          .endsWith("/bin/echo", "Alice", "Atiny", "100%", own().toString(), shared().toString());
      assertThat(plan.directory()).isEqualTo(own());
    }

    @Test
    void has_an_environment_made_from_nothing() {
      var plan =
          prepare(launcher(), game("environment { A = \"%n\", SHELL = \"\" }"), ALICE, "xterm");

      assertThat(plan.environment())
          .containsOnlyKeys("A", "HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TZ", "USER")
          .containsEntry("A", "Alice")
          .containsEntry("USER", "Alice")
          .containsEntry("SHELL", "")
          .containsEntry("TERM", "xterm")
          .containsEntry("HOME", own().toString());
    }

    @Test
    @Tag("GD-proc")
    void limits_what_the_game_may_use() {
      assertThat(prepare(launcher(), game(""), ALICE, "xterm").command())
          .containsSubsequence(
              "/usr/bin/prlimit",
              "--core=0",
              "--nproc=100",
              "--nofile=256",
              "--fsize=67108864",
              "--data=536870912",
              "--cpu=43200:43230");
    }

    @Test
    @Tag("GD-proc")
    void may_have_limits_of_its_own() {
      var large = game("limits { memory = 2 GiB, cpu-time = 1 minute }");

      assertThat(prepare(launcher(), large, ALICE, "xterm").command())
          .contains("--nproc=100", "--data=2147483648", "--cpu=60:90");
    }

    @Test
    @Tag("GD-proc")
    void has_no_limits_that_there_are_not() {
      assertThatThrownBy(() -> game("limits { ram = 1 GiB }"))
          .hasMessageContaining("gatehouse.games.tiny.limits.ram")
          .hasMessageContaining("there is no such limit");
      assertThatThrownBy(() -> game("limits { processes = 0 }"))
          .hasMessageContaining("each limit must be at least 1");
    }

    @Test
    @Tag("SEC-S1")
    void drops_root() {
      var unconfined =
          new Unconfined(new Identity(0, 0), new Identity(5, 60), "for the test", true);

      assertThat(
              unconfined.confine(
                  List.of("/bin/true"), new Room(Map.of(), Map.of(), List.of(), data), LIMITS))
          .startsWith("/usr/bin/setpriv", "--reuid", "5", "--regid", "60", "--clear-groups")
          .contains("--bounding-set=-all", "--no-new-privs");
    }

    @Test
    void is_refused_for_a_terminal_type_that_is_none() {
      assertThatThrownBy(() -> prepare(launcher(), game(""), ALICE, "../etc/passwd"))
          .isInstanceOf(LaunchException.class)
          .hasMessage("not a terminal type");
    }

    @Test
    void is_refused_for_a_game_that_is_not_here() {
      var absent = game("command = [/usr/games/no-such], package = no-such-game");

      assertThat(launcher().missing(absent)).contains("not installed: Debian package no-such-game");
      assertThatThrownBy(() -> prepare(launcher(), absent, ALICE, "xterm"))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("no-such-game");
    }
  }

  @Test
  @Tag("SEC-S1")
  void a_game_that_needs_a_sandbox_is_missing_where_there_is_none() {
    var shell = game("needs-sandbox = yes");

    assertThat(launcher().missing(shell))
        .hasValueSatisfying(why -> assertThat(why).startsWith("not playable without a sandbox"));
    assertThatThrownBy(() -> prepare(launcher(), shell, ALICE, "xterm"))
        .hasMessageStartingWith("Tiny is not playable without a sandbox");
  }

  @Nested
  class Files_of_a_game {

    @Test
    void are_made_where_they_are_missing() throws IOException {
      prepare(
          launcher(),
          game(
              """
              shared-folders = [save], shared-files = [record], own-folders = [dumps]
              options = "OPTIONS=time", options-file = rc
              """),
          ALICE,
          "xterm");

      assertThat(shared().resolve("save")).isDirectory();
      assertThat(shared().resolve("record")).isEmptyFile();
      assertThat(own().resolve("dumps")).isDirectory();
      assertThat(own().resolve("rc")).hasContent("OPTIONS=time");
    }

    @Test
    void are_left_as_the_player_made_them() throws IOException {
      var game = game("options = \"OPTIONS=time\", options-file = rc");
      prepare(launcher(), game, ALICE, "xterm");
      Files.writeString(own().resolve("rc"), "mine");
      prepare(launcher(), game, ALICE, "xterm");

      assertThat(own().resolve("rc")).hasContent("mine");
      assertThat(data.resolve("games")).isDirectoryNotContaining("glob:**.new*");
    }

    @Test
    @Tag("SEC-S1")
    void are_never_made_through_a_link_that_a_game_left() throws IOException {
      prepare(launcher(), game(""), ALICE, "xterm");
      var outside = data.resolve("outside");
      Files.createSymbolicLink(own().resolve("rc"), outside);
      Files.createSymbolicLink(shared().resolve("save"), outside);
      prepare(
          launcher(),
          game("options = x, options-file = rc, shared-folders = [save]"),
          ALICE,
          "xterm");

      assertThat(outside).doesNotExist();
    }

    @Test
    void may_hold_a_save_of_a_run() throws IOException {
      var launcher = launcher();
      var game = game("save = \"%n{,.gz}\"");
      prepare(launcher, game, ALICE, "xterm");
      var run = launcher.runOf(game, ALICE, 1);
      assertThat(launcher.saves(game, ALICE, run)).isEmpty();

      var save = Files.writeString(run.saves().resolve("Alice.gz"), "");
      Files.writeString(run.saves().resolve("Alice2.gz"), "");

      assertThat(launcher.saves(game, ALICE, run)).containsExactly(save);
      assertThat(launcher.saves(game, ALICE, launcher.runOf(game, ALICE, 2))).isEmpty();
    }

    @Test
    @Tag("SEC-S1")
    void may_hold_so_much_and_no_more() throws IOException {
      var game = game("limits { own-space = 4 MiB, shared-space = 6 MiB }");
      prepare(launcher(), game, ALICE, "xterm");
      Files.write(own().resolve("large"), new byte[(4 << 20) - (20 << 10)]);
      Files.createSymbolicLink(own().resolve("link"), Path.of("/usr"));
      prepare(launcher(), game, ALICE, "xterm");

      Files.createDirectory(own().resolve("folder"));
      Files.write(own().resolve("folder/more"), new byte[20 << 10]);
      assertThatThrownBy(() -> prepare(launcher(), game, ALICE, "xterm"))
          .isInstanceOf(LaunchException.class)
          .hasMessage("Your files of Tiny take up more than 4 MiB; ask who runs this server.");

      var run = launcher().runOf(game, ALICE, 2);
      assertThat(launcher().isOverfull(game, run)).isTrue();
      Files.delete(own().resolve("large"));
      assertThat(launcher().isOverfull(game, run)).isFalse();
      for (int i = 0; i <= 1024; i++) {
        Files.createFile(Files.createDirectories(run.saves()).resolve("empty" + i));
      }
      assertThat(launcher().isOverfull(game, run)).isTrue();
      var folders = launcher().runOf(game, ALICE, 3);
      assertThat(launcher().isOverfull(game, folders)).isFalse();
      for (int i = 0; i <= 1024; i++) {
        Files.createDirectories(folders.saves().resolve("empty" + i));
      }
      assertThat(launcher().isOverfull(game, folders)).isTrue();

      Files.write(shared().resolve("huge"), new byte[(6 << 20) + 1]);
      assertThatThrownBy(() -> prepare(launcher(), game, new PlayerName("bob"), "xterm"))
          .hasMessage("Tiny has no room left for its files; try again later.");
    }

    @Test
    void hold_no_save_of_a_game_that_cannot_save() {
      var launcher = launcher();
      prepare(launcher, game(""), ALICE, "xterm");

      assertThat(launcher.saves(game(""), ALICE, launcher.runOf(game(""), ALICE, 1))).isEmpty();
    }

    @Test
    void that_lie_where_a_run_will_save_are_set_aside() throws IOException {
      var launcher = launcher();
      var game = game("save = \"%n\", saves-at = \"%s/save\"");
      prepare(launcher, game, ALICE, "xterm");
      var stray = Files.writeString(shared().resolve("save/Alice"), "stray");
      launcher.makeReady(game, ALICE, launcher.runOf(game, ALICE, 2));

      assertThat(stray).doesNotExist();
      assertThat(launcher.runOf(game, ALICE, 2).folder().resolve("stray-Alice"))
          .hasContent("stray");
    }

    @Test
    void of_a_run_are_discarded_with_it_through_no_link() throws IOException {
      var launcher = launcher();
      prepare(launcher, game(""), ALICE, "xterm");
      var run = launcher.runOf(game(""), ALICE, 1);
      var outside = Files.writeString(data.resolve("outside"), "kept");
      Files.createSymbolicLink(run.saves().resolve("link"), outside);
      Files.createDirectories(run.saves().resolve("deep/er"));
      assertThat(launcher.runs()).containsExactly(run);
      launcher.discard(run);

      assertThat(launcher.runs()).isEmpty();
      assertThat(outside).hasContent("kept");
    }

    @Test
    void that_a_killed_run_left_are_cleared_away_but_no_folder_named_like_them()
        throws IOException {
      var launcher = launcher();
      var game = game("leftovers = \"%n.[0-9]*\"");
      prepare(launcher, game, ALICE, "xterm");
      var level = Files.writeString(shared().resolve("Alice.0"), "a level");
      var folder = Files.createDirectory(shared().resolve("Alice.1"));
      launcher.clearAway(game, ALICE);

      assertThat(level).doesNotExist();
      assertThat(folder).isDirectory();
    }
  }

  @Nested
  class A_user_to_run_as {

    @Test
    void is_looked_up_by_name() throws IOException {
      var users = Files.writeString(data.resolve("passwd"), "root:x:0:0\ngames:x:5:60:games:/:\n");

      assertThat(Identity.of("games", users)).isEqualTo(new Identity(5, 60));
    }

    @Test
    void may_be_a_pair_of_numbers() {
      assertThat(Identity.of("1000:100", data)).isEqualTo(new Identity(1000, 100));
    }

    @Test
    void that_is_unknown_is_told() {
      assertThatThrownBy(() -> Identity.of("gamer", data.resolve("passwd")))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("this machine has no user 'gamer'");
    }

    @Test
    void passes_folders_by_their_mode() throws IOException {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
      var owner = Identity.ownerOf(data);

      assertThat(owner.mayPass(data)).isTrue();
      assertThat(new Identity(owner.uid() + 1, owner.gid() + 1).mayPass(data)).isFalse();
    }
  }

  @Nested
  class An_init_command {

    @Test
    void is_run_once_for_all_players() throws IOException {
      var tally = game("init = [/bin/sh, -c, \"echo once >> %s/tally\"]");
      var launcher = launcher();
      launcher.initialise(tally);
      launcher.initialise(tally);
      launcher().initialise(tally);

      assertThat(shared().resolve("tally")).hasContent("once");
    }

    @Test
    void is_run_again_for_another_version_of_the_program() throws IOException {
      var program = Files.copy(Path.of("/bin/true"), data.resolve("program"));
      var tally =
          game(
              "executable = \"%s\"\n".formatted(program)
                  + "init = [/bin/sh, -c, \"echo again >> %s/tally\"]");
      launcher().initialise(tally);
      Files.setLastModifiedTime(program, FileTime.fromMillis(0));
      launcher().initialise(tally);

      assertThat(shared().resolve("tally")).hasContent("again\nagain");
    }

    @Test
    void that_fails_is_told_with_its_last_words_and_run_again() {
      var broken = game("init = [/bin/sh, -c, \"echo no such level; exit 3\"]");

      for (int time = 0; time < 2; time++) {
        assertThatThrownBy(() -> launcher().initialise(broken))
            .isInstanceOf(LaunchException.class)
            .hasMessageContaining("the init command of tiny")
            .hasMessageContaining("status 3: no such level");
      }
    }

    @Test
    void that_does_not_end_is_ended() {
      var endless = game("init = [/bin/sleep, 1000]");

      assertThatThrownBy(() -> launcher(Duration.ofMillis(100)).initialise(endless))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("does not end within PT0.1S");
    }

    @Test
    void is_ended_with_the_server() {
      var launcher = launcher();
      var begun = shared().resolve("begun");
      var endless = game("init = [/bin/sh, -c, \"touch %s/begun; sleep 1000\"]");
      var init = CompletableFuture.runAsync(() -> launcher.initialise(endless));
      await().until(() -> Files.exists(begun));
      launcher.close();

      assertThat(init)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("status 137");
      assertThatThrownBy(() -> launcher.initialise(endless))
          .hasMessageContaining("the server is going down");
    }

    @Test
    void must_begin_with_an_absolute_path() {
      assertThatThrownBy(() -> game("init = [make]")).hasMessageContaining("'make'");
    }
  }

  @Test
  @Tag("SEC-S1")
  void without_a_sandbox_only_trusted_games_are_played_unless_told_otherwise() {
    var careful = launcher(Duration.ofSeconds(10), false);

    assertThat(careful.missing(game("trusted = yes"))).isEmpty();
    assertThat(careful.missing(game(""))).hasValue("not offered here: there is no sandbox for it");
    assertThatThrownBy(() -> prepare(careful, game(""), ALICE, "xterm"))
        .isInstanceOf(LaunchException.class)
        .hasMessage("Tiny is not offered here: there is no sandbox for it");
    assertThat(careful.warning().orElseThrow())
        .contains("(gatehouse.game.sandbox is off)")
        .contains("set gatehouse.game.allow-unsandboxed = yes")
        .doesNotContain("\n");
  }

  @Test
  void the_lack_of_a_sandbox_is_told() {
    assertThat(launcher().warning().orElseThrow())
        .contains("games run without a sandbox (gatehouse.game.sandbox is off)")
        .doesNotContain("\n");
  }

  private Launcher launcher() {
    return launcher(Duration.ofSeconds(10));
  }

  private Launcher launcher(Duration initTimeout) {
    return launcher(initTimeout, true);
  }

  private Launcher launcher(Duration initTimeout, boolean allowUnsandboxed) {
    return Launcher.create(
        new LauncherSettings(
            data, "games", SandboxUse.OFF, Duration.ofSeconds(10), initTimeout, allowUnsandboxed));
  }

  private static LaunchPlan prepare(
      Launcher launcher, GameEntry game, PlayerName player, String term) {
    var run = launcher.runOf(game, player, 1);
    launcher.makeReady(game, player, run);
    return launcher.plan(game, player, run, "", term);
  }

  private Path own() {
    return data.resolve("games/tiny/players/alice");
  }

  private Path shared() {
    return data.resolve("games/tiny/shared");
  }

  private static GameEntry game(String keys) {
    var entry =
        ConfigFactory.parseString(
            "gatehouse.games.tiny { name = Tiny, command = [/bin/true] }\n"
                + "gatehouse.games.tiny { "
                + keys
                + "}");
    return EntrySettings.from(
        entry.withFallback(ConfigFactory.defaultReference()), new GameId("tiny"));
  }
}
