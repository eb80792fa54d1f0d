package gatehouse.admission;

import gatehouse.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the file of the {@link AccessLists} while it changes. It is read when two looks in a row
 * find the same change, so not while it is written; lists with a mistake leave the old ones in
 * place. All methods block, and are called by one thread at a time.
 */
public final class AccessFile {

  private static final Logger LOG = LoggerFactory.getLogger(AccessFile.class);

  private final Path file;
  private final Consumer<AccessLists> reader;

  /** Of what was read last, and of a change that is not confirmed yet. */
  private String print = "";

  private String changed = "";

  /** Of the file at this path; {@code reader} is given what is in it, each time it is read. */
  public AccessFile(Path file, Consumer<AccessLists> reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Reads it for the first time.
   *
   * @throws IllegalArgumentException in one line that names file and line
   */
  public void open() {
    print = print();
    changed = print;
    reader.accept(AccessLists.read(file));
  }

  /** Looks whether it has changed. To be called time and again. */
  public void look() {
    var found = print();
    if (!found.equals(print) && found.equals(changed)) {
      print = found;
      readAgain();
    }
    changed = found;
  }

  private void readAgain() {
    try {
      var lists = AccessLists.read(file);
      reader.accept(lists);
      Meters.ACCESS_LISTS_REFUSED_NOW.set(0);
      LOG.info("Lists of networks reloaded from {}", file);
    } catch (IllegalArgumentException mistake) {
      Meters.ACCESS_LISTS_REFUSED_NOW.set(1);
      LOG.warn("Lists of networks refused, the old ones are kept: {}", mistake.getMessage());
    }
  }

  /** Of which file it is after all links, as Kubernetes replaces it by turning a link. */
  private String print() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %s"
          .formatted(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
    } catch (IOException absent) {
      return "absent";
    }
  }
}
