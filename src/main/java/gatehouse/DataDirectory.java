package gatehouse;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/** The folder for all that is kept, found usable before anything is started. */
record DataDirectory(Path path) {

  /** The system properties that logback.xml reads. */
  private static final String LOG_FILE = "gatehouse.log-file";

  private static final String LOG_APPENDER = "gatehouse.log-appender";

  /** Makes the folder; fails with one line where it cannot. */
  static DataDirectory of(Config config) {
    var path = Path.of(config.getString("gatehouse.data-dir")).toAbsolutePath().normalize();
    try {
      makeOurs(path.resolve("log"));
      makeOurs(path.resolve("db"));
    } catch (IOException failure) {
      throw new StartFailure(
          "the data directory "
              + path
              + " cannot be made: "
              + failure.getMessage()
              + "; set GATEHOUSE_DATA_DIR to a folder that can be written",
          failure);
    }
    if (!Files.isWritable(path)) {
      throw new StartFailure(
          "the data directory "
              + path
              + " cannot be written; set GATEHOUSE_DATA_DIR to one that can");
    }
    return new DataDirectory(path);
  }

  /** Nobody else on this machine is to read who plays here, games least of all. */
  private static void makeOurs(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
  }

  /** Has the log go where it is wanted; to be called before the first line is logged. */
  DataDirectory openLog(Config config) {
    var to = oneOf(config, "gatehouse.log.to", List.of("file", "console"));
    var format = oneOf(config, "gatehouse.log.format", List.of("text", "json"));
    System.setProperty(LOG_FILE, path.resolve("log/gatehouse.log").toString());
    System.setProperty(LOG_APPENDER, (to + "-" + format).toUpperCase(Locale.ROOT));
    return this;
  }

  /** Has no log file made: a command leaves nothing where it is called. */
  static void openNoLog() {
    System.setProperty(LOG_APPENDER, "CONSOLE-TEXT");
  }

  private static String oneOf(Config config, String key, List<String> values) {
    var value = config.getString(key);
    if (!values.contains(value)) {
      throw new StartFailure(
          key + " is " + value + ", but must be one of: " + String.join(", ", values));
    }
    return value;
  }

  /** Whether the log has a file to go to. */
  static boolean hasLog() {
    return System.getProperty(LOG_FILE) != null;
  }
}
