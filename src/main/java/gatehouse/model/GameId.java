package gatehouse.model;

import java.util.regex.Pattern;

/**
 * A game of the catalogue: 1 to 32 lower-case letters, digits and hyphens, a letter or digit first.
 */
public record GameId(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  /** Refuses anything but an id, as it becomes part of paths. */
  public GameId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a game id is 1 to 32 lower-case letters, digits and hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
