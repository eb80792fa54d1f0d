package gatehouse.game.saves;

import com.typesafe.config.Config;
import java.nio.file.Path;

/**
 * {@code gatehouse.game.saves} in {@code reference.conf}, where each key is explained.
 *
 * @param root where blobs are kept, absolute
 * @param versions the most saves kept of one player and game
 * @param quota how many bytes they may take together; the newest is kept in any case
 * @param largest the most bytes of one save
 */
public record SavesSettings(Path root, int versions, long quota, long largest) {

  /** Refuses settings that could keep no save. */
  public SavesSettings {
    requirePositive("versions", versions);
    requirePositive("quota", quota);
    requirePositive("largest", largest);
  }

  /**
   * Reads the settings.
   *
   * @param config the whole configuration
   */
  public static SavesSettings from(Config config) {
    var saves = config.getConfig("gatehouse.game.saves");
    return new SavesSettings(
        Path.of(config.getString("gatehouse.data-dir"))
            .toAbsolutePath()
            .normalize()
            .resolve("saves"),
        saves.getInt("versions"),
        saves.getBytes("quota"),
        saves.getBytes("largest"));
  }

  private static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("gatehouse.game.saves." + key + " must be above zero");
    }
  }
}
