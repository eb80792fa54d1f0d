package gatehouse.game;

import static gatehouse.game.GameSettings.requirePositive;

import com.typesafe.config.Config;
import java.time.Duration;

/** The keys of {@code gatehouse.game} that each running game goes by. */
public record RunningGameSettings(
    int ring,
    int outputChunk,
    int mostWatchers,
    Duration ticketLifetime,
    Duration detachedGrace,
    Duration stallTimeout,
    Duration settlingTime,
    Duration lastOutputTimeout,
    Duration recordTimeout,
    Duration killPatience,
    Duration noticeTime,
    HealthSettings health) {

  /** Refuses settings that would wait for nothing or for ever. */
  public RunningGameSettings {
    requirePositive("ring", ring);
    requirePositive("output-chunk", outputChunk);
    requirePositive("most-watchers", mostWatchers);
    requirePositive("ticket-lifetime", ticketLifetime.toMillis());
    requirePositive("detached-grace", detachedGrace.toMillis());
    requirePositive("stall-timeout", stallTimeout.toMillis());
    requirePositive("settling-time", settlingTime.toMillis());
    requirePositive("last-output-timeout", lastOutputTimeout.toMillis());
    requirePositive("record-timeout", recordTimeout.toMillis());
    requirePositive("kill-patience", killPatience.toMillis());
    requirePositive("notice-time", noticeTime.toMillis());
  }

  /** Reads its keys of {@code gatehouse.game}. */
  static RunningGameSettings from(Config game) {
    return new RunningGameSettings(
        Math.toIntExact(game.getBytes("ring")),
        Math.toIntExact(game.getBytes("output-chunk")),
        game.getInt("most-watchers"),
        game.getDuration("ticket-lifetime"),
        game.getDuration("detached-grace"),
        game.getDuration("stall-timeout"),
        game.getDuration("settling-time"),
        game.getDuration("last-output-timeout"),
        game.getDuration("record-timeout"),
        game.getDuration("kill-patience"),
        game.getDuration("notice-time"),
        HealthSettings.from(game));
  }
}
