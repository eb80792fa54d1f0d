package gatehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code gatehouse aot}: makes the file with which this gatehouse starts in half the time on this
 * Java. A server has it written at its end, which takes too long to do when one is told to stop; so
 * that is done with a server that nobody uses.
 */
@Command(
    name = "aot",
    description = {
      "Makes the cache with which this version starts faster on this Java.",
      "It takes a minute or so, disturbs no gatehouse that runs, and does nothing where it was done."
    })
final class AotCommand extends PrintingCommand {

  /** Set by bin/gatehouse: the file that it starts with if it is there. */
  private static final String CACHE = "gatehouse.aot-cache";

  /** The caches kept: of this version, and of the one to which one might go back. */
  private static final int KEPT = 2;

  @Override
  public Integer call() {
    var cache = cache();
    try {
      Files.createDirectories(folder(cache));
      if (Files.isReadable(cache) && Training.isUsable(cache)) {
        says("up to date: " + cache);
        return 0;
      }
      Training.run(cache);
      forgetOldest(folder(cache));
      says("made: " + cache);
      return 0;
    } catch (IOException failure) {
      throw new StartFailure(
          "the cache %s cannot be made: %s; GATEHOUSE_CACHE_DIR names a folder that can be written"
              .formatted(cache, failure),
          failure);
    }
  }

  private static Path cache() {
    var cache = System.getProperty(CACHE);
    if (cache == null) {
      throw new StartFailure("only the bin/gatehouse of a distribution has a cache");
    }
    return Path.of(cache).toAbsolutePath();
  }

  private static Path folder(Path cache) {
    var folder = cache.getParent();
    if (folder == null) {
      throw new StartFailure("the cache " + cache + " is in no folder");
    }
    return folder;
  }

  private static void forgetOldest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      var old =
          files
              .filter(file -> file.toString().endsWith(".aot"))
              .sorted(Comparator.comparingLong(AotCommand::modified).reversed())
              .skip(KEPT)
              .toList();
      for (var file : List.copyOf(old)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }
}
