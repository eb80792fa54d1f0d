package gatehouse.game;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code gatehouse.game.catalogue} in {@code reference.conf}, where each key is explained.
 *
 * @param look between two looks at the files
 * @param settle between a look that finds a change and the one that confirms it
 * @param recheck between two looks at what is installed
 * @param timeout for reading all, on behalf of an operator who waits
 */
public record CurationSettings(Duration look, Duration settle, Duration recheck, Duration timeout) {

  /** Refuses looks without a pause. */
  public CurationSettings {
    GameSettings.requirePositive("catalogue.look", look.toMillis());
    GameSettings.requirePositive("catalogue.settle", settle.toMillis());
    GameSettings.requirePositive("catalogue.recheck", recheck.toMillis());
    GameSettings.requirePositive("catalogue.timeout", timeout.toMillis());
  }

  /** Reads {@code gatehouse.game.catalogue}. */
  public static CurationSettings from(Config catalogue) {
    return new CurationSettings(
        catalogue.getDuration("look"),
        catalogue.getDuration("settle"),
        catalogue.getDuration("recheck"),
        catalogue.getDuration("timeout"));
  }
}
