package gatehouse.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The keys that access tokens may be signed with, as the Auth Service publishes them.
 *
 * <p>Fetched when first needed, again now and then, and when a token names a key that is not among
 * them; one fetch at a time, and however many forged tokens come, with a pause between two. While
 * they cannot be fetched again the known ones stay good. Any thread may ask.
 */
public final class PublicKeys {

  private final Supplier<CompletionStage<String>> fetch;
  private final TokenSettings settings;
  private final Clock clock;

  private Map<String, JWSVerifier> known = Map.of();
  private CompletableFuture<Map<String, JWSVerifier>> latest =
      CompletableFuture.completedFuture(known);
  private Instant asked = Instant.EPOCH;

  /**
   * @param fetch asks the Auth Service for its JSON Web Key Set; ends in time by itself
   */
  public PublicKeys(Supplier<CompletionStage<String>> fetch, TokenSettings settings, Clock clock) {
    this.fetch = fetch;
    this.settings = settings;
    this.clock = clock;
  }

  /** Checks signatures of the named key, if there is such a key. Fails if nobody can tell now. */
  synchronized CompletionStage<Optional<JWSVerifier>> verifierOf(String keyId) {
    var verifier = known.get(keyId);
    if (askedBefore(verifier == null ? settings.unknownKeyPause() : settings.keyRefresh())) {
      askAgain();
    }
    return verifier == null
        ? latest.thenApply(keys -> Optional.ofNullable(keys.get(keyId)))
        : CompletableFuture.completedFuture(Optional.of(verifier));
  }

  /** True for a clock that was set back, too. */
  private boolean askedBefore(Duration pause) {
    return Duration.between(asked, clock.instant()).abs().compareTo(pause) >= 0;
  }

  private void askAgain() {
    if (latest.isDone()) {
      asked = clock.instant();
      latest = fetch.get().toCompletableFuture().thenApply(PublicKeys::read).thenApply(this::keep);
    }
  }

  private synchronized Map<String, JWSVerifier> keep(Map<String, JWSVerifier> fetched) {
    known = fetched;
    return fetched;
  }

  private static Map<String, JWSVerifier> read(String keySet) {
    try {
      var verifiers = new HashMap<String, JWSVerifier>();
      for (JWK key : JWKSet.parse(keySet).getKeys()) {
        if (key instanceof ECKey signing
            && Curve.P_256.equals(signing.getCurve())
            && signing.getKeyID() != null) {
          verifiers.put(signing.getKeyID(), new ECDSAVerifier(signing.toPublicJWK()));
        }
      }
      return Map.copyOf(verifiers);
    } catch (ParseException | JOSEException unreadable) {
      throw new CompletionException("not a key set", unreadable);
    }
  }
}
