package gatehouse.ssh;

import static gatehouse.ssh.Siege.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import java.time.Duration;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers do while keys are exchanged (RFC 4253, 7), and instead of it. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-A1")
class AttacksOnKeyExchangeIT {

  private static final int KEY_EXCHANGE_FAILED = 3;

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

  static Stream<RawProposal> proposals() {
    return Stream.of(RawProposal.GCM, RawProposal.CTR).flatMap(p -> Stream.of(p, p.lenient()));
  }

  /** The control for all others here: this client is a good one when it is told to be. */
  @ParameterizedTest
  @MethodSource("proposals")
  void an_honest_exchange_works(RawProposal proposal) throws Exception {
    try (var honest = siege.stranger().exchangesKeys(proposal).asksToSignIn()) {
      honest.sends(RawSsh.signIn("play", "none")).receives(52);
      assertThat(honest.isAlive()).isTrue();
      honest.exchangesKeys(proposal);
      assertThat(honest.isAlive()).isTrue();
    }
  }

  @Nested
  class A_proposal {

    /** CVE-2016-8858. */
    @Test
    void after_another_ends_the_connection() throws Exception {
      try (var stranger = siege.stranger().proposes(RawProposal.GCM)) {
        stranger.sends(RawProposal.GCM.message());
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    /** CVE-2016-8858. */
    @Test
    void among_very_many_is_the_last() throws Exception {
      var large = RawProposal.GCM.exchanging("x".repeat(200_000)).message();
      try (var stranger = siege.stranger().identifies()) {
        assertThat(stranger.pours(AT_ONCE, large)).isLessThan(1000);
        siege.isPlayable();
        assertThat(stranger.ends().isClosed()).isTrue();
      }
    }

    @Test
    void before_signing_in_but_after_an_exchange_ends_the_connection() throws Exception {
      try (var stranger = siege.stranger().exchangesKeys().proposes(RawProposal.GCM)) {
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
      try (var stranger = siege.stranger().exchangesKeys().asksToSignIn()) {
        stranger.sends(RawSsh.signIn("alice", "none")).receives(51);
        assertThat(stranger.proposes(RawProposal.GCM).endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"diffie-hellman-group1-sha1", "\033]0;x\007", "", ",,,", "\n\r\0"})
    void of_nothing_that_is_offered_is_refused(String exchange) throws Exception {
      try (var stranger = siege.stranger().proposes(RawProposal.GCM.exchanging(exchange))) {
        assertThat(stranger.endsWithin(AT_ONCE).reason()).isEqualTo(KEY_EXCHANGE_FAILED);
      }
    }

    @Test
    @Tag("SEC-P1")
    void to_compress_is_refused() throws Exception {
      for (var compression : new String[] {"zlib", "zlib@openssh.com"}) {
        var proposal = RawProposal.GCM.compressing(compression);
        try (var stranger = siege.stranger().proposes(proposal)) {
          assertThat(stranger.endsWithin(AT_ONCE).reason()).isEqualTo(KEY_EXCHANGE_FAILED);
        }
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 17, 20, 60, 100, 190})
    void that_is_cut_off_ends_the_connection(int length) throws Exception {
      var whole = RawProposal.GCM.message().payload();
      var cut = new byte[length + 1];
      System.arraycopy(whole, 0, cut, 0, cut.length);
      try (var stranger = siege.stranger().identifies().sends(RawMessage.empty().raw(cut))) {
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }
  }

  @Nested
  class A_guess {

    private static final RawProposal WRONG =
        RawProposal.GCM.exchanging("curve25519-sha256@libssh.org,curve25519-sha256").guessing();

    @Test
    void that_is_wrong_is_passed_over() throws Exception {
      // Our first choice is not the server's, so the packet that follows is not for its eyes.
      try (var stranger = siege.stranger().proposes(WRONG)) {
        stranger.sends(RawMessage.of(30).bytes(new byte[] {1, 2, 3}));
        assertThat(stranger.agrees().asksToSignIn().endsWithin(Duration.ofMillis(200)))
            .isEqualTo(Ending.STILL_OPEN);
      }
    }

    @Test
    void that_is_announced_and_not_made_ends_the_connection_in_time() throws Exception {
      try (var stranger = siege.stranger().proposes(WRONG)) {
        stranger.sends(RawMessage.of(21));
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @Test
    void is_passed_over_only_once() throws Exception {
      try (var stranger = siege.stranger().proposes(WRONG)) {
        var guess = RawMessage.of(30).bytes(new byte[] {1, 2, 3});
        assertThat(stranger.sends(guess).sends(guess).endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }
  }

  @Nested
  class A_public_key {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64, 65, 66, 1000, 100_000})
    void that_is_none_ends_the_connection(int length) throws Exception {
      for (var proposal : new RawProposal[] {RawProposal.GCM, RawProposal.CTR}) {
        try (var stranger = siege.stranger().proposes(proposal)) {
          var key = new byte[length];
          if (length > 0) {
            key[0] = 4;
          }
          stranger.sends(RawMessage.of(30).bytes(key));
          assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
        }
      }
    }

    /** RFC 8731, 3: a shared secret of zeros must be refused. */
    @Test
    void of_a_low_order_ends_the_connection() throws Exception {
      for (byte first : new byte[] {0, 1}) {
        var key = new byte[32];
        key[0] = first;
        try (var stranger = siege.stranger().proposes(RawProposal.GCM)) {
          stranger.sends(RawMessage.of(30).bytes(key));
          assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
        }
      }
    }
  }

  /** CVE-2023-48795, known as Terrapin. */
  @Nested
  class Under_strict_key_exchange {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 50, 90, 192})
    void what_does_not_belong_there_ends_the_connection(int type) throws Exception {
      try (var stranger = siege.stranger().proposes(RawProposal.GCM)) {
        stranger.sends(RawMessage.of(type).number(0).text("").text(""));
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @Test
    void nothing_may_come_before_the_proposal() throws Exception {
      try (var stranger = siege.stranger().identifies().sends(RawMessage.of(2).text("count"))) {
        stranger.proposes(RawProposal.GCM);
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @Test
    void packets_are_counted_anew_with_the_new_keys() throws Exception {
      try (var stranger = siege.stranger().exchangesKeys(RawProposal.CTR).counts(3)) {
        stranger.sends(RawMessage.of(5).text("ssh-userauth"));
        assertThat(stranger.endsWithin(AT_ONCE)).isEqualTo(Ending.PROTOCOL_ERROR);
      }
    }

    @Test
    void whoever_does_not_ask_for_it_goes_on_counting() throws Exception {
      var lenient = RawProposal.CTR.lenient();
      try (var stranger = siege.stranger().exchangesKeys(lenient).counts(0)) {
        stranger.sends(RawMessage.of(5).text("ssh-userauth"));
        assertThat(stranger.endsWithin(AT_ONCE)).isEqualTo(Ending.PROTOCOL_ERROR);
      }
    }
  }

  @Nested
  class Before_there_are_keys {

    @ParameterizedTest
    @ValueSource(ints = {5, 21, 30, 31})
    void a_step_too_far_ends_the_connection(int type) throws Exception {
      try (var stranger = siege.stranger().identifies()) {
        stranger.sends(RawMessage.of(type).text("ssh-userauth"));
        assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 52, 60, 80, 90, 91, 94, 98})
    void whatever_comes_later_ends_the_connection(int type) throws Exception {
      try (var stranger = siege.stranger().identifies()) {
        stranger.sends(RawMessage.of(type).text("session").number(0).number(9).number(9));
        assertThat(stranger.endsWithin(AT_ONCE)).isEqualTo(Ending.SIGN_IN_FIRST);
      }
    }

    @Test
    void a_flood_of_nothing_lets_others_play() throws Exception {
      try (var stranger = siege.stranger().identifies().drains()) {
        stranger.pours(Duration.ofSeconds(1), RawMessage.of(2).bytes(new byte[30_000]));
        siege.isPlayable();
      }
    }
  }
}
