package gatehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import gatehouse.auth.password.PasswordSettings;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AuthSettingsTest {

  @Test
  void the_defaults_are_those_of_the_reference() {
    assertThat(AuthSettings.from(ConfigFactory.load().getConfig("gatehouse.auth")))
        .isEqualTo(
            new AuthSettings(
                Duration.ofSeconds(5),
                new PasswordSettings(19 * 1024, 2, 1, 40),
                new SignInSettings(
                    Duration.ofMinutes(5),
                    Duration.ofDays(30),
                    Duration.ofMinutes(1),
                    20,
                    Duration.ofMillis(250))));
  }

  @Test
  void every_key_is_read() {
    var all =
        ConfigFactory.parseString(
            """
            account-timeout = 1 s
            password { memory = 1 MiB, iterations = 3, lanes = 2, most-waiting = 4 }
            sign-in { access-life = 5 s, life = 6 s, grace = 7 s, most = 8, refusal-beat = 9 s }
            """);
    assertThat(AuthSettings.from(all))
        .isEqualTo(
            new AuthSettings(
                Duration.ofSeconds(1),
                new PasswordSettings(1024, 3, 2, 4),
                new SignInSettings(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(7),
                    8,
                    Duration.ofSeconds(9))));
  }

  @Test
  void what_would_lock_everybody_out_is_refused_by_its_key() {
    var minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new SignInSettings(minute, minute, minute, 0, minute))
        .hasMessageContaining("gatehouse.auth.sign-in.most");
    assertThatThrownBy(() -> new SignInSettings(minute, Duration.ZERO, minute, 1, minute))
        .hasMessageContaining("gatehouse.auth.sign-in.life");
  }
}
