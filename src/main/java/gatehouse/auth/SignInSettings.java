package gatehouse.auth;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.auth.sign-in} in {@code reference.conf}, where each key is explained. */
public record SignInSettings(
    Duration accessLife, Duration life, Duration grace, int most, Duration refusalBeat) {

  /** Refuses settings under which nobody could sign in, or stay so. */
  public SignInSettings {
    require("access-life", accessLife.isPositive());
    require("life", life.compareTo(accessLife) >= 0);
    require("grace", !grace.isNegative());
    require("most", most >= 1);
    require("refusal-beat", refusalBeat.isPositive());
  }

  /** Reads {@code gatehouse.auth.sign-in}. */
  public static SignInSettings from(Config signIn) {
    return new SignInSettings(
        signIn.getDuration("access-life"),
        signIn.getDuration("life"),
        signIn.getDuration("grace"),
        signIn.getInt("most"),
        signIn.getDuration("refusal-beat"));
  }

  private static void require(String key, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("gatehouse.auth.sign-in." + key + " is too small");
    }
  }
}
