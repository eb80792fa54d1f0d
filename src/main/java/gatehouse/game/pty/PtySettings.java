package gatehouse.game.pty;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.game.pty} in {@code reference.conf}, where each key is explained. */
public record PtySettings(int mostPtys, int readSize, int writeBuffer, Duration writeTimeout) {

  /** Refuses what would leave no PTY, no byte or no time. */
  public PtySettings {
    requirePositive("most-ptys", mostPtys);
    requirePositive("read-size", readSize);
    requirePositive("write-buffer", writeBuffer);
    requirePositive("write-timeout", writeTimeout.toNanos());
  }

  /** Reads the section {@code gatehouse.game.pty}. */
  public static PtySettings from(Config pty) {
    return new PtySettings(
        pty.getInt("most-ptys"),
        bytes(pty, "read-size"),
        bytes(pty, "write-buffer"),
        pty.getDuration("write-timeout"));
  }

  private static int bytes(Config pty, String key) {
    return (int) Math.min(Integer.MAX_VALUE, pty.getBytes(key));
  }

  private static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("gatehouse.game.pty." + key + " must be more than 0");
    }
  }
}
