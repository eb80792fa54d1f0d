package gatehouse.game.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueType;
import gatehouse.model.GameId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the catalogue from {@code gatehouse.games}, and from the files of {@code
 * gatehouse.catalogue-directory}, which come on top in the order of their names. What several
 * places say of one game is merged; a game that is set to null is taken out.
 */
public final class CatalogueReader {

  private static final String GAMES = "gatehouse.games";

  private CatalogueReader() {}

  /**
   * The catalogue, every entry checked. Reads files, so it blocks.
   *
   * @param config the whole configuration
   * @throws IllegalArgumentException in one line that names file, line and path
   */
  public static Catalogue read(Config config) {
    try {
      var directory = Path.of(config.getString("gatehouse.catalogue-directory"));
      return entries(overlays(directory).withFallback(config).resolve());
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

  private static GameId id(String key, com.typesafe.config.ConfigOrigin origin) {
    try {
      return new GameId(key);
    } catch (IllegalArgumentException problem) {
      throw new ConfigException.BadValue(origin, GAMES, "'" + key + "': " + problem.getMessage());
    }
  }

  private static Config overlays(Path directory) {
    var merged = ConfigFactory.empty();
    for (Path file : files(directory)) {
      var options = ConfigParseOptions.defaults().setAllowMissing(false);
      merged = ConfigFactory.parseFile(file.toFile(), options).withFallback(merged);
    }
    return merged;
  }

  private static List<Path> files(Path directory) {
    var files = new ArrayList<Path>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.conf")) {
        found.forEach(files::add);
      } catch (IOException problem) {
        throw new IllegalArgumentException("cannot list " + directory, problem);
      }
    }
    Collections.sort(files);
    return files;
  }
}
