package gatehouse.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.model.Password;
import java.util.Optional;

/** What a password must be: 6 characters to 256 bytes of UTF-8, none of them a control. */
public final class PasswordRules {

  private static final int FEWEST_CHARACTERS = 6;
  private static final int MOST_BYTES = 256;

  private PasswordRules() {}

  /** One line for people that says why it cannot be chosen, or nothing if it can. */
  public static Optional<String> problemWith(Password password) {
    var text = password.value();
    if (text.codePointCount(0, text.length()) < FEWEST_CHARACTERS) {
      return Optional.of("A password has at least 6 characters.");
    }
    if (isTooLong(password)) {
      return Optional.of("A password has at most 256 bytes.");
    }
    return text.codePoints().anyMatch(Character::isISOControl)
        ? Optional.of("A password has no control characters.")
        : Optional.empty();
  }

  /** Whether it is longer than any password, and so not worth a computation. */
  public static boolean isTooLong(Password password) {
    return password.value().length() > MOST_BYTES
        || password.value().getBytes(UTF_8).length > MOST_BYTES;
  }
}
