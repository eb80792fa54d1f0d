package gatehouse.game.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import gatehouse.game.catalogue.GameEntry.RecordFile.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A game's record as a run found it when it began. A player has one run of a game at a time, so
 * that any later line with the player's name is about this run. All methods block.
 *
 * @param file the game appends a line to it whenever one of its games is over
 * @param length of the file then, in bytes; 0 if there was none
 */
public record RecordMark(Path file, Format format, long length) {

  /** No more than this is read, from the end: the line we look for is among the last. */
  private static final long MOST_BYTES = 8 << 20;

  /** The file as it is now. */
  static RecordMark of(Path file, Format format) {
    try {
      return new RecordMark(file, format, isThere(file) ? Files.size(file) : 0);
    } catch (IOException problem) {
      throw new LaunchException("cannot look at " + file + ": " + problem, problem);
    }
  }

  /**
   * Whether the game has written since that a game of the player is over. A file that has become
   * shorter was begun anew in the meantime, and is read from its start.
   *
   * @param player a name; case does not matter
   */
  public boolean tellsOf(String player) throws IOException {
    if (!isThere(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS))) {
      long size = channel.size();
      channel.position(Math.max(size < length ? 0 : length, size - MOST_BYTES));
      var lines =
          new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), ISO_8859_1));
      return lines.lines().anyMatch(about(player).asPredicate());
    } catch (UncheckedIOException problem) {
      throw problem.getCause();
    }
  }

  /** A link, or a pipe, is nothing that a game keeps a record in. */
  private static boolean isThere(Path file) {
    return Files.isRegularFile(file, NOFOLLOW_LINKS);
  }

  private Pattern about(String player) {
    var name = "name=" + Pattern.quote(player);
    return Pattern.compile(
        switch (format) {
          case XLOGFILE -> "(?i)(?:^|\t)" + name + "(?:\t|$)";
          case LOGFILE -> "(?i)^(?:\\S+ ){15}" + Pattern.quote(player) + ",";
          // Two colons are one in a value.
          case CRAWL -> "(?i)(?:^|(?<!:)(?:::)*+:)" + name + "(?::(?!:)|$)";
        });
  }
}
