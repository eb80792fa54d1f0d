package gatehouse.model;

/**
 * Lets one {@code Play} write to one running game: one use, short-lived. A secret: it never shows
 * in a log.
 */
public record Ticket(String value) {

  @Override
  public String toString() {
    return "Ticket(hidden)";
  }
}
