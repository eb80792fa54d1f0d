package gatehouse.game.builtin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * A saved adventure: lines of text, the last a checksum of those before.
 *
 * @param started when the adventure began, in seconds since 1970
 * @param played seconds at the keyboard
 */
record Save(String player, long seed, long started, long played, String moves) {

  /** Also the version of the rules: other rules would lead the same moves elsewhere. */
  private static final String FORMAT = "cellar 1";

  private static final long LARGEST = 2L * Adventure.STARVATION;

  /** Reads a save; an {@link IllegalArgumentException} says why it is none. */
  static Save read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException("it is too large");
    }
    var text = new String(Files.readAllBytes(file), US_ASCII);
    var lines = text.split("\n", -1);
    if (!lines[0].equals(FORMAT)) {
      throw new IllegalArgumentException("it is not of version 1");
    }
    int body = text.lastIndexOf('\n', text.length() - 2) + 1;
    if (lines.length != 8 || !text.substring(body).equals(checksum(text.substring(0, body)))) {
      throw new IllegalArgumentException("its checksum is wrong");
    }
    return new Save(
        lines[1],
        Long.parseLong(lines[2]),
        Long.parseLong(lines[3]),
        Long.parseLong(lines[4]),
        lines[5]);
  }

  /** Writes the save so that there is a whole one or none, whatever happens. */
  void write(Path file) throws IOException {
    var body = String.join("\n", FORMAT, player, "" + seed, "" + started, "" + played, moves, "");
    var bytes = ByteBuffer.wrap((body + checksum(body)).getBytes(US_ASCII));
    var aside = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Adventure resume() {
    return Adventure.replayed(seed, moves);
  }

  private static String checksum(String body) {
    var sum = new CRC32();
    sum.update(body.getBytes(US_ASCII));
    return Long.toHexString(sum.getValue()) + "\n";
  }
}
