package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.util.ByteString;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients ask of a session, and in which order they hear of it. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SD-ssh")
class SessionRequestsIT {

  private Doorway doorway;
  private Caller caller;
  private RawSession session;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    doorway = Doorway.open(system, "goodbye = 1s");
    caller = Caller.as(doorway, "play");
    session = caller.rawSession();
  }

  @AfterEach
  void close() {
    caller.close();
    doorway.close();
  }

  @Nested
  class Answers {

    @Test
    void to_terminal_and_shell_come_before_the_first_output() throws Exception {
      session.shell();
      doorway.guest().listens().writes("welcome");
      session.hears("success", "success", "data welcome");
    }

    @Test
    void of_failure_come_to_what_is_PuTTYs_or_unknown() throws Exception {
      session.asks("simple@putty.projects.tartarus.org");
      session.asks("winadj@putty.projects.tartarus.org");
      session.asks("auth-agent-req@openssh.com");
      session.asks("x11-req");
      session.asks("keepalive@openssh.com");
      session.hears("failure", "failure", "failure", "failure", "failure");
    }

    @Test
    void of_failure_come_while_a_session_is_in_use() throws Exception {
      session.shell();
      doorway.guest().echoes();
      session.asks("winadj@putty.projects.tartarus.org").types("x");
      session.hears("success", "success", "failure", "data x");
    }

    @Test
    void of_success_come_to_one_terminal_and_one_shell_only() throws Exception {
      session.shell().shell();
      session.hears("success", "success", "failure", "failure");
    }
  }

  @Nested
  class The_end {

    @Test
    void is_output_then_exit_status_then_eof_then_close() throws Exception {
      session.shell();
      var guest = doorway.guest().listens();
      guest.line().write(ByteString.fromString("bye"));
      guest.line().hangUp(0);
      session.hears("success", "success", "data bye", "exit-status 0", "eof", "close");
    }

    @ParameterizedTest
    @CsvSource({
      "cat /etc/passwd, 64, 'gatehouse runs no commands: connect without one to play'",
      "'scp -t /tmp', 64, 'gatehouse runs no commands: connect without one to play'",
      "'mosh-server new -s -c 256', 1, "
          + "'gatehouse has no mosh: connect with ssh; a game goes on when a connection breaks'"
    })
    void of_a_command_is_a_line_on_stderr_and_a_status_within_a_second(
        String command, int status, String line) throws Exception {
      session.asks("exec", details -> details.putString(command));
      await()
          .atMost(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(session.heard()).contains("exit-status " + status));
      session.hears("success", "error " + line + "\r\n", "exit-status " + status, "eof", "close");
      assertThat(doorway.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "netconf", ""})
    void of_a_subsystem_is_a_refusal_that_leaves_the_session_open(String name) throws Exception {
      session.asks("subsystem", details -> details.putString(name));
      session.shell();
      session.hears("failure", "success", "success");
    }

    @Test
    void comes_in_time_though_the_window_is_never_opened_again() throws Exception {
      session.shell();
      var guest = doorway.guest().listens();
      guest.line().write(ByteString.fromString("x".repeat(3 * Caller.WINDOW)));
      guest.line().hangUp(0);
      guest.isGone();
      await().until(() -> session.heard().contains("close"));
      assertThat(session.heard()).endsWith("exit-status 0", "eof", "close");
    }
  }

  @Nested
  @Tag("SD-pty")
  class The_terminal {

    @ParameterizedTest
    @CsvSource({
      "0, 0, 80, 24",
      "4294967295, 4294967295, 512, 512",
      "2147483648, 1, 512, 1",
      "53, 21, 53, 21"
    })
    void has_a_size_that_games_can_bear(long columns, long rows, int ours, int theirs)
        throws Exception {
      session.asks("pty-req", details -> RawSession.pty(details, columns, rows, "")).asks("shell");
      assertThat(doorway.guest().line().size()).isEqualTo(new TerminalSize(ours, theirs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\1", "\1\0\0", "\377\377\377\377\377\377", "\0\0\0\0\0\0"})
    void may_have_modes_that_are_none(String modes) throws Exception {
      session.asks("pty-req", details -> RawSession.pty(details, 80, 24, modes)).asks("shell");
      session.hears("success", "success");
    }

    @Test
    void may_be_resized_before_the_shell_and_after_its_end() throws Exception {
      session.asks("pty-req", details -> RawSession.pty(details, 80, 24, ""));
      session.asks("window-change", SessionRequestsIT::larger).asks("shell");
      var guest = doorway.guest().listens();
      guest.hasSize(100, 40);
      guest.line().hangUp(0);
      session.asks("window-change", SessionRequestsIT::larger);
      await().until(() -> session.heard().contains("close"));
      assertThat(caller.session().isOpen()).isTrue();
    }
  }

  private static void larger(Buffer details) {
    details.putUInt(100);
    details.putUInt(40);
    details.putUInt(0);
    details.putUInt(0);
  }

  @Nested
  @Tag("SEC-P1")
  class Variables {

    @Test
    void are_let_in_by_name_before_and_after_the_terminal_is_described() throws Exception {
      session.sets("LANG", "de_DE.UTF-8").sets("LC_ALL", "C").sets("LD_PRELOAD", "/evil.so");
      session.asks("pty-req", details -> RawSession.pty(details, 80, 24, ""));
      session.sets("COLORTERM", "truecolor").sets("NETHACKOPTIONS", "@/etc/passwd");
      session.asks("shell").sets("LANG", "C");
      var line = doorway.guest().line();
      assertThat(line.environment())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C", "COLORTERM", "truecolor"));
      session.hears(
          "success", "success", "failure", "success", "success", "failure", "success", "failure");
    }

    @Test
    void of_a_password_are_not_kept_however_often_they_come() throws Exception {
      session.sets("DGLAUTH", "alice:secret").sets("DGLAUTH", "bob:secret").shell();
      assertThat(doorway.guest().line().environment()).isEmpty();
      session.hears("failure", "failure", "success", "success");
    }

    @Test
    void are_32_at_most_though_a_thousand_come() throws Exception {
      for (int i = 0; i < 1000; i++) {
        session.sets("LC_" + i, "x");
      }
      session.shell();
      assertThat(doorway.guest().line().environment()).hasSize(32);
      await().until(() -> session.heard().size() == 1002);
      assertThat(Collections.frequency(session.heard(), "failure")).isEqualTo(1000 - 32);
    }

    @Test
    void with_what_no_variable_needs_in_them_are_refused() throws Exception {
      session.sets("LANG", "\033[2J").sets("LC_\0", "C").sets("", "C").sets("LC_", "x".repeat(257));
      session.hears("failure", "failure", "failure", "failure");
    }

    @Test
    void of_200_KB_are_refused() throws Exception {
      session.sets("LANG", "x".repeat(200_000)).shell();
      assertThat(doorway.guest().line().environment()).isEmpty();
      session.hears("failure", "success", "success");
    }

    @Test
    void of_a_megabyte_end_the_connection() throws Exception {
      session.sets("LANG", "x".repeat(1_000_000));
      await().until(() -> caller.session().isClosed());
      try (var other = Caller.as(doorway, "play")) {
        other.shell();
        assertThat(doorway.guest().line().environment()).isEmpty();
      }
    }
  }

  @Test
  @Tag("SEC-P1")
  void the_connections_own_requests_are_refused_too() throws Exception {
    for (var request : new String[] {"keepalive@openssh.com", "tcpip-forward", "\033[2J"}) {
      var message = caller.session().createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 64);
      message.putString(request);
      message.putBoolean(true);
      assertThat(caller.session().request(request, message, Duration.ofSeconds(20))).isNull();
    }
  }
}
