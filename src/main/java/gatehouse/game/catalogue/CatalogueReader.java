package gatehouse.game.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValueType;
import gatehouse.model.GameId;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Reads the catalogue from {@code gatehouse.games}; a game that is set to null is taken out. */
public final class CatalogueReader {

  private static final String GAMES = "gatehouse.games";

  /** An origin as the library describes it; of several places the first counts. */
  private static final Pattern PLACE =
      Pattern.compile("(?:merge of )?(?<file>.*?): (?<line>\\d+)(?:-\\d+)?(?:,.*)?");

  private CatalogueReader() {}

  /**
   * The catalogue, every entry checked.
   *
   * @param config the whole configuration
   * @throws IllegalArgumentException in one line that names file, line and path
   */
  public static Catalogue read(Config config) {
    try {
      return entries(config);
    } catch (ConfigException problem) {
      throw new IllegalArgumentException(line(problem), problem);
    }
  }

  /** A library's complaint as {@code file:line path: problem}, as far as it knows them. */
  public static String line(ConfigException problem) {
    var text = String.valueOf(problem.getMessage()).replaceAll("\\s+", " ").strip();
    var origin = problem.origin();
    if (origin == null) {
      return text;
    }
    var where = origin.description();
    var what = text.startsWith(where + ":") ? text.substring(where.length() + 1).strip() : text;
    return place(origin) + " " + what.replaceFirst("^Invalid (?:value at|path) '(.*?)': ", "$1: ");
  }

  /** Where something is written, as {@code file:line}. */
  public static String place(ConfigOrigin origin) {
    var line = PLACE.matcher(origin.description());
    return line.matches() ? line.group("file") + ":" + line.group("line") : origin.description();
  }

  /** The file that something is written in. */
  static String file(ConfigOrigin origin) {
    var line = PLACE.matcher(origin.description());
    return line.matches() ? line.group("file") : origin.description();
  }

  private static Catalogue entries(Config config) {
    var games = new ArrayList<GameEntry>();
    for (var game : config.getObject(GAMES).entrySet()) {
      if (game.getValue().valueType() != ConfigValueType.NULL) {
        games.add(EntrySettings.from(config, id(game.getKey(), game.getValue().origin())));
      }
    }
    return new Catalogue(games);
  }

  private static GameId id(String key, ConfigOrigin origin) {
    try {
      return new GameId(key);
    } catch (IllegalArgumentException problem) {
      throw new ConfigException.BadValue(origin, GAMES, "'" + key + "': " + problem.getMessage());
    }
  }
}
