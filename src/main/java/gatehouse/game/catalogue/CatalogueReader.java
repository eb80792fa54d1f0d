package gatehouse.game.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValueType;
import gatehouse.model.GameId;
import java.util.ArrayList;

/** Reads the catalogue from {@code gatehouse.games}; a game that is set to null is taken out. */
public final class CatalogueReader {

  private static final String GAMES = "gatehouse.games";

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
      throw new IllegalArgumentException(problem.getMessage(), problem);
    }
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
