package gatehouse.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of an account: 2 to 20 ASCII letters and digits, shown as registered, unique without
 * regard to case.
 *
 * <p>Nothing but letters and digits, because NetHack reads {@code name-Val-Hum} as a role and turns
 * dots, slashes and blanks into underscores, so that two people could share a save.
 */
public record PlayerName(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9]{2,20}");

  /** NetHack's GENERICUSERS and WIZARDS, and the SSH user names that lead to the menu. */
  private static final Set<String> RESERVED =
      Set.of(
          "access",
          "admin",
          "anonymous",
          "crawl",
          "game",
          "games",
          "guest",
          "nethack",
          "nethacker",
          "play",
          "player",
          "root",
          "spectate",
          "watch",
          "wizard");

  /**
   * Refuses what is not well-formed; whether a name may be registered, {@link #problemWith} says.
   */
  public PlayerName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException("not a player name");
    }
  }

  /** The name, if it is well-formed. */
  public static Optional<PlayerName> parse(String text) {
    return ALLOWED.matcher(text).matches() ? Optional.of(new PlayerName(text)) : Optional.empty();
  }

  /** One line for people that says why {@code text} cannot be registered, or nothing if it can. */
  public static Optional<String> problemWith(String text) {
    if (!ALLOWED.matcher(text).matches()) {
      return Optional.of("A username is 2 to 20 letters and digits.");
    }
    return RESERVED.contains(text.toLowerCase(Locale.ROOT))
        ? Optional.of("That username is reserved; choose another.")
        : Optional.empty();
  }

  /** What makes two names the same account. */
  public String folded() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
