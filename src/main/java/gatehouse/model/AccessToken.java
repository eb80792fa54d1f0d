package gatehouse.model;

/**
 * A signed statement of who somebody is, good for minutes: an ES256 JWT. A secret: it never shows
 * in a log.
 */
public record AccessToken(String value) {

  @Override
  public String toString() {
    return "AccessToken(hidden)";
  }
}
