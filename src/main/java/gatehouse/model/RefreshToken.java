package gatehouse.model;

/**
 * Exchanges for a new access token: opaque, rotated at each use, revocable. A secret: it never
 * shows in a log.
 */
public record RefreshToken(String value) {

  @Override
  public String toString() {
    return "RefreshToken(hidden)";
  }
}
