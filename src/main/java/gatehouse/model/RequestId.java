package gatehouse.model;

import java.util.UUID;

/**
 * One attempt at changing something, so that repeating it changes nothing more: 1 to 64 characters.
 */
public record RequestId(String value) {

  /** Refuses an empty or over-long id. */
  public RequestId {
    if (value.isEmpty() || value.length() > 64) {
      throw new IllegalArgumentException("a request id is 1 to 64 characters");
    }
  }

  /** A new one, unlike any other. */
  public static RequestId random() {
    return new RequestId(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
