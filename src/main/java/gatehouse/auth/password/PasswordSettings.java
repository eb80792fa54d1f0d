package gatehouse.auth.password;

import com.typesafe.config.Config;

/**
 * {@code gatehouse.auth.password} in {@code reference.conf}, where each key is explained.
 *
 * @param memory in KiB
 */
public record PasswordSettings(int memory, int iterations, int lanes, int mostWaiting) {

  /** Where hashes are computed: a dispatcher of its own, named in {@code reference.conf}. */
  public static final String DISPATCHER = "gatehouse.auth.password.dispatcher";

  /** Refuses what Argon2 cannot do. */
  public PasswordSettings {
    requireAtLeast("lanes", lanes, 1);
    requireAtLeast("memory (in KiB)", memory, 8 * lanes);
    requireAtLeast("iterations", iterations, 1);
    requireAtLeast("most-waiting", mostWaiting, 1);
  }

  /** Reads {@code gatehouse.auth.password}. */
  public static PasswordSettings from(Config password) {
    return new PasswordSettings(
        Math.toIntExact(password.getBytes("memory") / 1024),
        password.getInt("iterations"),
        password.getInt("lanes"),
        password.getInt("most-waiting"));
  }

  private static void requireAtLeast(String key, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "gatehouse.auth.password." + key + " must be at least " + least);
    }
  }
}
