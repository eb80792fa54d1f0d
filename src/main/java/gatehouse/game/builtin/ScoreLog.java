package gatehouse.game.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The log of ended games that all players share, in the format of NetHack's xlogfile. */
final class ScoreLog {

  private ScoreLog() {}

  /**
   * One line.
   *
   * @param realtime seconds at the keyboard
   */
  static String line(
      String player, Adventure adventure, Instant started, Instant ended, long realtime) {
    var hero = adventure.hero();
    var death = adventure.end().orElseThrow();
    return String.join(
            "\t",
            "version=1",
            "points=" + adventure.points(),
            "deathdnum=0",
            "deathlev=" + adventure.depth(),
            "maxlvl=" + adventure.deepest(),
            "hp=" + hero.health(),
            "maxhp=" + hero.mostHealth(),
            "deaths=" + (hero.health() > 0 ? 0 : 1),
            "deathdate=" + day(ended),
            "birthdate=" + day(started),
            "name=" + player,
            "death=" + death,
            "turns=" + adventure.turn(),
            "achieve=" + (hero.hasAmulet() ? "0x1" : "0x0"),
            "realtime=" + realtime,
            "starttime=" + started.getEpochSecond(),
            "endtime=" + ended.getEpochSecond(),
            "flags=0x0")
        + "\n";
  }

  /** Adds a line, whole, however many do so at once. */
  static void append(Path log, String line) throws IOException {
    try (var channel =
        FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.lock(); // until the channel closes
      var bytes = ByteBuffer.wrap(line.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static String day(Instant instant) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(instant.atOffset(ZoneOffset.UTC).toLocalDate());
  }
}
