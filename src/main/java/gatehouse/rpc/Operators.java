package gatehouse.rpc;

import static gatehouse.rpc.Refusal.Kind.PERMISSION_DENIED;
import static gatehouse.rpc.Refusal.Kind.UNAUTHENTICATED;
import static java.nio.charset.StandardCharsets.UTF_8;

import akka.grpc.javadsl.Metadata;
import gatehouse.model.OperatorToken;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Tells a service whether a call is made by one of its operators: {@code authorization: Operator
 * <token>}.
 */
public final class Operators {

  private static final String SCHEME = "Operator ";

  private static final int TOKEN_BYTES = 32;

  private final OperatorToken token;

  /** Of the service that has made this token. */
  public Operators(OperatorToken token) {
    this.token = token;
  }

  /** A token that nobody can guess. */
  public static OperatorToken newToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new OperatorToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The value a client sets under {@link Bearer#KEY}. */
  public static String valueOf(OperatorToken token) {
    return SCHEME + token.value();
  }

  /**
   * Throws a {@link Refusal} if anybody else calls; how much of a wrong token is right, no clock
   * tells.
   */
  public void require(Metadata metadata) {
    var sent = metadata.getText(Bearer.KEY).orElse("");
    if (Bearer.in(metadata).isPresent()) {
      throw new Refusal(PERMISSION_DENIED, "That is for operators of this server.");
    }
    if (!sent.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Refusal(UNAUTHENTICATED, "That takes an operator's token.");
    }
    if (!MessageDigest.isEqual(
        sent.substring(SCHEME.length()).strip().getBytes(UTF_8), token.value().getBytes(UTF_8))) {
      throw new Refusal(
          UNAUTHENTICATED,
          "That is not the operator's token of this service; each start makes a new one.");
    }
  }
}
