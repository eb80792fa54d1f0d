package gatehouse.token;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.token} in {@code reference.conf}, where each key is explained. */
public record TokenSettings(
    String issuer,
    String audience,
    Duration leeway,
    Duration keyRefresh,
    Duration unknownKeyPause) {

  /** Refuses empty names and negative times. */
  public TokenSettings {
    requireSome("issuer", !issuer.isBlank());
    requireSome("audience", !audience.isBlank());
    requireSome("leeway", !leeway.isNegative());
    requireSome("key-refresh", keyRefresh.isPositive());
    requireSome("unknown-key-pause", unknownKeyPause.isPositive());
  }

  /** Reads {@code gatehouse.token}. */
  public static TokenSettings from(Config token) {
    return new TokenSettings(
        token.getString("issuer"),
        token.getString("audience"),
        token.getDuration("leeway"),
        token.getDuration("key-refresh"),
        token.getDuration("unknown-key-pause"));
  }

  private static void requireSome(String key, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException(
          "gatehouse.token." + key + " must not be empty or below zero");
    }
  }
}
