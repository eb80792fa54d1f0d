package gatehouse.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import gatehouse.model.AccessToken;
import gatehouse.model.PlayerName;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides who the bearer of an access token is, by its signature and claims alone.
 *
 * <p>One algorithm, ES256, whatever the token says of itself; keys are chosen by their id from
 * those the Auth Service publishes, never taken from the token. A check takes a fraction of a
 * millisecond of the calling thread: check once a call, not once a message.
 */
public final class TokenVerifier {

  /** What a token of this kind calls itself, so that no other signed text passes for one. */
  public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private static final int LONGEST = 2048;

  /** What was found. */
  public sealed interface Verdict {}

  /** The token is good. */
  public record Accepted(Identity identity) implements Verdict {}

  /** The token is not; {@code reason} is for the log, never for its bearer. */
  public record Rejected(String reason) implements Verdict {}

  private final PublicKeys keys;
  private final TokenSettings settings;
  private final Clock clock;

  public TokenVerifier(PublicKeys keys, TokenSettings settings, Clock clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  /** The stage fails only if the keys are needed and out of reach. */
  public CompletionStage<Verdict> verify(AccessToken token) {
    if (token.value().length() > LONGEST) {
      return rejected("too long");
    }
    SignedJWT parsed;
    try {
      parsed = SignedJWT.parse(token.value());
    } catch (ParseException | IllegalArgumentException malformed) {
      return rejected("malformed");
    }
    var problem = problemWith(parsed.getHeader());
    if (problem.isPresent()) {
      return rejected(problem.get());
    }
    return keys.verifierOf(parsed.getHeader().getKeyID())
        .thenApply(key ->
            key.<Verdict>map(found -> judge(parsed, found)).orElse(new Rejected("unknown key")));
  }

  private static Optional<String> problemWith(JWSHeader header) {
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
      return Optional.of("wrong algorithm");
    }
    if (!TYPE.equals(header.getType())) {
      return Optional.of("wrong type");
    }
    return header.getKeyID() == null ? Optional.of("no key id") : Optional.empty();
  }

  private Verdict judge(SignedJWT token, JWSVerifier key) {
    try {
      return token.verify(key) ? judge(token.getJWTClaimsSet()) : new Rejected("wrong signature");
    } catch (JOSEException | ParseException malformed) {
      return new Rejected("malformed");
    }
  }

  private Verdict judge(JWTClaimsSet claims) {
    if (!settings.issuer().equals(claims.getIssuer())) {
      return new Rejected("wrong issuer");
    }
    if (!claims.getAudience().contains(settings.audience())) {
      return new Rejected("wrong audience");
    }
    if (claims.getExpirationTime() == null || claims.getSubject() == null) {
      return new Rejected("incomplete");
    }
    Instant until = claims.getExpirationTime().toInstant();
    if (!clock.instant().isBefore(until.plus(settings.leeway()))) {
      return new Rejected("expired");
    }
    return PlayerName.parse(claims.getSubject())
        .<Verdict>map(name -> new Accepted(new Identity(name, until)))
        .orElse(new Rejected("not a player"));
  }

  private static CompletionStage<Verdict> rejected(String reason) {
    return CompletableFuture.completedFuture(new Rejected(reason));
  }
}
