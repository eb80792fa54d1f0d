package gatehouse;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * What tells the data directory of this Game Service from all others: a file {@code node} in it,
 * made at the first start, and locked as long as this process lives, so that no second one uses it.
 */
final class NodeName {

  private NodeName() {}

  /** The name; fails with one line if another process has it. */
  static String of(Config config) {
    var folder = Path.of(config.getString("gatehouse.data-dir"));
    var file = folder.resolve("node");
    try {
      // Never closed: the lock lasts as long as the process.
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new StartFailure("the data directory " + folder + " is in use by another gatehouse");
      }
      if (Files.size(file) == 0) {
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return Files.readString(file).strip();
    } catch (IOException problem) {
      throw new StartFailure(file + " cannot be used: " + problem.getMessage(), problem);
    }
  }
}
