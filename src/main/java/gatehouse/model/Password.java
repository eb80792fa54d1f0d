package gatehouse.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** What a person typed to prove who they are. A secret: it never shows in a log. */
public record Password(String value) {

  private static final int FEWEST_CHARACTERS = 6;
  private static final int MOST_BYTES = 256;

  /** One line for people that says why it cannot be chosen, or nothing if it can. */
  public Optional<String> problem() {
    if (value.codePointCount(0, value.length()) < FEWEST_CHARACTERS) {
      return Optional.of("A password has at least 6 characters.");
    }
    if (isTooLong()) {
      return Optional.of("A password has at most 256 bytes.");
    }
    return value.codePoints().anyMatch(Character::isISOControl)
        ? Optional.of("A password has no control characters.")
        : Optional.empty();
  }

  /** Whether it is longer than any password, and so not worth a computation. */
  public boolean isTooLong() {
    return value.length() > MOST_BYTES || value.getBytes(UTF_8).length > MOST_BYTES;
  }

  @Override
  public String toString() {
    return "Password(hidden)";
  }
}
