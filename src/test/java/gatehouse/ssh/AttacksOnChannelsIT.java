package gatehouse.ssh;

import static gatehouse.ssh.Siege.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.util.ByteString;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.time.Duration;
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

/** What guests do to channels and their windows (RFC 4254, 5) once they have come in. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-P1")
class AttacksOnChannelsIT {

  private static final Duration LONG = Duration.ofSeconds(1);
  private static final int WINDOW = 128 * 1024;
  private static final long NOWHERE = 77;

  private static Siege siege;

  @BeforeAll
  static void begin(ActorSystem<?> system) throws Exception {
    siege = Siege.begin(system, "goodbye = 1s");
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

  private static RawMessage open(String type, long ours, long window, long packet) {
    return RawMessage.of(90).text(type).number(ours).number(window).number(packet);
  }

  private static RawMessage data(long channel, int bytes) {
    return RawMessage.of(94).number(channel).bytes(new byte[bytes]);
  }

  @Nested
  class Opening_channels {

    /** The next message but news of the server's own. */
    private RawMessage answer() throws IOException {
      var message = guest.receives();
      return message.type() == 80 ? answer() : message;
    }

    @Test
    void a_thousand_at_once_gives_four() throws Exception {
      for (int i = 0; i < 1000; i++) {
        guest.sends(open("session", i, 1000, 1000));
      }
      for (int i = 0; i < 1000; i++) {
        assertThat(answer().type()).isEqualTo(i < 4 ? 91 : 92);
      }
      siege.isPlayable();
    }

    @Test
    void without_reading_the_answers_lets_others_play() throws Exception {
      guest.pours(LONG, open("session", 0, 1000, 1000));
      siege.isPlayable();
    }

    @Test
    void and_closing_them_a_thousand_times_leaves_room_for_more() throws Exception {
      for (int i = 0; i < 1000; i++) {
        long channel = guest.opensSession(i);
        guest.sends(RawMessage.of(97).number(channel)).receives(97);
      }
      assertThat(guest.isAlive()).isTrue();
      guest.opensShell();
    }

    @Test
    void all_under_one_number_of_ours_confuses_nobody() throws Exception {
      long one = guest.opensSession(5);
      long two = guest.opensSession(5);
      assertThat(one).isNotEqualTo(two);
      guest.sends(RawMessage.request(one, "nothing", true)).receives(100);
      guest.sends(RawMessage.request(two, "nothing", true)).receives(100);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "direct-tcpip",
          "forwarded-tcpip",
          "x11",
          "auth-agent",
          "auth-agent@openssh.com",
          "direct-streamlocal@openssh.com",
          "forwarded-streamlocal@openssh.com",
          "tun@openssh.com",
          "",
          "session\0",
          "\033]0;x\007\n",
        })
    void that_are_no_sessions_is_refused(String type) throws Exception {
      var forward = open(type, 9, 1000, 1000).text("127.0.0.1").number(22).text("::").number(1);
      var refused = guest.sends(forward).receives(92);
      assertThat(refused.nextNumber()).isEqualTo(9);
      assertThat(refused.nextNumber()).as("unknown channel type").isEqualTo(3);
      assertThat(guest.isAlive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "4294967295, 4294967295", "1000, 4294967295", "0, 4294967295"})
    void with_an_odd_window_or_packet_is_of_use(long window, long packet) throws Exception {
      var confirmed = guest.sends(open("session", 0, window, packet)).receives(91);
      confirmed.nextNumber();
      long channel = confirmed.nextNumber();
      guest.sends(RawSsh.terminal(channel, "xterm", 80, 24).text("")).receives(99);
      guest.sends(RawMessage.request(channel, "shell", true)).receives(99);
      guest.sends(data(channel, 10));
      siege.inside(guest).echoes().hasTyped("\0".repeat(10));
      assertThat(guest.isAlive()).isTrue();
    }

    @Test
    void whose_packets_hold_nothing_ends_the_connection() throws Exception {
      guest.sends(open("session", 0, 1000, 0));
      assertThat(guest.endsWithin(AT_ONCE).isClosed()).isTrue();
    }
  }

  @Nested
  class On_a_channel_that_is_not_there {

    @ParameterizedTest
    @ValueSource(ints = {93, 94, 95, 96, 97, 98, 99, 100})
    void nothing_is_understood_and_nothing_breaks(int type) throws Exception {
      for (long channel : new long[] {NOWHERE, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL}) {
        guest.sends(RawMessage.of(type).number(channel).number(1).text("x").flag(false));
      }
      guest.isAlive();
      siege.isPlayable();
    }

    @Test
    void a_flood_of_data_lets_others_play() throws Exception {
      guest.pours(LONG, data(NOWHERE, 30_000), RawMessage.of(93).number(NOWHERE).number(1));
      siege.isPlayable();
      assertThat(guest.isAlive()).isTrue();
    }

    @Test
    void a_flood_of_requests_lets_others_play_though_no_answer_is_read() throws Exception {
      guest.pours(LONG, RawMessage.request(NOWHERE, "shell", true));
      siege.isPlayable();
    }

    @ParameterizedTest
    @ValueSource(ints = {91, 92})
    void answers_to_what_was_never_asked_open_nothing(int type) throws Exception {
      long channel = guest.opensShell();
      siege.inside(guest).listens();
      guest.sends(
          RawMessage.of(type).number(channel).number(NOWHERE).number(1000).number(1000).text(""));
      guest.endsWithin(Duration.ofMillis(300));
    }

    @Test
    void answers_to_global_requests_that_were_never_asked_break_nothing() throws Exception {
      guest.pours(LONG, RawMessage.of(81), RawMessage.of(82), RawMessage.of(99).number(NOWHERE));
      siege.isPlayable();
    }
  }

  @Nested
  class Data {

    @Test
    void before_there_is_a_terminal_goes_nowhere() throws Exception {
      long channel = guest.opensSession(0);
      guest.sends(data(channel, 1000));
      guest.sends(RawSsh.terminal(channel, "xterm", 80, 24).text("")).receives(99);
      guest.sends(RawMessage.request(channel, "shell", true)).receives(99);
      guest.sends(data(channel, 3));
      siege.inside(guest).listens().hasTyped("\0\0\0");
    }

    @Test
    void beyond_the_window_ends_the_connection() throws Exception {
      long channel = guest.opensShell();
      var inside = siege.inside(guest).listensWithoutTaking();
      for (int sent = 0; sent < WINDOW; sent += 16 * 1024) {
        guest.sends(data(channel, 16 * 1024));
      }
      await().until(() -> inside.typed().size() == WINDOW);
      guest.sends(data(channel, 1));
      assertThat(guest.endsWithin(AT_ONCE).isClosed()).isTrue();
      inside.isGone();
      assertThat(inside.typed().size()).isEqualTo(WINDOW);
    }

    @Test
    void in_a_packet_larger_than_allowed_ends_the_connection() throws Exception {
      long channel = guest.opensShell();
      siege.inside(guest).listens();
      guest.sends(data(channel, 100_000));
      assertThat(guest.endsWithin(AT_ONCE).isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 1000, 30_000, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
    void that_claims_to_be_longer_than_its_packet_ends_the_connection(long claimed)
        throws Exception {
      long channel = guest.opensShell();
      var inside = siege.inside(guest).listens();
      guest.sends(RawMessage.of(94).number(channel).number(claimed).raw(new byte[10]));
      assertThat(guest.endsWithin(AT_ONCE).isClosed()).isTrue();
      assertThat(inside.typed().isEmpty()).isTrue();
    }

    @Test
    void after_an_end_of_file_still_arrives_and_after_a_close_does_not() throws Exception {
      long channel = guest.opensShell();
      var inside = siege.inside(guest).listens();
      guest.sends(RawMessage.of(96).number(channel)).sends(RawMessage.of(96).number(channel));
      guest.sends(data(channel, 1));
      inside.hasTyped("\0");
      guest.sends(RawMessage.of(97).number(channel)).sends(RawMessage.of(97).number(channel));
      guest.sends(data(channel, 1));
      assertThat(guest.isAlive()).isTrue();
      inside.isGone();
      assertThat(inside.typed().size()).isEqualTo(1);
    }

    @Test
    void of_other_kinds_goes_nowhere() throws Exception {
      long channel = guest.opensShell();
      var inside = siege.inside(guest).listens();
      for (long kind : new long[] {0, 1, 2, 0xffff_ffffL}) {
        guest.sends(RawMessage.of(95).number(channel).number(kind).text("not typed"));
      }
      guest.sends(data(channel, 1));
      inside.hasTyped("\0");
    }

    @Test
    void in_a_flood_lets_others_play() throws Exception {
      long channel = guest.opensShell();
      siege.inside(guest).listens();
      // The window holds it off, or ends it.
      guest.drains().pours(LONG, data(channel, 1));
      siege.isPlayable();
    }
  }

  @Nested
  class A_window {

    @Test
    void that_is_never_opened_holds_back_only_its_own_session() throws Exception {
      var confirmed = guest.sends(open("session", 0, 0, 1000)).receives(91);
      confirmed.nextNumber();
      long channel = confirmed.nextNumber();
      guest.sends(RawSsh.terminal(channel, "xterm", 80, 24).text("")).receives(99);
      guest.sends(RawMessage.request(channel, "shell", true)).receives(99);
      var inside = siege.inside(guest).listens();
      var write = inside.line().write(ByteString.fromString("a screen"));
      siege.isPlayable();
      assertThat(Guest.isDone(write)).isFalse();
      inside.line().hangUp(0);
      inside.isGone();
      assertThat(write.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void that_is_opened_beyond_what_a_number_holds_stays_open() throws Exception {
      long channel = guest.opensShell();
      var inside = siege.inside(guest).echoes();
      for (int i = 0; i < 5; i++) {
        guest.sends(RawMessage.of(93).number(channel).number(0xffff_ffffL));
      }
      guest.sends(RawMessage.of(93).number(channel).number(0));
      guest.sends(RawMessage.of(94).number(channel).text("echo"));
      var echo = guest.receives(94);
      echo.nextNumber();
      assertThat(echo.nextText()).isEqualTo("echo");
      inside.hasTyped("echo");
    }

    @Test
    void that_is_opened_byte_by_byte_lets_others_play() throws Exception {
      long channel = guest.opensShell();
      siege.inside(guest).listens();
      guest.pours(LONG, RawMessage.of(93).number(channel).number(1));
      siege.isPlayable();
      assertThat(guest.isAlive()).isTrue();
    }

    @Test
    void of_somebody_who_does_not_read_holds_up_nobody_else() throws Exception {
      guest.opensShell();
      var inside = siege.inside(guest).listens();
      var much = ByteString.fromString("x".repeat(200_000));
      while (inside.timesHungUp() == 0) {
        inside.line().write(much);
        siege.isPlayable();
      }
      inside.isGone();
    }
  }
}
