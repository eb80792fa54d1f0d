package gatehouse.auth.issuing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import gatehouse.model.AccessToken;
import gatehouse.model.PlayerName;
import gatehouse.token.TokenSettings;
import gatehouse.token.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/** Signs access tokens. Any thread may ask; a signature takes it a fraction of a millisecond. */
public final class TokenIssuer {

  private final SigningKeys keys;
  private final JWSHeader header;
  private final JWSSigner signer;
  private final TokenSettings settings;
  private final Duration life;
  private final Clock clock;

  /**
   * @param life how long a token is good
   */
  public TokenIssuer(SigningKeys keys, TokenSettings settings, Duration life, Clock clock) {
    try {
      this.signer = new ECDSASigner(keys.signing());
    } catch (JOSEException unusable) {
      throw new IllegalArgumentException("the first signing key is unusable", unusable);
    }
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(TokenVerifier.TYPE)
            .keyID(keys.signing().getKeyID())
            .build();
    this.keys = keys;
    this.settings = settings;
    this.life = life;
    this.clock = clock;
  }

  /** How long a token is good that is issued now. */
  public Duration life() {
    return life;
  }

  /** What others need to check the tokens: a JSON Web Key Set with nothing secret in it. */
  public String publicKeySet() {
    return keys.publicKeySet();
  }

  /** A token that says its bearer is {@code name}. */
  @SuppressWarnings("JavaUtilDate") // what the library's claims are made of
  public AccessToken issue(PlayerName name) {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .audience(settings.audience())
            .subject(name.value())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException failure) {
      throw new IllegalStateException("cannot sign an access token", failure);
    }
    return new AccessToken(token.serialize());
  }
}
