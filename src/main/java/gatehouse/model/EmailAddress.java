package gatehouse.model;

import java.util.Optional;

/** What an e-mail address must be: no more than it takes to write to somebody, perhaps. */
public final class EmailAddress {

  private static final int LONGEST = 254;

  private EmailAddress() {}

  /** One line for people that says why it cannot be one, or nothing if it can; it may be empty. */
  public static Optional<String> problemWith(String text) {
    return text.isEmpty() || (text.length() <= LONGEST && isAddress(text))
        ? Optional.empty()
        : Optional.of("That is not an e-mail address.");
  }

  private static boolean isAddress(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.indexOf('@', at + 1) < 0
        && text.codePoints().allMatch(EmailAddress::isVisible);
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
