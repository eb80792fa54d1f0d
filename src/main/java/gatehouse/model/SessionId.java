package gatehouse.model;

import java.util.UUID;

/** One session of a person at a game: 1 to 64 characters. */
public record SessionId(String value) {

  /** Refuses an empty or over-long id. */
  public SessionId {
    if (value.isEmpty() || value.length() > 64) {
      throw new IllegalArgumentException("a session id is 1 to 64 characters");
    }
  }

  /** A new one, unlike any other. */
  public static SessionId random() {
    return new SessionId(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
