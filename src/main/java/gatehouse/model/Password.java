package gatehouse.model;

/** What a person typed to prove who they are. A secret: it never shows in a log. */
public record Password(String value) {

  @Override
  public String toString() {
    return "Password(hidden)";
  }
}
