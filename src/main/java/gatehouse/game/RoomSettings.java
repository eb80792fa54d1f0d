package gatehouse.game;

import com.typesafe.config.Config;
import java.nio.file.Path;

/**
 * {@code gatehouse.game.least-free}: what must be left before a game is started; 0 does not look.
 *
 * @param dataDirectory whose disk it is about
 * @param memory in bytes
 * @param disk in bytes
 * @param processes of this machine or container
 * @param files of this process
 */
record RoomSettings(
    Path dataDirectory, long memory, long disk, long processes, long files, long ptys) {

  /** Reads the whole configuration's. */
  static RoomSettings from(Config config) {
    var least = config.getConfig("gatehouse.game.least-free");
    return new RoomSettings(
        Path.of(config.getString("gatehouse.data-dir")).toAbsolutePath(),
        least.getBytes("memory"),
        least.getBytes("disk"),
        least.getLong("processes"),
        least.getLong("files"),
        least.getLong("ptys"));
  }
}
