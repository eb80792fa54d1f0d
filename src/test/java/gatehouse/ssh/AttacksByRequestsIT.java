package gatehouse.ssh;

import static gatehouse.ssh.Siege.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.io.EOFException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

/** What guests ask for (RFC 4254, 4 and 6; RFC 4253, 9) once they have come in. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-P1")
class AttacksByRequestsIT {

  private static final Duration LONG = Duration.ofSeconds(1);

  private static Siege siege;

  @BeforeAll
  static void begin(ActorSystem<?> system) throws Exception {
    siege = Siege.begin(system, "");
  }

  @AfterAll
  static void end() throws Exception {
    siege.close();
  }

  private RawSsh guest;

  @BeforeEach
  void comeIn() throws Exception {
    guest = siege.guest();
  }

  @AfterEach
  void hold() throws Exception {
    guest.close();
    siege.isHeld();
  }

  private static RawMessage global(String name, boolean wantReply) {
    return RawMessage.of(80).text(name).flag(wantReply);
  }

  @Nested
  @Tag("SD-pty")
  class A_terminal {

    private long channel;

    @BeforeEach
    void open() throws Exception {
      channel = guest.opensSession(0);
    }

    private Guest asksForIt(RawMessage terminal) throws Exception {
      guest.sends(terminal).receives(99);
      guest.sends(RawMessage.request(channel, "shell", true)).receives(99);
      return siege.inside(guest).listens();
    }

    @ParameterizedTest
    @CsvSource({
      "0, 0, 80, 24",
      "0, 24, 80, 24",
      "1, 1, 1, 1",
      "65535, 65535, 512, 512",
      "4294967295, 4294967295, 512, 512",
      "2147483648, 2147483647, 512, 512"
    })
    void has_a_size_that_games_can_bear(long columns, long rows, int theirColumns, int theirRows)
        throws Exception {
      var inside = asksForIt(RawSsh.terminal(channel, "xterm", columns, rows).text(""));
      assertThat(inside.line().size()).isEqualTo(new TerminalSize(theirColumns, theirRows));
      var resize = RawMessage.request(channel, "window-change", true);
      guest.sends(resize.number(columns).number(rows).number(0).number(0)).receives(99);
      inside.hasSize(theirColumns, theirRows);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "\0", "xterm\0evil", "../../etc/passwd", "/dev/null", "\033]0;x\007", "a b"})
    void has_no_name_if_it_is_no_name(String term) throws Exception {
      var inside = asksForIt(RawSsh.terminal(channel, term, 80, 24).text(""));
      assertThat(inside.line().term()).isEmpty();
    }

    @Test
    void has_no_name_if_it_is_endless() throws Exception {
      var inside = asksForIt(RawSsh.terminal(channel, "x".repeat(200_000), 80, 24).text(""));
      assertThat(inside.line().term()).isEmpty();
    }

    @Test
    void has_whatever_modes() throws Exception {
      var odd =
          new byte[][] {
            {}, {0}, {1}, {1, 0, 0}, {(byte) 255}, {53, 0, 0, 0, 1}, new byte[100_000],
          };
      for (byte[] modes : odd) {
        var another = siege.guest();
        long theirs = another.opensSession(0);
        another.sends(RawSsh.terminal(theirs, "xterm", 80, 24).bytes(modes)).receives(99);
        another.close();
      }
      // Without any, and with a length that is not so.
      guest.sends(RawSsh.terminal(channel, "xterm", 80, 24)).receives(99);
      assertThat(guest.isAlive()).isTrue();
    }

    @Test
    void is_given_once_and_not_to_a_shell_that_has_begun() throws Exception {
      var terminal = RawSsh.terminal(channel, "xterm", 80, 24).text("");
      guest.sends(terminal).receives(99);
      guest.sends(terminal).receives(100);
      guest.sends(RawMessage.request(channel, "shell", true)).receives(99);
      guest.sends(terminal).receives(100);
      guest.sends(RawMessage.request(channel, "shell", true)).receives(100);
      guest.sends(RawMessage.request(channel, "exec", true).text("id")).receives(100);
      siege.inside(guest).listens();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18, 20, 28, 32})
    void of_which_half_is_told_ends_the_connection(int length) throws Exception {
      var whole = RawSsh.terminal(channel, "xterm", 80, 24).payload();
      guest.sends(RawMessage.empty().raw(Arrays.copyOf(whole, length)));
      assertThat(guest.endsWithin(AT_ONCE).isClosed()).isTrue();
    }

    @Test
    void that_is_resized_without_end_lets_others_play() throws Exception {
      asksForIt(RawSsh.terminal(channel, "xterm", 80, 24).text(""));
      var wide = RawMessage.request(channel, "window-change", false).number(200).number(50);
      var narrow = RawMessage.request(channel, "window-change", true).number(40).number(15);
      guest.pours(LONG, wide, narrow);
      siege.isPlayable();
    }
  }

  @Nested
  class A_variable {

    @Test
    void in_a_thousand_is_refused_like_all_and_the_session_begins_all_the_same() throws Exception {
      long channel = guest.opensSession(0);
      for (int i = 0; i < 1000; i++) {
        var variable = RawMessage.request(channel, "env", true).text("NAME" + i);
        guest.sends(variable.text("value")).receives(100);
      }
      guest.sends(RawSsh.terminal(channel, "xterm", 80, 24).text("")).receives(99);
      guest.sends(RawMessage.request(channel, "shell", true)).receives(99);
      siege.inside(guest).listens();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LD_PRELOAD", "NETHACKOPTIONS", "PATH", "", "\0", "a=b", "\033[2J"})
    void of_any_name_and_200_kB_is_refused(String name) throws Exception {
      long channel = guest.opensSession(0);
      var variable = RawMessage.request(channel, "env", true).text(name);
      guest.sends(variable.text("\033x".repeat(100_000))).receives(100);
      assertThat(guest.isAlive()).isTrue();
    }

    @Test
    void in_a_flood_lets_others_play() throws Exception {
      long channel = guest.opensSession(0);
      var variable = RawMessage.request(channel, "env", false).text("NAME");
      guest.pours(LONG, variable.text("x".repeat(30_000)));
      siege.isPlayable();
      assertThat(guest.isAlive()).isTrue();
    }
  }

  @Nested
  class A_request {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "subsystem",
          "x11-req",
          "auth-agent-req",
          "auth-agent-req@openssh.com",
          "signal",
          "break",
          "xon-xoff",
          "exit-status",
          "exit-signal",
          "eow@openssh.com",
          "winadj@putty.projects.tartarus.org",
          "",
          "shell\0",
          "SHELL",
          "\033]0;x\007\n",
        })
    void that_is_not_for_us_is_refused(String name) throws Exception {
      long channel = guest.opensSession(0);
      guest.sends(RawMessage.request(channel, name, true).text("sftp").text("x").text("y"));
      guest.receives(100);
      // Nor is anything said to whoever wants no answer.
      guest.sends(RawMessage.request(channel, name, false).text("KILL"));
      guest.sends(RawMessage.of(90).text("nothing").number(1).number(0).number(0));
      assertThat(guest.receives().type()).isEqualTo(92);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "", "\0", "/bin/sh -i", "scp -t /etc", "\033]0;x\007\n"})
    void to_run_something_runs_nothing(String command) throws Exception {
      long channel = guest.opensSession(0);
      guest.sends(RawMessage.request(channel, "exec", true).text(command)).receives(99);
      var told = guest.receives(95);
      told.nextNumber();
      told.nextNumber();
      assertThat(told.nextText()).startsWith("gatehouse runs no commands");
      var status = guest.receives(98);
      status.nextNumber();
      assertThat(status.nextText()).isEqualTo("exit-status");
      status.nextFlag();
      assertThat(status.nextNumber()).isEqualTo(64);
      guest.receives(97);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "tcpip-forward",
          "cancel-tcpip-forward",
          "streamlocal-forward@openssh.com",
          "cancel-streamlocal-forward@openssh.com",
          "no-more-sessions@openssh.com",
          "hostkeys-prove-00@openssh.com",
          "keepalive@openssh.com",
          "",
          "\0",
          "\033]0;x\007\n",
        })
    void about_the_whole_connection_is_refused(String name) throws Exception {
      guest.sends(global(name, true).text("0.0.0.0").number(0)).receives(82);
      guest.sends(global(name, false).text("0.0.0.0").number(0));
      assertThat(guest.isAlive()).isTrue();
    }

    @Test
    void in_a_flood_lets_others_play_though_no_answer_is_read() throws Exception {
      guest.pours(LONG, global("flood", true), global("flood", false));
      siege.isPlayable();
    }

    @Test
    void to_a_session_in_a_flood_lets_others_play_though_no_answer_is_read() throws Exception {
      long channel = guest.opensSession(0);
      guest.pours(LONG, RawMessage.request(channel, "flood", true).bytes(new byte[100]));
      siege.isPlayable();
    }

    @Test
    void to_sign_in_again_is_passed_over() throws Exception {
      for (int i = 0; i < 200; i++) {
        guest.sends(RawSsh.signIn("alice", "password").flag(false).text("guess"));
      }
      assertThat(guest.isAlive()).isTrue();
      assertThat(siege.checked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-userauth", "ssh-connection", "\033]0;x\007"})
    void for_a_service_ends_the_connection(String service) throws Exception {
      assertThat(guest.sends(RawMessage.of(5).text(service)).endsWithin(AT_ONCE).reason())
          .isEqualTo(7);
    }
  }

  @Nested
  class Exchanging_keys_anew {

    @Test
    void without_end_lets_others_play_and_ends() throws Exception {
      guest.opensShell();
      siege.inside(guest).echoes();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 50; i++) {
                  guest.exchangesKeys(i % 2 == 0 ? RawProposal.GCM : RawProposal.CTR);
                }
              })
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("keys exchanged again too often");
      siege.isPlayable();
    }

    @Test
    void twice_at_once_ends_the_connection() throws Exception {
      guest.proposes(RawProposal.GCM).sends(RawProposal.GCM.message());
      assertThat(guest.endsWithin(AT_ONCE).isClosed()).isTrue();
    }

    /** The answers must wait for the new keys, and would pile up if they never came. */
    @Test
    void and_asking_without_end_in_the_middle_of_it_ends_the_connection() throws Exception {
      guest.proposes(RawProposal.GCM).drains();
      guest.pours(LONG, global("in between", true));
      guest.isDrained();
      siege.isPlayable();
    }

    @Test
    void and_asking_a_little_in_the_middle_of_it_is_answered_afterwards() throws Exception {
      guest.proposes(RawProposal.GCM);
      for (int i = 0; i < 500; i++) {
        guest.sends(global("in between", true));
      }
      guest.agrees();
      for (int i = 0; i < 500; i++) {
        guest.receives(82);
      }
    }
  }

  @Nested
  class A_farewell {

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 11, 0xffff_ffffL})
    void with_control_bytes_leaves_none_in_the_log(long reason) throws Exception {
      guest.opensShell();
      var inside = siege.inside(guest).listens();
      guest.sends(RawMessage.of(1).number(reason).text("\033[2J\r\nINFO fake\007").text("\0"));
      assertThat(guest.endsWithin(AT_ONCE).isClosed()).isTrue();
      inside.isGone();
    }

    @Test
    void without_words_is_a_farewell_too() throws Exception {
      assertThat(guest.sends(RawMessage.of(1)).endsWithin(AT_ONCE).isClosed()).isTrue();
    }
  }

  @Nested
  class A_flood {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8, 49, 101, 192, 255})
    void of_anything_lets_others_play_though_no_answer_is_read(int type) throws Exception {
      guest.pours(LONG, RawMessage.of(type).number(0).text("\033]0;x\007\n").text("\r\n"));
      siege.isPlayable();
    }
  }
}
