package gatehouse.game.catalogue;

import static gatehouse.game.catalogue.Installation.ALICE;
import static gatehouse.game.catalogue.Installation.BOB;
import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @TempDir Path folder;

  private Installation installation;
  private Launcher launcher;
  private GameEntry nethack;

  @BeforeEach
  void install() {
    installation = new Installation(folder, "");
    launcher = installation.launcher();
    nethack = installation.game("nethack");
  }

  @AfterEach
  void close() {
    installation.close();
  }

  @Nested
  @NeedsRealPart({NETHACK, BUBBLEWRAP, TMUX})
  class NetHack {

    @Test
    void plays_as_the_account_and_never_as_root() throws IOException {
      var terminal = installation.playing(nethack, ALICE);
      var game = innermost(terminal.leader());

      assertThat(terminal.screen()).contains("Alice the");
      assertThat(Identity.ownerOf(Path.of("/proc", game)).isRoot()).isFalse();
      assertThat(Files.readString(Path.of("/proc", game, "status")))
          .contains("NoNewPrivs:\t1")
          .containsPattern("CapEff:\t0{16}")
          .containsPattern("CapBnd:\t0{16}")
          // Nobody but root can give groups up.
          .containsPattern(
              Identity.ofThisProcess().isRoot() ? "Groups:\t *\n" : "Groups:\t[0-9 ]*\n");
      terminal.signal("KILL");
    }

    @Test
    @Tag("S2.2-deathsave")
    @Tag("S1.1-save")
    void saves_on_hang_up_before_its_end_is_told_and_resumes_at_the_same_turn() {
      var terminal = installation.playing(nethack, ALICE);
      int turn = rest(terminal);
      terminal.signal("HUP");

      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      assertThat(installation.hasSaved(nethack, ALICE)).isTrue();
      assertThat(installation.hasSaved(nethack, BOB)).isFalse();
      assertThat(Installation.turn(installation.playing(nethack, ALICE))).isEqualTo(turn);
      assertThat(installation.hasSaved(nethack, ALICE)).isFalse();
    }

    @Test
    @Tag("S2.2-deathsave")
    void saves_when_its_terminal_goes_away() {
      var terminal = installation.playing(nethack, ALICE);
      var leader = terminal.leader();
      rest(terminal);
      terminal.hangUp();

      TmuxTerminal.await(() -> !Files.exists(Path.of("/proc", leader)), () -> "still running");
      assertThat(installation.hasSaved(nethack, ALICE)).isTrue();
    }

    @Test
    void ends_by_the_signal_that_ended_it() {
      var terminal = installation.playing(nethack, ALICE);
      terminal.signal("TERM");

      assertThat(terminal.awaitEnd()).isEqualTo("status  signal 15");
    }

    @Test
    void writes_the_accounts_name_into_the_xlogfile() throws IOException {
      var terminal = installation.playing(nethack, ALICE);
      quit(terminal);

      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      var log = launcher.sharedFolder(nethack).resolve("xlogfile");
      assertThat(Files.readString(log)).contains("\tname=Alice\t").contains("\tdeath=quit\t");
    }

    @Test
    void is_played_by_two_in_one_playground() {
      installation.playing(nethack, ALICE);
      installation.playing(nethack, BOB);
      var levels = launcher.sharedFolder(nethack);

      assertThat(levels)
          .isDirectoryContaining("glob:**Alice.0")
          .isDirectoryContaining("glob:**bob.0");
    }

    @Test
    void is_no_shell() {
      var terminal = installation.playing(nethack, ALICE).type("!");

      terminal.awaitScreen("Unknown command '!'");
    }
  }

  @Nested
  @NeedsRealPart({BUBBLEWRAP, TMUX})
  class The_built_in_game {

    private GameEntry cellar;

    @BeforeEach
    void find() {
      cellar = installation.game("cellar");
    }

    @Test
    @Tag("S1.1-save")
    @Tag("S2.2-deathsave")
    void saves_on_hang_up_and_resumes_at_the_same_turn() {
      var terminal = installation.playing(cellar, ALICE);
      terminal.type(".....").awaitScreen(" T:6 ");
      terminal.signal("HUP");

      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      assertThat(installation.hasSaved(cellar, ALICE)).isTrue();
      var resumed = installation.playing(cellar, ALICE);
      assertThat(resumed.screen()).contains("Welcome back.").contains(" T:6 ");
      assertThat(installation.hasSaved(cellar, ALICE)).isFalse();
    }

    @Test
    @Tag("S1.1-save")
    void saves_when_asked_to_quit_and_hung_up_before_an_answer() {
      var terminal = installation.playing(cellar, ALICE);
      terminal.type("Q").awaitScreen("Really quit?");
      terminal.signal("HUP");

      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      assertThat(installation.hasSaved(cellar, ALICE)).isTrue();
    }

    @Test
    @Tag("S1.1-save")
    void saves_and_leaves_by_a_key_and_when_the_terminal_goes_away() {
      var terminal = installation.playing(cellar, ALICE);
      terminal.type("S");
      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      assertThat(installation.hasSaved(cellar, ALICE)).isTrue();

      var second = installation.playing(cellar, ALICE);
      var leader = second.leader();
      second.hangUp();
      TmuxTerminal.await(() -> !Files.exists(Path.of("/proc", leader)), () -> "still running");
      assertThat(installation.hasSaved(cellar, ALICE)).isTrue();
    }

    @Test
    @Tag("S1.1-save")
    void refuses_a_damaged_save_once_and_keeps_it_aside() throws IOException {
      installation.playing(cellar, ALICE).type("S").awaitEnd();
      var save = installation.runs().saves(cellar, ALICE).getFirst();
      Files.writeString(save, Files.readString(save).replace("Alice", "Malice"));
      var terminal = installation.start(cellar, ALICE);

      assertThat(terminal.awaitEnd()).isEqualTo("status 1 signal");
      assertThat(terminal.everything()).contains("its checksum is wrong. It is kept as ");
      var saves = installation.runs().lastRun(cellar, ALICE).saves();
      assertThat(saves.resolve("cellar.save.damaged")).exists();
      assertThat(installation.playing(cellar, ALICE).screen()).contains(" T:1 ");
    }

    @Test
    void draws_anew_for_a_new_size() {
      var terminal = installation.playing(cellar, ALICE);
      terminal.resize(100, 40);

      TmuxTerminal.await(
          () -> terminal.screen().lines().skip(39).anyMatch(line -> line.contains("Dlvl:1")),
          terminal::screen);
    }

    @Test
    void writes_the_accounts_name_into_its_log() throws IOException {
      var terminal = installation.playing(cellar, ALICE);
      terminal.type("Q").awaitScreen("Really quit?");
      terminal.type("y");

      assertThat(terminal.awaitEnd()).isEqualTo("status 0 signal");
      assertThat(Files.readString(launcher.sharedFolder(cellar).resolve("xlogfile")))
          .contains("\tname=Alice\tdeath=quit\t");
      assertThat(installation.hasSaved(cellar, ALICE)).isFalse();
    }
  }

  /** Lets one turn pass; a Valkyrie takes a turn for each move. */
  private static int rest(TmuxTerminal terminal) {
    int turn = Installation.turn(terminal);
    terminal.type("s");
    TmuxTerminal.await(
        () -> Installation.atPlay(terminal) && Installation.turn(terminal) == turn + 1,
        terminal::screen);
    return turn + 1;
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
}
