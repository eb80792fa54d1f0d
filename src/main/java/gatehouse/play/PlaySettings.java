package gatehouse.play;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.session.play} in {@code reference.conf}, where each key is explained. */
public record PlaySettings(
    Duration attachTimeout, Duration firstPause, Duration longestPause, int attempts) {

  /** Refuses what would never attach or never give up. */
  public PlaySettings {
    if (attachTimeout.isZero() || attachTimeout.isNegative()) {
      throw new IllegalArgumentException("attach-timeout must be positive");
    }
    if (firstPause.compareTo(longestPause) > 0) {
      throw new IllegalArgumentException("first-pause is above longest-pause");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1");
    }
  }

  /** Reads the section. */
  public static PlaySettings from(Config play) {
    return new PlaySettings(
        play.getDuration("attach-timeout"),
        play.getDuration("first-pause"),
        play.getDuration("longest-pause"),
        play.getInt("attempts"));
  }
}
