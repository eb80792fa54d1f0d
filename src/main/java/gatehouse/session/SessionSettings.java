package gatehouse.session;

import com.typesafe.config.Config;
import gatehouse.play.PlaySettings;
import gatehouse.spectate.SpectateSettings;
import java.time.Duration;

/** {@code gatehouse.session} in {@code reference.conf}, where each key is explained. */
public record SessionSettings(
    int mostPeople,
    int mostWaiting,
    Duration idleTimeout,
    Duration escapeTimeout,
    int mostKeysAhead,
    PlaySettings play,
    SpectateSettings spectate) {

  /** Refuses waits that would never or always be over, and a server that lets nobody in. */
  public SessionSettings {
    if (mostPeople <= 0 || mostWaiting < 0) {
      throw new IllegalArgumentException(
          "most-people must be positive, and most-waiting not negative");
    }
    requirePositive("idle-timeout", idleTimeout);
    requirePositive("escape-timeout", escapeTimeout);
  }

  /** Reads the section {@code gatehouse.session}, and {@code gatehouse.spectate}. */
  public static SessionSettings from(Config session, Config spectate) {
    return new SessionSettings(
        session.getInt("most-people"),
        session.getInt("most-waiting"),
        session.getDuration("idle-timeout"),
        session.getDuration("escape-timeout"),
        session.getInt("most-keys-ahead"),
        PlaySettings.from(session.getConfig("play")),
        SpectateSettings.from(spectate));
  }

  private static void requirePositive(String key, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(key + " must be positive");
    }
  }
}
