package gatehouse.game.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Where games keep their files, as whom and how confined they run.
 *
 * @param dataDirectory absolute
 * @param runAs a name of /etc/passwd, or {@code uid:gid}
 * @param allowUnsandboxed whether games that are not trusted are played where there is no sandbox
 */
public record LauncherSettings(
    Path dataDirectory,
    String runAs,
    SandboxUse sandbox,
    Duration probeTimeout,
    Duration initTimeout,
    boolean allowUnsandboxed) {

  /** Whether games get a sandbox. */
  public enum SandboxUse {
    /** Where it works. */
    AUTO,
    /** Or nothing starts. */
    REQUIRED,
    /** Never. */
    OFF
  }

  /**
   * Reads the settings.
   *
   * @param config the whole configuration
   */
  public static LauncherSettings from(Config config) {
    var game = config.getConfig("gatehouse.game");
    return new LauncherSettings(
        Path.of(config.getString("gatehouse.data-dir")).toAbsolutePath().normalize(),
        game.getString("run-as"),
        sandboxUse(game),
        game.getDuration("sandbox-probe-timeout"),
        game.getDuration("init-timeout"),
        game.getBoolean("allow-unsandboxed"));
  }

  private static SandboxUse sandboxUse(Config game) {
    try {
      return SandboxUse.valueOf(game.getString("sandbox").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ConfigException.BadValue(
          game.getValue("sandbox").origin(),
          "gatehouse.game.sandbox",
          "it is auto, required or off");
    }
  }
}
