package gatehouse.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an address for mail looks like: at most 254 characters with one {@code @} among them. */
public final class EmailAddress {

  private static final int MOST = 254;
  private static final Pattern PLAUSIBLE = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

  private EmailAddress() {}

  /** One line for people that says why {@code text} is not one; an empty text is fine. */
  public static Optional<String> problemWith(String text) {
    return text.isEmpty() || (text.length() <= MOST && PLAUSIBLE.matcher(text).matches())
        ? Optional.empty()
        : Optional.of("That is not an e-mail address.");
  }
}
