package gatehouse;

import gatehouse.model.OperatorToken;
import gatehouse.model.ServiceAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file through which a running Game Service is administered from the same machine, by whoever
 * may read it: its address in the first line, its operator's token in the second. It is new at each
 * start, and gone after an orderly stop.
 */
record OperatorFile(Path path) {

  /** What it says. */
  record Content(ServiceAddress address, OperatorToken token) {}

  /** That of the Game Service with this data directory. */
  static OperatorFile ofGames(Path data) {
    return new OperatorFile(data.resolve("operator").resolve("game"));
  }

  /** Writes it anew, for its owner's eyes alone; fails with {@link StartFailure}. */
  void write(Content content) {
    var folder = path.resolveSibling("");
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      var owned =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var unfinished = Files.createTempFile(folder, ".game", "", owned);
      Files.writeString(unfinished, content.address() + "\n" + content.token().value() + "\n");
      Files.move(
          unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new StartFailure("the operator's file " + path + " cannot be written", failure);
    }
  }

  /**
   * What it says.
   *
   * @throws IOException in one line for the operator, if it cannot be read
   */
  Content read() throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(
          "there is no " + path + ": no Game Service runs on this data directory");
    }
    if (!Files.isReadable(path)) {
      throw new IOException(path + " cannot be read: be who started the Game Service, or root");
    }
    var lines = Files.readAllLines(path);
    try {
      return new Content(ServiceAddress.parse(lines.get(0)), new OperatorToken(lines.get(1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
      throw new IOException(path + " is damaged; restart the Game Service", damaged);
    }
  }

  /** Takes it away. */
  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
