package gatehouse.game;

import static gatehouse.game.GameSettings.requirePositive;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How games are looked after: {@code health}, {@code runaway} and {@code stuck} of {@code
 * gatehouse.game}.
 *
 * @param runawayCpu a percentage of one processor
 * @param runawayTime zero to let runaways be
 * @param stuckTime zero to let stuck games be
 */
public record HealthSettings(
    Duration interval,
    int runawayCpu,
    Duration runawayTime,
    Duration stuckTime,
    Duration endWarning) {

  /** Refuses an interval without length and a percentage that every game is above. */
  public HealthSettings {
    requirePositive("health.interval", interval.toMillis());
    requirePositive("runaway.cpu", runawayCpu);
  }

  /** Reads its keys of {@code gatehouse.game}. */
  static HealthSettings from(Config game) {
    return new HealthSettings(
        game.getDuration("health.interval"),
        game.getInt("runaway.cpu"),
        game.getDuration("runaway.time"),
        game.getDuration("stuck.time"),
        game.getDuration("end-warning"));
  }
}
