package gatehouse.game.catalogue;

import static gatehouse.game.catalogue.Installation.ALICE;
import static gatehouse.game.catalogue.Installation.BOB;
import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@NeedsRealPart({BUBBLEWRAP, TMUX})
@Tag("SEC-S1")
class SandboxIT {

  @TempDir Path folder;

  private Installation installation;

  @AfterEach
  void close() {
    if (installation != null) {
      installation.close();
    }
  }

  @Test
  void hides_the_machine() {
    assertThat(inSandbox("ls / /home; cat /etc/passwd; echo passed"))
        .contains("games:x:5:60")
        .doesNotContain("root")
        .contains("/home:\nAlice\n")
        .contains("passed");
    assertThat(inSandbox("cat /etc/shadow")).contains("No such file");
    assertThat(inSandbox("ls -d " + folder + " 2>&1; echo over")).contains("No such file");
  }

  @Test
  void has_no_network_and_no_other_processes() {
    assertThat(inSandbox("tail -n +3 /proc/net/dev; echo /proc/[0-9]*; echo over"))
        .doesNotContain("eth")
        .containsPattern("lo: +0 ")
        .contains("/proc/1 ")
        .doesNotContainPattern("/proc/[1-9][0-9][0-9]");
  }

  @Test
  void has_a_read_only_system_and_folders_to_write() {
    assertThat(
            inSandbox(
                "touch /usr/x /etc/x /x /home/x; touch ~/x /var/games/trial/x /tmp/x && echo fine"))
        .contains("fine")
        .containsSubsequence("'/usr/x': Read-only", "'/etc/x': ", "'/x': ", "'/home/x': ");
  }

  @Test
  void limits_the_size_of_a_file() {
    assertThat(inSandbox("head -c 100000000 /dev/zero > ~/big; echo status $?; wc -c < ~/big"))
        .contains("67108864");
  }

  @Test
  void limits_processes() {
    assertThat(inSandbox("while sleep 60 & do :; done"))
        .contains("Cannot fork")
        .contains("status 2");
  }

  @Test
  @Tag("GD-proc")
  void limits_processes_of_each_game_apart() {
    var forty = "for i in $(seq 40); do sleep 60 & done; echo all; read line";
    sandboxed(forty).awaitScreen("all");
    var other = installation.start(installation.game("trial"), BOB);

    other.awaitScreen("all");
    assertThat(other.everything()).doesNotContain("Cannot fork");
  }

  @Test
  @Tag("GD-proc")
  void limits_memory_so_that_who_wants_more_fails() {
    var hog = sandboxed("head -c 700000000 /dev/zero | tail");

    assertThat(hog.awaitEnd()).isEqualTo("status 1 signal");
    assertThat(hog.everything()).contains("tail: memory exhausted");
  }

  @Test
  @Tag("GD-proc")
  void limits_processor_time_and_tells_by_which_signal() {
    var busy = sandboxed("while :; do :; done", "gatehouse.game.limits.cpu-time = 1 second");

    assertThat(busy.awaitEnd()).isEqualTo("status  signal 24");
  }

  @Test
  @Tag("GD-proc")
  void makes_games_the_first_to_go_where_memory_runs_out() {
    assertThat(inSandbox("cat /proc/self/oom_score_adj")).contains("1000");
  }

  @Test
  void gives_a_program_default_signals_and_the_terminal() {
    assertThat(inSandbox("grep SigIgn /proc/self/status; stty size < /dev/tty"))
        .containsPattern("SigIgn:\\s+[0-9a-f]{8}[08]0{7}\\s") // 32 and above are the C library's
        .contains("24 80");
  }

  @Test
  void passes_new_sizes_on() {
    var terminal = sandboxed("trap 'stty size' WINCH; echo ready; read line; read line");
    terminal.awaitScreen("ready");
    terminal.resize(100, 40);

    terminal.awaitScreen("40 100");
  }

  @Test
  @Tag("GD-persist")
  void keeps_a_descriptor_that_it_is_given_open_and_has_no_other() throws IOException {
    var lock = Files.createFile(folder.resolve("lock"));
    var plan = prepared("ls /proc/self/fd; echo listed; read line", "");
    var line = new ArrayList<>(List.of("/usr/bin/flock", "--exclusive", "--nonblock"));
    line.addAll(List.of("--no-fork", lock.toString()));
    line.addAll(plan.command());
    try (var terminal =
        new TmuxTerminal(new LaunchPlan(line, plan.environment(), plan.directory()), folder)) {
      // 3 is the lock, 4 the folder that is listed.
      assertThat(terminal.awaitScreen("listed").lines().findFirst().orElse(""))
          .isEqualToIgnoringWhitespace("0 1 2 3 4");
      assertThat(TmuxTerminal.run(List.of("flock", "--nonblock", lock.toString(), "echo", "free")))
          .doesNotContain("free");
    }
    assertThat(TmuxTerminal.run(List.of("flock", "--nonblock", lock.toString(), "echo", "free")))
        .contains("free");
  }

  @Test
  void gives_an_ordinary_users_game_the_same_uid() {
    assertThat(asOrdinaryUser("id -u; id -g; cat /etc/shadow; echo passed"))
        .contains("5\n60\n")
        .contains("No such file")
        .contains("passed");
  }

  /** What the script says on a terminal of 80x24 in a sandbox of Alice's. */
  private String inSandbox(String script) {
    var terminal = sandboxed(script);
    terminal.awaitEnd();
    return terminal.everything();
  }

  private TmuxTerminal sandboxed(String script) {
    return sandboxed(script, "");
  }

  private TmuxTerminal sandboxed(String script, String settings) {
    install(script, settings);
    return installation.start(installation.game("trial"), ALICE);
  }

  private LaunchPlan prepared(String script, String settings) {
    install(script, settings);
    return installation.prepare(installation.game("trial"), ALICE, TmuxTerminal.TERM);
  }

  private void install(String script, String settings) {
    close();
    installation =
        new Installation(
            folder,
            """
            %s
            gatehouse.game.limits.processes = 50
            gatehouse.games.trial { name = Trial, command = [/bin/sh, -c, "eval \\"$SCRIPT\\""]
              environment { SCRIPT = \"""%s\""" } }
            """
                .formatted(settings, script.replace("%", "%%")));
  }

  /** What the script says in a sandbox that somebody who is not root has made. */
  private String asOrdinaryUser(String script) {
    var we = Identity.ofThisProcess();
    var user = we.isRoot() ? new Identity(4321, 4321) : we;
    var room = new Room(Map.of(), Map.of(), List.of(), Path.of("/"));
    var limits = new Limits(64, 64, 1024, 1 << 28, Duration.ofMinutes(1), 1, 1);
    var line = new ArrayList<>(we.isRoot() ? Unconfined.dropTo(user) : List.<String>of());
    line.addAll(
        new Bubblewrap(user, new Identity(5, 60), true)
            .confine(List.of("/bin/sh", "-c", script), room, limits));
    return TmuxTerminal.run(line);
  }
}
