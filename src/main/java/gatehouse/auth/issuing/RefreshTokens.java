package gatehouse.auth.issuing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes and reads refresh tokens: {@code <account>.<family><secret>}.
 *
 * <p>The account says where the token is known. The family, 128 random bits, is the same in all
 * tokens of one sign-in, so that one which was replaced long ago is still recognized as stolen or
 * lost. The secret is 256 random bits. To others all of it is one opaque word.
 */
public final class RefreshTokens {

  private static final Pattern FORM =
      Pattern.compile("([a-z0-9]{2,20})\\.([A-Za-z0-9_-]{22})([A-Za-z0-9_-]{43})");

  private static final int FAMILY_BYTES = 16;
  private static final int SECRET_BYTES = 32;

  /** A new token, and what to keep of it. */
  public record Minted(RefreshToken token, TokenPrint print) {}

  /**
   * A token that somebody has shown, and which may be anything yet.
   *
   * @param account the folded name that it claims to belong to
   */
  public record Presented(String account, TokenPrint print, RefreshToken token) {}

  private final SecureRandom random = new SecureRandom();

  /** The first token of a new sign-in. */
  public Minted mint(PlayerName owner) {
    return mint(owner.folded(), randomText(FAMILY_BYTES));
  }

  /** A token to replace the given one in its sign-in. */
  public Minted successorOf(Presented presented) {
    var parts = FORM.matcher(presented.token().value());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a refresh token");
    }
    return mint(parts.group(1), parts.group(2));
  }

  /** The token taken apart, if it has the form of one. */
  public static Optional<Presented> read(RefreshToken token) {
    var parts = FORM.matcher(token.value());
    return parts.matches()
        ? Optional.of(new Presented(parts.group(1), print(parts.group(2), parts.group(3)), token))
        : Optional.empty();
  }

  private Minted mint(String account, String family) {
    var secret = randomText(SECRET_BYTES);
    return new Minted(new RefreshToken(account + "." + family + secret), print(family, secret));
  }

  private String randomText(int bytes) {
    var text = new byte[bytes];
    random.nextBytes(text);
    return base64(text);
  }

  private static TokenPrint print(String family, String secret) {
    return new TokenPrint(sha256(family), sha256(secret));
  }

  private static String sha256(String text) {
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java has no SHA-256", impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
