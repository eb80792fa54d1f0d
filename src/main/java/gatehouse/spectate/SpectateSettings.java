package gatehouse.spectate;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.spectate} in {@code reference.conf}, where each key is explained. */
public record SpectateSettings(
    Duration framePause,
    int unreceived,
    int viewersAhead,
    Duration enterTimeout,
    Duration firstPause,
    Duration longestPause,
    int attempts) {

  /** Refuses what would show nothing, or never give up. */
  public SpectateSettings {
    requirePositive("frame-pause", framePause.toNanos());
    requirePositive("unreceived", unreceived);
    requirePositive("viewers-ahead", viewersAhead);
    requirePositive("enter-timeout", enterTimeout.toNanos());
    requirePositive("attempts", attempts);
    if (firstPause.compareTo(longestPause) > 0) {
      throw new IllegalArgumentException("first-pause is above longest-pause");
    }
  }

  /** Reads the section. */
  public static SpectateSettings from(Config spectate) {
    return new SpectateSettings(
        spectate.getDuration("frame-pause"),
        Math.toIntExact(spectate.getBytes("unreceived")),
        spectate.getInt("viewers-ahead"),
        spectate.getDuration("enter-timeout"),
        spectate.getDuration("first-pause"),
        spectate.getDuration("longest-pause"),
        spectate.getInt("attempts"));
  }

  private static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(key + " must be positive");
    }
  }
}
