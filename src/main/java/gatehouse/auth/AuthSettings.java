package gatehouse.auth;

import com.typesafe.config.Config;
import gatehouse.auth.password.PasswordSettings;
import java.time.Duration;

/** {@code gatehouse.auth} in {@code reference.conf}, where each key is explained. */
public record AuthSettings(
    Duration accountTimeout, PasswordSettings password, SignInSettings signIn) {

  /** Refuses a wait of no length. */
  public AuthSettings {
    if (!accountTimeout.isPositive()) {
      throw new IllegalArgumentException("gatehouse.auth.account-timeout must be above zero");
    }
  }

  /** Reads {@code gatehouse.auth}. */
  public static AuthSettings from(Config auth) {
    return new AuthSettings(
        auth.getDuration("account-timeout"),
        PasswordSettings.from(auth.getConfig("password")),
        SignInSettings.from(auth.getConfig("sign-in")));
  }
}
