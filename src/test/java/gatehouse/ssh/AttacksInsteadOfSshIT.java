package gatehouse.ssh;

import static gatehouse.ssh.Siege.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send who do not speak SSH, or who stop doing so. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-A1")
class AttacksInsteadOfSshIT {

  private static final byte[] BANNER =
      "x".repeat(8 * 1024 * 1024).getBytes(StandardCharsets.US_ASCII);

  private static Siege siege;

  @BeforeAll
  static void begin(ActorSystem<?> system) throws Exception {
    siege = Siege.begin(system, "");
  }

  @AfterAll
  static void end() throws Exception {
    siege.close();
  }

  @AfterEach
  void hold() throws Exception {
    siege.letNobodyIn();
    siege.isHeld();
  }

  @Nested
  class Somebody_who_says_something_else {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "GET / HTTP/1.1\r\nHost: gatehouse\r\n\r\n",
          "\026\003\001\002\000\001\000\001\374\003\003",
          "SSH-1.5-old\r\n",
          "SSH-\r\n",
          "ssh-2.0-small\r\n",
          "SSH-2.0-\033]0;title\007\000\r\n",
          "HELO \033[2J\u0080\u0085\u009b2J\n",
        })
    void is_hung_up_on(String said) throws Exception {
      try (var stranger = siege.stranger().sends(said).drains()) {
        stranger.isDrained();
      }
    }

    @Test
    void with_an_empty_line_gets_no_second_chance() throws Exception {
      try (var stranger = siege.stranger().sends("\r\n")) {
        assertThat(goesOnUntilTheEnd(stranger)).isEqualTo(Ending.CLOSED);
      }
    }

    @Test
    void with_a_line_that_is_too_long_is_hung_up_on() throws Exception {
      try (var stranger = siege.stranger().sends("SSH-2.0-" + "x".repeat(300))) {
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @Test
    void with_8_MB_of_banner_is_hung_up_on_after_its_beginning() throws Exception {
      try (var stranger = siege.stranger().offers(BANNER)) {
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void with_random_bytes_is_hung_up_on(long seed) throws Exception {
      var garbage = new byte[600];
      new Random(seed).nextBytes(garbage);
      try (var stranger = siege.stranger().sends(garbage)) {
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @Test
    void after_a_good_beginning_is_hung_up_on() throws Exception {
      try (var stranger = siege.stranger().identifies().sends("GET / HTTP/1.1\r\n\r\n")) {
        // What calls itself a length is some gigabytes.
        assertThat(goesOnUntilTheEnd(stranger)).isEqualTo(Ending.PROTOCOL_ERROR);
      }
    }
  }

  /**
   * Whoever sends what is no packet is not told at once, lest they learn from when they are, but
   * after some bytes more (CVE-2008-5161).
   */
  private static Ending goesOnUntilTheEnd(RawSsh stranger) throws Exception {
    stranger.pours(AT_ONCE, RawMessage.of(2).bytes(new byte[100]));
    return stranger.endsWithin(AT_ONCE);
  }

  @Nested
  class A_packet {

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1, 4, 262_145})
    void of_an_impossible_length_is_not_waited_for(int length) throws Exception {
      try (var stranger = siege.stranger().identifies()) {
        stranger.sends(ByteBuffer.allocate(16).putInt(length).array());
        assertThat(goesOnUntilTheEnd(stranger)).isEqualTo(Ending.PROTOCOL_ERROR);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 100, 255})
    void with_more_padding_than_packet_ends_the_connection(int padding) throws Exception {
      try (var stranger = siege.stranger().identifies()) {
        stranger.sends(ByteBuffer.allocate(16).putInt(12).put((byte) padding).array());
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @Test
    void with_nothing_in_it_ends_the_connection() throws Exception {
      try (var stranger = siege.stranger().exchangesKeys().sends(RawMessage.empty())) {
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @Test
    void whose_length_is_no_multiple_of_a_block_ends_the_connection() throws Exception {
      try (var stranger = siege.stranger().exchangesKeys()) {
        stranger.sends(stranger.seals(ByteBuffer.allocate(1003).putInt(999).array()));
        assertThat(goesOnUntilTheEnd(stranger).isClosed()).isTrue();
      }
    }

    @Test
    void with_another_byte_in_its_tag_ends_the_connection() throws Exception {
      for (var proposal : new RawProposal[] {RawProposal.GCM, RawProposal.CTR}) {
        try (var stranger = siege.stranger().exchangesKeys(proposal)) {
          var packet = stranger.seals(RawMessage.of(5).text("ssh-userauth"));
          packet[packet.length - 1]++;
          assertThat(stranger.sends(packet).endsWithin(AT_ONCE).isClosed()).isTrue();
        }
      }
    }

    @Test
    void that_is_repeated_ends_the_connection() throws Exception {
      for (var proposal : new RawProposal[] {RawProposal.GCM, RawProposal.CTR}) {
        try (var stranger = siege.stranger().exchangesKeys(proposal)) {
          var packet = stranger.seals(RawMessage.of(2).text("again"));
          stranger.sends(packet).sends(packet);
          assertThat(goesOnUntilTheEnd(stranger).isClosed()).isTrue();
        }
      }
    }
  }

  @Nested
  @Tag("SEC-A4")
  class Somebody_who_lets_us_wait {

    /** How much later than the grace ends somebody may still be connected. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(2);

    private static Siege siege;

    @BeforeAll
    static void begin(ActorSystem<?> system) throws Exception {
      siege = Siege.begin(system, "login-grace = " + GRACE.toMillis() + "ms");
    }

    @AfterAll
    static void end() throws Exception {
      siege.close();
    }

    @Test
    void is_disconnected_when_the_grace_is_over_wherever_they_stopped() throws Exception {
      var stopped = new ArrayList<RawSsh>();
      stopped.add(siege.stranger());
      stopped.add(siege.stranger().sends("SSH-2.0"));
      stopped.add(siege.stranger().identifies());
      stopped.add(siege.stranger().identifies().sends(new byte[] {0, 0, 3}));
      stopped.add(siege.stranger().identifies().sends(new byte[] {0, 0, 3, (byte) 0xf4, 8, 20}));
      stopped.add(siege.stranger().identifies().sends(new byte[] {0x7f, 0, 0, 0, 8, 20}));
      stopped.add(siege.stranger().proposes(RawProposal.GCM));
      stopped.add(siege.stranger().exchangesKeys());
      stopped.add(siege.stranger().exchangesKeys().asksToSignIn());
      var asked = siege.stranger().exchangesKeys().asksToSignIn();
      asked.sends(RawSsh.signIn("alice", "keyboard-interactive").text("").text("")).receives(60);
      stopped.add(asked);
      for (RawSsh stranger : stopped) {
        assertThat(stranger.endsWithin(GRACE.plus(LATE)).isClosed()).isTrue();
        stranger.close();
      }
    }

    @Test
    void a_byte_at_a_time_wins_no_time_by_it() throws Exception {
      try (var slow = siege.stranger()) {
        assertThat(isCutOff(() -> slow.sends("x"))).isTrue();
      }
      try (var slow = siege.stranger().identifies().sends(new byte[] {0, 0, 3, (byte) 0xf4})) {
        assertThat(isCutOff(() -> slow.sends("x"))).isTrue();
      }
    }

    @Test
    void with_packets_that_mean_nothing_wins_no_time_by_them() throws Exception {
      try (var slow = siege.stranger().exchangesKeys()) {
        assertThat(isCutOff(() -> slow.sends(RawMessage.of(2).text("ignore")))).isTrue();
      }
      try (var slow = siege.stranger().exchangesKeys().asksToSignIn()) {
        var key = RawSsh.signIn("alice", "publickey").flag(false).text("ssh-ed25519").text("key");
        assertThat(isCutOff(() -> slow.sends(key))).isTrue();
      }
    }

    /** Whether somebody who does this ten times a second is disconnected in time. */
    private boolean isCutOff(Step step) {
      await()
          .atMost(GRACE.plus(LATE))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> {
            try {
              step.take();
              return false;
            } catch (IOException closed) {
              return true;
            }
          });
      return true;
    }

    private interface Step {
      void take() throws Exception;
    }
  }
}
