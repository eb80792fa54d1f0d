package gatehouse.model;

/**
 * What shows that a caller administers this very service, from its start to its end: base64url. A
 * secret: it never shows in a log.
 */
public record OperatorToken(String value) {

  /** Refuses one that is none. */
  public OperatorToken {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an operator's token is not empty");
    }
  }

  @Override
  public String toString() {
    return "OperatorToken(hidden)";
  }
}
