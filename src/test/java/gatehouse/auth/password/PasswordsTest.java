package gatehouse.auth.password;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import gatehouse.model.Password;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-login")
class PasswordsTest {

  private static final PasswordSettings CHEAP = new PasswordSettings(64, 1, 1, 3);
  private static final Password SESAME = new Password("open sesame");

  private final Passwords passwords = new Passwords(CHEAP, Runnable::run);

  @Test
  void a_password_matches_its_own_hash_and_no_other_does() throws Exception {
    var hash = await(passwords.hash(SESAME));
    assertThat(await(passwords.matches(SESAME, hash))).isTrue();
    assertThat(await(passwords.matches(new Password("Open sesame"), hash))).isFalse();
    assertThat(await(passwords.matches(new Password(""), hash))).isFalse();
  }

  @Test
  void the_same_password_is_never_kept_alike() throws Exception {
    assertThat(await(passwords.hash(SESAME))).isNotEqualTo(await(passwords.hash(SESAME)));
  }

  @Test
  void hashes_say_by_themselves_what_they_cost() throws Exception {
    assertThat(await(passwords.hash(SESAME)).phc()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    var dearer = new Passwords(new PasswordSettings(128, 2, 1, 3), Runnable::run);
    assertThat(await(dearer.matches(SESAME, await(passwords.hash(SESAME))))).isTrue();
  }

  @Test
  void hashes_are_those_of_the_reference_implementation() throws Exception {
    var reference =
        new PasswordHash(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    assertThat(await(passwords.matches(new Password("password"), reference))).isTrue();
  }

  @Test
  void a_letter_with_an_accent_is_the_same_however_a_keyboard_spells_it() throws Exception {
    var hash = await(passwords.hash(new Password("caf\u00e9 cr\u00e8me")));
    assertThat(await(passwords.matches(new Password("cafe\u0301 cre\u0300me"), hash))).isTrue();
  }

  @Test
  void no_password_opens_an_account_that_does_not_exist() throws Exception {
    assertThat(await(passwords.matchesNothing(SESAME))).isFalse();
  }

  @Test
  void neither_passwords_nor_hashes_show_when_printed() throws Exception {
    assertThat(SESAME + "" + await(passwords.hash(SESAME)))
        .isEqualTo("Password(hidden)PasswordHash(hidden)");
  }

  @Nested
  @Tag("SEC-A5")
  class When_too_many_passwords_wait {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Passwords crowded = new Passwords(CHEAP, waiting::add);

    @Test
    void the_next_is_refused_at_once_and_another_taken_when_one_is_done() throws Exception {
      for (int i = 0; i < CHEAP.mostWaiting(); i++) {
        assertThat(crowded.hash(SESAME).toCompletableFuture()).isNotDone();
      }
      assertThatThrownBy(() -> await(crowded.matchesNothing(SESAME)))
          .hasCauseInstanceOf(HashingBusy.class);
      waiting.remove().run();
      assertThat(crowded.hash(SESAME).toCompletableFuture()).isNotDone();
    }
  }

  @Nested
  class Settings {

    @Test
    void have_the_defaults_of_the_reference() {
      assertThat(PasswordSettings.from(ConfigFactory.load().getConfig("gatehouse.auth.password")))
          .isEqualTo(new PasswordSettings(19 * 1024, 2, 1, 40));
    }

    @Test
    void are_all_read() {
      var all =
          ConfigFactory.parseString("memory = 1 MiB, iterations = 3, lanes = 2, most-waiting = 4");
      assertThat(PasswordSettings.from(all)).isEqualTo(new PasswordSettings(1024, 3, 2, 4));
    }

    @Test
    void that_argon2_cannot_follow_are_refused_by_their_key() {
      assertThatThrownBy(() -> new PasswordSettings(7, 1, 1, 1))
          .hasMessageContaining("gatehouse.auth.password.memory");
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }
}
