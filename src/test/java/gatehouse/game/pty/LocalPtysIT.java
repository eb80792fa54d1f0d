package gatehouse.game.pty;

import static gatehouse.game.pty.Programs.SOON;
import static gatehouse.game.pty.Programs.answer;
import static gatehouse.game.pty.Programs.complaint;
import static gatehouse.game.pty.Programs.program;
import static gatehouse.game.pty.Programs.shell;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalPtysIT {

  /** Says its size, waits for signals without blocking any, and runs until killed. */
  private static final String PATIENT = "; echo ready; while :; do sleep 100 & wait; done";

  private Programs programs;

  @BeforeEach
  void open(ActorSystem<?> system) {
    programs = new Programs(system);
  }

  @AfterEach
  void close() {
    programs.close();
  }

  @Nested
  @Tag("SD-pty")
  class A_program_finds {

    @Test
    void its_size_before_its_first_instruction() {
      var size = new TerminalSize(132, 43);
      var stty = new PtyProgram(List.of("/bin/stty", "size"), Map.of(), Path.of("/"), size);
      assertThat(programs.watch(stty).lastWords()).isEqualTo("43 132\r\n");
    }

    @Test
    void the_pty_as_its_controlling_terminal() {
      var script = "tty; readlink /proc/self/fd/0; echo tty=$(ps -o tty= -p $$); echo hi >/dev/tty";
      var lines = programs.watch(shell(script)).lastWords().split("\r\n");
      assertThat(lines[0]).startsWith("/dev/pts/");
      assertThat(lines)
          .containsExactly(lines[0], lines[0], "tty=" + lines[0].substring("/dev/".length()), "hi");
    }

    @Test
    void itself_as_the_leader_of_a_session_in_the_foreground() {
      var lines = programs.watch(shell("echo $$; ps -o sid=,tpgid= -p $$")).lastWords();
      var numbers = lines.trim().split("\\s+");
      assertThat(numbers).containsExactly(numbers[0], numbers[0], numbers[0]);
    }

    @Test
    void no_descriptors_but_three() {
      assertThat(programs.watch(shell("ls /proc/$$/fd; true")).lastWords().split("\\s+"))
          .containsExactly("0", "1", "2");
    }

    @Test
    void no_signal_blocked_and_none_ignored() {
      assertThat(programs.watch(program("/bin/grep", "Sig[BI]", "/proc/self/status")).lastWords())
          .matches("SigBlk:\t0{16}\r\nSigIgn:\t0{16}\r\n");
    }

    @Test
    void the_environment_it_was_given_and_no_other() {
      var environment = Map.of("TERM", "xterm-256color", "EMPTY", "", "NAME", "a=b c");
      var env =
          new PtyProgram(List.of("/usr/bin/env"), environment, Path.of("/"), TerminalSize.STANDARD);
      assertThat(programs.watch(env).lastWords().split("\r\n"))
          .containsExactlyInAnyOrder("TERM=xterm-256color", "EMPTY=", "NAME=a=b c");
    }

    @Test
    void its_directory_and_its_arguments(@TempDir Path directory) {
      var program =
          new PtyProgram(
              List.of("/bin/sh", "-c", "pwd; printf '%s|' \"$@\"", "sh", "", "a b", "$x"),
              Map.of(),
              directory,
              TerminalSize.STANDARD);
      assertThat(programs.watch(program).lastWords()).isEqualTo(directory + "\r\n|a b|$x|");
    }
  }

  @Nested
  @Tag("SD-pty")
  class A_resize {

    @Test
    void is_told_to_the_program_each_of_fifty_times() {
      var program = programs.watch(shell("trap 'echo $(stty size)!' WINCH" + PATIENT));
      program.says("ready");
      for (int i = 1; i <= 50; i++) {
        answer(programs.ptys.resize(program.id, new TerminalSize(80 + i, 24 + i)));
        program.says((24 + i) + " " + (80 + i) + "!");
      }
    }

    @Test
    void fails_once_the_pty_is_hung_up() {
      var pty = programs.start(program("/bin/cat"));
      answer(programs.ptys.hangUp(pty));
      assertThat(complaint(programs.ptys.resize(pty, TerminalSize.STANDARD))).contains("hung up");
    }
  }

  @Nested
  @Tag("GD-proc")
  class How_a_program_ends {

    @Test
    void its_status_is_told() {
      assertThat(programs.watch(shell("exit 42")).exit()).isEqualTo(new Exited(42));
    }

    @Test
    void its_signal_is_told() {
      assertThat(programs.watch(shell("kill -SEGV $$")).exit()).isEqualTo(new Signalled(11));
    }

    @Test
    void what_it_used_is_told_with_what_its_children_used() {
      var busy = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
      var end = programs.watch(shell("sh -c '" + busy + "'; exit 0")).end();
      assertThat(end.cpu()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(20));
    }

    @Test
    void a_signal_reaches_the_program_and_its_foreground() {
      // With job control (-m) each command is a process group of its own.
      var child = "trap \"echo child; exit\" HUP" + PATIENT;
      var script = "trap 'echo shell' HUP; sh -c '" + child + "'; echo done";
      var program = programs.watch(program("/bin/bash", "-m", "-c", script));
      program.says("ready");
      answer(programs.ptys.signal(program.id, Signal.HUP));
      program.says("child");
      program.says("shell");
    }

    @Test
    void each_process_gets_a_signal_once() {
      var program = programs.watch(shell("n=0; trap 'n=$((n+1)); echo n$n' TERM" + PATIENT));
      program.says("ready");
      answer(programs.ptys.signal(program.id, Signal.TERM));
      program.says("n1");
      answer(programs.ptys.signal(program.id, Signal.KILL));
      assertThat(program.exit()).isEqualTo(new Signalled(9));
      assertThat(program.lastWords()).doesNotContain("n2");
    }

    @Test
    void a_stopped_program_goes_on_when_told() {
      var program = programs.watch(shell("echo pid=$$.; read line; echo got $line"));
      program.says(".");
      answer(programs.ptys.signal(program.id, Signal.STOP));
      program.types("it\n");
      answer(programs.ptys.signal(program.id, Signal.CONT));
      program.says("got it");
    }

    @Test
    void signalling_one_that_has_ended_is_no_error() {
      var program = programs.watch(program("/bin/true"));
      program.exit();
      for (var signal : Signal.values()) {
        answer(programs.ptys.signal(program.id, signal));
      }
    }

    @Test
    void hanging_up_sends_it_a_hang_up(@TempDir Path directory) {
      var saved = directory.resolve("saved");
      var program =
          programs.watch(shell("trap 'echo saved >\"$1\"; exit 3' HUP" + PATIENT, "" + saved));
      program.says("ready");
      answer(programs.ptys.hangUp(program.id));
      assertThat(program.exit()).isEqualTo(new Exited(3));
      assertThat(saved).hasContent("saved");
      program.lastWords();
    }

    @Test
    @Tag("S1.1-lifecycle")
    void a_lease_that_runs_out_hangs_up_on_it_and_one_that_is_renewed_does_not() {
      var program = programs.watch(shell("trap 'exit 3' HUP" + PATIENT));
      program.says("ready");
      programs.ptys.renew(Duration.ofMillis(10));
      programs.ptys.renew(Duration.ofHours(1));
      var other = programs.watch(shell("sleep 0.2; echo still here"));
      assertThat(other.lastWords()).contains("still here");
      programs.ptys.renew(Duration.ofMillis(10));
      programs.ptys.renew(Duration.ofMillis(20));
      assertThat(program.exit()).isEqualTo(new Exited(3));
    }

    @Test
    void its_output_ends_with_it_even_if_a_child_lives_on(@TempDir Path directory) {
      var script = "(trap '' HUP; exec sleep 100) & echo $! >\"$1\"; echo last words";
      var pidFile = directory.resolve("pid");
      try {
        assertThat(programs.watch(shell(script, "" + pidFile)).lastWords())
            .isEqualTo("last words\r\n");
      } finally {
        kill(pidFile);
      }
    }

    private void kill(Path pidFile) {
      await().atMost(SOON).until(() -> Files.size(pidFile) > 0);
      assertThat(pidFile)
          .satisfies(file ->
              ProcessHandle.of(Long.parseLong(Files.readString(file).trim()))
                  .ifPresent(ProcessHandle::destroyForcibly));
    }
  }

  @Nested
  @Tag("GD-proc")
  class Shutting_down {

    @Test
    void lets_programs_save_and_kills_what_does_not_end() {
      var saving = programs.watch(shell("trap 'exit 5' HUP" + PATIENT));
      var deaf = programs.watch(shell("trap '' HUP" + PATIENT));
      saving.says("ready");
      deaf.says("ready");
      answer(programs.ptys.shutDown(Duration.ofMillis(500)));
      assertThat(saving.exit()).isEqualTo(new Exited(5));
      assertThat(deaf.exit()).isEqualTo(new Signalled(9));
    }

    @Test
    void is_over_as_soon_as_all_have_ended() {
      programs.start(program("/bin/cat"));
      assertThat(programs.ptys.shutDown(Duration.ofHours(1))).succeedsWithin(SOON);
      assertThat(complaint(programs.ptys.spawn(program("/bin/cat")))).contains("closed");
    }

    @Test
    void closing_twice_is_closing_once() {
      var pty = programs.start(program("/bin/cat"));
      var exit = programs.ptys.end(pty);
      programs.ptys.close();
      programs.ptys.close();
      assertThat(complaint(exit)).contains("will not be known");
      await().atMost(SOON).until(() -> Footprint.now().threads().isEmpty());
      assertThat(complaint(programs.ptys.signal(pty, Signal.HUP))).contains("closed");
      assertThat(complaint(programs.ptys.spawn(program("/bin/cat")))).contains("closed");
    }
  }

  @Test
  @Tag("GD-proc")
  void a_jvm_that_leads_a_session_gets_no_controlling_terminal() throws IOException {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var leader =
        new ProcessBuilder(
            "/usr/bin/setsid",
            "--wait",
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            SessionLeader.class.getName());
    var process = leader.redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo(
            """
            leads true
            own terminal 0
            child has one true
            child ended Signalled[signal=1]
            """);
  }
}
