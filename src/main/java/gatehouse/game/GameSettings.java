package gatehouse.game;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.game} in {@code reference.conf}, where each key is explained. */
public record GameSettings(
    int mostGames,
    Duration openTimeout,
    Duration endTimeout,
    Duration attachTimeout,
    Duration drainTimeout,
    Duration initDelay,
    Duration lookAfterInterval,
    Duration lease,
    CurationSettings catalogue,
    RunningGameSettings running) {

  /** Refuses settings that would wait for nothing or for ever. */
  public GameSettings {
    requirePositive("most-games", mostGames);
    requirePositive("open-timeout", openTimeout.toMillis());
    requirePositive("end-timeout", endTimeout.toMillis());
    requirePositive("attach-timeout", attachTimeout.toMillis());
    requirePositive("drain-timeout", drainTimeout.toMillis());
    requirePositive("look-after-interval", lookAfterInterval.toMillis());
    requirePositive("lease", lease.toMillis());
  }

  /** Reads {@code gatehouse.game}. */
  public static GameSettings from(Config game) {
    return new GameSettings(
        game.getInt("most-games"),
        game.getDuration("open-timeout"),
        game.getDuration("end-timeout"),
        game.getDuration("attach-timeout"),
        game.getDuration("drain-timeout"),
        game.getDuration("init-delay"),
        game.getDuration("look-after-interval"),
        game.getDuration("lease"),
        CurationSettings.from(game.getConfig("catalogue")),
        RunningGameSettings.from(game));
  }

  static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("gatehouse.game." + key + " must be above zero");
    }
  }
}
