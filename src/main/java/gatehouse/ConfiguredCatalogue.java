package gatehouse;

import com.typesafe.config.Config;
import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.CatalogueReader;
import gatehouse.game.catalogue.CatalogueSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The games of a configuration that is put together anew each time, as at the start of the process.
 * Nothing else of it takes effect, but all of it must be right.
 *
 * @param environment the environment variables of the process
 */
record ConfiguredCatalogue(Config commandLine, Function<String, Optional<String>> environment)
    implements CatalogueSource {

  /**
   * Of where each file is, after all links, and how large and old: Kubernetes replaces a folder by
   * turning a link.
   */
  @Override
  public String print() {
    return Configuration.files(environment).stream()
        .map(ConfiguredCatalogue::print)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String print(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? "%s %s %d %s"
              .formatted(
                  file, attributes.fileKey(), attributes.size(), attributes.lastModifiedTime())
          : file.toString();
    } catch (IOException absent) {
      return file + " absent";
    }
  }

  @Override
  public Catalogue read() {
    try {
      return CatalogueReader.read(Configuration.load(commandLine, environment));
    } catch (StartFailure mistake) {
      throw new IllegalArgumentException(mistake.getMessage(), mistake);
    }
  }
}
