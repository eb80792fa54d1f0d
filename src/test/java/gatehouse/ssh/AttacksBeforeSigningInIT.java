package gatehouse.ssh;

import static gatehouse.ssh.Siege.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers do with whom keys are exchanged, and who have not signed in (RFC 4252). */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-A1")
class AttacksBeforeSigningInIT {

  private static final int SERVICE_NOT_AVAILABLE = 7;

  private static final RawMessage OPEN =
      RawMessage.of(90).text("session").number(0).number(1 << 20).number(32 * 1024);

  private static final RawMessage EXEC = RawMessage.request(0, "exec", true).text("id");

  /** The reason for whoever wants something else first: by application. */
  private static final int SIGN_IN_FIRST = 11;

  private static Siege siege;

  @BeforeAll
  static void begin(ActorSystem<?> system) throws Exception {
    siege = Siege.begin(system, "");
  }

  @AfterAll
  static void end() throws Exception {
    siege.close();
  }

  private RawSsh stranger;

  @BeforeEach
  void exchangeKeys() throws Exception {
    siege.checked();
    stranger = siege.stranger().exchangesKeys();
  }

  @AfterEach
  void hold() throws Exception {
    stranger.close();
    siege.letNobodyIn();
    siege.isHeld();
  }

  private void isSentAway(int reason) throws Exception {
    var ending = stranger.endsWithin(AT_ONCE);
    assertThat(ending.isClosed()).isTrue();
    assertThat(ending.reason()).isEqualTo(reason);
  }

  private void isStillOutside() throws Exception {
    stranger.sends(RawSsh.signIn("alice", "none")).receives(51);
  }

  @Nested
  class Going_on_without_signing_in {

    /** CVE-2025-32433. */
    @Test
    void opens_no_session_and_runs_nothing() throws Exception {
      stranger.sends(OPEN).offers(EXEC);
      isSentAway(SIGN_IN_FIRST);
    }

    @Test
    void opens_no_session_in_the_middle_of_it() throws Exception {
      stranger.asksToSignIn().sends(OPEN).offers(EXEC);
      isSentAway(SIGN_IN_FIRST);
    }

    /** CVE-2018-10933. */
    @Test
    void is_not_made_right_by_telling_the_server_that_one_is_in() throws Exception {
      stranger.asksToSignIn().sends(RawMessage.of(52)).offers(OPEN).offers(EXEC);
      isSentAway(SIGN_IN_FIRST);
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 53, 60, 63, 79, 80, 81, 82, 91, 92, 93, 94, 96, 97, 98, 99, 100})
    void by_any_other_message_ends_the_connection(int type) throws Exception {
      stranger.asksToSignIn().sends(RawMessage.of(type).number(0).text("x").flag(true));
      isSentAway(SIGN_IN_FIRST);
    }

    @Test
    void by_answers_to_no_question_ends_the_connection() throws Exception {
      stranger.asksToSignIn().sends(RawMessage.of(61).number(0).text("x").flag(true));
      isSentAway(2);
    }

    @Test
    void asks_in_vain_for_the_service_that_comes_after() throws Exception {
      stranger.sends(RawMessage.of(5).text("ssh-connection")).offers(OPEN);
      isSentAway(SERVICE_NOT_AVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ssh", "ssh-userauth\0", "\033]0;x\007", "../ssh-userauth", "\n"})
    void asks_in_vain_for_a_service_that_there_is_not(String name) throws Exception {
      stranger.sends(RawMessage.of(5).text(name));
      isSentAway(SERVICE_NOT_AVAILABLE);
    }

    @Test
    void asks_in_vain_for_a_service_twice() throws Exception {
      stranger.asksToSignIn().sends(RawMessage.of(5).text("ssh-userauth"));
      isSentAway(SERVICE_NOT_AVAILABLE);
    }
  }

  @Nested
  class Signing_in {

    @BeforeEach
    void ask() throws Exception {
      stranger.asksToSignIn();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "al\0ice",
          "alice\0",
          "alice\nroot",
          "alice\r\nINFO fake",
          "../alice",
          "/etc/passwd",
          "alice/",
          "-alice",
          "alice-Val-Hum",
          "\033]0;x\007",
          "\u202ealice",
          "",
          " ",
          "ａlice"
        })
    void under_an_odd_name_asks_no_account_and_shows_no_odd_byte(String name) throws Exception {
      stranger.sends(RawSsh.signIn(name, "keyboard-interactive").text("").text(""));
      var question = stranger.receives(60);
      question.nextText();
      assertThat(question.nextText()).matches("Account [A-Za-z0-9?]*; Enter alone.*");
      stranger.sends(RawMessage.of(61).number(1).text("guess")).receives(51);
      stranger.sends(RawSsh.signIn(name, "password").flag(false).text("guess")).receives(51);
      assertThat(siege.checked()).isEmpty();
    }

    @Test
    void under_a_name_of_30_kB_is_possible_and_shows_a_little_of_it() throws Exception {
      var name = "a".repeat(30_000);
      stranger.sends(RawSsh.signIn(name, "keyboard-interactive").text("").text(""));
      var question = stranger.receives(60);
      question.nextText();
      assertThat(question.nextText()).hasSizeLessThan(200);
    }

    @Test
    void under_a_name_of_1_MB_ends_the_connection() throws Exception {
      stranger.offers(RawSsh.signIn("a".repeat(1 << 20), "none"));
      assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
    }

    @Test
    void under_two_names_ends_the_connection() throws Exception {
      stranger.sends(RawSsh.signIn("alice", "none")).receives(51);
      stranger.sends(RawSsh.signIn("play", "none"));
      isSentAway(15);
    }

    @Test
    void for_another_service_ends_the_connection() throws Exception {
      stranger.sends(RawMessage.of(50).text("play").text("ssh-userauth").text("none"));
      isSentAway(SERVICE_NOT_AVAILABLE);
    }

    /** CVE-2024-45337: a key that was asked about is not a key that signed. */
    @Test
    void by_asking_about_keys_or_with_a_forged_signature_never_works() throws Exception {
      for (var algorithm : new String[] {"ssh-ed25519", "ssh-rsa", "x", "", "none"}) {
        var query = RawSsh.signIn("alice", "publickey");
        stranger.sends(query.flag(false).text(algorithm).text("a key")).receives(51);
        var signed = RawSsh.signIn("alice", "publickey");
        stranger.sends(signed.flag(true).text(algorithm).text("another").text("signature"));
        stranger.receives(51);
      }
      for (var method : new String[] {"hostbased", "gssapi-with-mic", "", "none\0", "NONE"}) {
        stranger.sends(RawSsh.signIn("alice", method).flag(true).text("x").text("y"));
        stranger.receives(51);
      }
      isStillOutside();
    }

    @Test
    void with_answers_to_no_question_ends_the_connection() throws Exception {
      stranger.sends(RawMessage.of(61).number(1).text("guess"));
      isSentAway(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 0x7fff_ffffL, 0xffff_ffffL})
    void with_another_number_of_answers_is_a_wrong_answer(long answers) throws Exception {
      stranger.sends(RawSsh.signIn("alice", "keyboard-interactive").text("").text(""));
      stranger.receives(60);
      stranger.sends(RawMessage.of(61).number(answers).text("guess")).receives(51);
      isStillOutside();
      assertThat(siege.checked()).isEmpty();
    }

    @Test
    void with_a_password_of_30_kB_asks_no_account() throws Exception {
      var password = "x".repeat(30_000);
      stranger.sends(RawSsh.signIn("alice", "password").flag(false).text(password)).receives(51);
      assertThat(siege.checked()).isEmpty();
    }

    @Test
    void and_changing_the_password_at_once_is_refused() throws Exception {
      var change = RawSsh.signIn("alice", "password").flag(true);
      stranger.sends(change.text(KnownAccounts.RIGHT).text("new")).receives(51);
      assertThat(siege.checked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 30})
    void with_half_a_request_ends_the_connection(int length) throws Exception {
      var whole = RawSsh.signIn("alice", "password").flag(false).text("guess").payload();
      stranger.sends(RawMessage.empty().raw(Arrays.copyOf(whole, length)));
      assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
    }

    @Test
    @Tag("SEC-A5")
    void may_be_tried_six_times() throws Exception {
      var guess = RawSsh.signIn("alice", "password").flag(false).text("guess");
      for (int tries = 1; tries <= 5; tries++) {
        stranger.sends(guess).receives(51);
      }
      stranger.sends(guess);
      isSentAway(14);
      assertThat(siege.checked()).hasSize(6);
    }

    @Test
    @Tag("SEC-A5")
    void with_many_guesses_at_once_has_no_more_of_them_checked_than_may_be_tried()
        throws Exception {
      var guess = RawSsh.signIn("alice", "password").flag(false).text("guess");
      stranger.drains().pours(Duration.ofMillis(500), guess);
      stranger.isDrained();
      assertThat(siege.checked().size()).isLessThanOrEqualTo(100);
    }

    @Test
    void while_opening_a_session_opens_it_only_if_the_password_was_found_right_before()
        throws Exception {
      var right = RawSsh.signIn("alice", "password").flag(false).text(KnownAccounts.RIGHT);
      var both = RawMessage.empty().raw(stranger.seals(right)).raw(stranger.seals(OPEN));
      stranger.sends(both.payload());
      assertThat(stranger.endsWithin(Duration.ofMillis(500)))
          .isIn(Ending.SIGN_IN_FIRST, Ending.STILL_OPEN);
    }
  }

  @Nested
  class A_flood {

    private static final Duration LONG = Duration.ofSeconds(1);

    /** CVE-2025-26466: one answer for each ping, of which nobody takes any. */
    @ParameterizedTest
    @ValueSource(ints = {192, 255, 101, 8})
    void of_what_is_answered_lets_others_play_though_no_answer_is_read(int type) throws Exception {
      stranger.pours(LONG, RawMessage.of(type).text("ping"));
      siege.isPlayable();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void of_what_means_nothing_lets_others_play_and_ends(int type) throws Exception {
      stranger.pours(LONG, RawMessage.of(type).number(0).text("\033]0;x\007\n").text("\r\n"));
      siege.isPlayable();
      assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
    }

    @Test
    void of_requests_to_sign_in_ends_after_a_hundred() throws Exception {
      stranger.asksToSignIn().drains();
      stranger.pours(LONG, RawSsh.signIn("alice", "none"));
      stranger.isDrained();
      siege.isPlayable();
    }

    @Test
    void of_people_at_the_door_lets_others_play() throws Exception {
      for (int i = 0; i < 200; i++) {
        siege.stranger().identifies().proposes(RawProposal.GCM).close();
      }
      siege.isPlayable();
    }
  }

  @Nested
  class An_odd_message {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 1000, 0x7fff_ffffL, 0xffff_ffffL})
    void about_extensions_is_understood_or_ends_the_connection(long count) throws Exception {
      stranger.sends(RawMessage.of(7).number(count).text("\033]0;x\007").text("y".repeat(90_000)));
      var ending = stranger.endsWithin(Duration.ofMillis(200));
      if (!ending.isClosed()) {
        stranger.asksToSignIn();
      }
    }

    @Test
    void of_farewell_leaves_no_odd_byte_in_the_log() throws Exception {
      stranger.sends(RawMessage.of(1).number(11).text("\033[2J\r\nINFO fake\007").text("\0"));
      assertThat(stranger.endsWithin(AT_ONCE).isClosed()).isTrue();
    }

    @Test
    void that_nobody_knows_ends_the_connection() throws Exception {
      stranger.asksToSignIn().sends(RawMessage.of(8).text("two"));
      isSentAway(SIGN_IN_FIRST);
    }
  }
}
