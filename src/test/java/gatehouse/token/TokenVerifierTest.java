package gatehouse.token;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.typesafe.config.ConfigFactory;
import gatehouse.model.AccessToken;
import gatehouse.model.PlayerName;
import gatehouse.testkit.ManualClock;
import gatehouse.token.TokenVerifier.Accepted;
import gatehouse.token.TokenVerifier.Rejected;
import gatehouse.token.TokenVerifier.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SD-token")
@Tag("A-token")
class TokenVerifierTest {

  private static final TokenSettings SETTINGS =
      TokenSettings.from(ConfigFactory.load().getConfig("gatehouse.token"));
  private static final ECKey KEY = newKey("first");
  private static final ECKey STRANGER = newKey("first");

  private final ManualClock clock = new ManualClock();
  private final AuthService authService = new AuthService();
  private final TokenVerifier verifier =
      new TokenVerifier(new PublicKeys(authService::fetch, SETTINGS, clock), SETTINGS, clock);

  @Test
  void a_good_token_says_who_its_bearer_is() throws Exception {
    assertThat(verdict(signed(KEY, claims().build())))
        .isEqualTo(
            new Accepted(
                new Identity(
                    new PlayerName("Alice"), clock.instant().plus(Duration.ofMinutes(5)))));
  }

  @Test
  void a_token_is_good_until_it_expires_and_a_little_longer_for_clocks_that_differ()
      throws Exception {
    var token = signed(KEY, claims().build());
    clock.pass(Duration.ofMinutes(5).plusMillis(4_999));
    assertThat(verdict(token)).isInstanceOf(Accepted.class);
    clock.pass(Duration.ofMillis(1));
    assertThat(verdict(token)).isEqualTo(new Rejected("expired"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void a_forged_token_is_rejected(String reason, String token) throws Exception {
    assertThat(verdict(token)).isEqualTo(new Rejected(reason));
  }

  static Stream<Arguments> forgeries() throws Exception {
    var good = signed(KEY, claims().build());
    var parts = good.split("\\.", -1);
    var others = claims().subject("Mallory").build().toPayload().toBase64URL();
    var publicKey = KEY.toECPublicKey().getEncoded();
    return Stream.of(
        arguments("malformed", ""),
        arguments("malformed", "not a token"),
        arguments("malformed", "a.b.c"),
        arguments("malformed", parts[0] + "." + parts[1]),
        arguments("malformed", good + "." + parts[2]),
        arguments("malformed", new PlainJWT(claims().build()).serialize()),
        arguments("too long", "x".repeat(10_000)),
        arguments("wrong signature", parts[0] + "." + others + "." + parts[2]),
        arguments("malformed", parts[0] + "." + parts[1] + "."),
        arguments("wrong signature", parts[0] + "." + parts[1] + "." + "A".repeat(86)),
        arguments("wrong signature", signed(STRANGER, claims().build())),
        arguments("wrong signature", embeddedKey()),
        arguments(
            "wrong algorithm", signed(hmacHeader(), new MACSigner(publicKey), claims().build())),
        arguments("unknown key", signed(newKey("../../etc/passwd"), claims().build())),
        arguments("no key id", signedWith(KEY, at -> at.keyID(null), claims().build())),
        arguments(
            "wrong type", signedWith(KEY, at -> at.type(JOSEObjectType.JWT), claims().build())),
        arguments(
            "wrong signature",
            signedWith(KEY, at -> at.criticalParams(Set.of("exp")), claims().build())),
        arguments("wrong issuer", signed(KEY, claims().issuer("evil").build())),
        arguments("wrong issuer", signed(KEY, claims().issuer(null).build())),
        arguments("wrong audience", signed(KEY, claims().audience("other").build())),
        arguments("wrong audience", signed(KEY, claims().audience((String) null).build())),
        arguments("incomplete", signed(KEY, claims().expirationTime(null).build())),
        arguments("incomplete", signed(KEY, claims().subject(null).build())),
        arguments("not a player", signed(KEY, claims().subject("a/../b").build())),
        arguments(
            "expired", signed(KEY, claims().expirationTime(Date.from(Instant.EPOCH)).build())));
  }

  @Nested
  class Public_keys {

    @Test
    void are_fetched_once_for_many_tokens() throws Exception {
      for (int i = 0; i < 100; i++) {
        verdict(signed(KEY, claims().build()));
      }
      assertThat(authService.asked).isEqualTo(1);
    }

    @Test
    void are_fetched_again_for_a_token_signed_with_a_new_key() throws Exception {
      verdict(signed(KEY, claims().build()));
      var second = newKey("second");
      authService.keys.add(second);
      clock.pass(SETTINGS.unknownKeyPause());
      assertThat(verdict(signed(second, claims().build()))).isInstanceOf(Accepted.class);
      assertThat(verdict(signed(KEY, claims().build()))).isInstanceOf(Accepted.class);
    }

    @Test
    void are_not_fetched_for_each_forged_token() throws Exception {
      verdict(signed(KEY, claims().build()));
      for (int i = 0; i < 100; i++) {
        assertThat(verdict(signed(newKey("forged" + i), claims().build())))
            .isEqualTo(new Rejected("unknown key"));
      }
      assertThat(authService.asked).isEqualTo(1);
      clock.pass(SETTINGS.unknownKeyPause());
      verdict(signed(newKey("forged"), claims().build()));
      assertThat(authService.asked).isEqualTo(2);
    }

    @Test
    void that_are_withdrawn_stop_being_good() throws Exception {
      verdict(signed(KEY, claims().build()));
      authService.keys.clear();
      clock.pass(SETTINGS.keyRefresh());
      verdict(signed(KEY, claims().build()));
      assertThat(verdict(signed(KEY, claims().build()))).isEqualTo(new Rejected("unknown key"));
    }

    @Test
    void stay_good_while_the_auth_service_is_away() throws Exception {
      verdict(signed(KEY, claims().build()));
      authService.away = true;
      clock.pass(Duration.ofHours(1));
      var later = Date.from(clock.instant().plus(Duration.ofMinutes(5)));
      assertThat(verdict(signed(KEY, claims().expirationTime(later).build())))
          .isInstanceOf(Accepted.class);
    }

    @Test
    void that_nobody_can_tell_are_a_failure_and_not_a_no() throws Exception {
      authService.away = true;
      assertThatThrownBy(() -> verdict(signed(KEY, claims().build()))).hasRootCauseMessage("away");
      authService.away = false;
      clock.pass(SETTINGS.unknownKeyPause());
      assertThat(verdict(signed(KEY, claims().build()))).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void the_settings_are_those_of_the_reference() {
    assertThat(SETTINGS)
        .isEqualTo(
            new TokenSettings(
                "gatehouse",
                "gatehouse",
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2)));
  }

  private Verdict verdict(String token) throws Exception {
    return verifier.verify(new AccessToken(token)).toCompletableFuture().get(5, SECONDS);
  }

  private static JWTClaimsSet.Builder claims() {
    var now = new ManualClock().instant();
    return new JWTClaimsSet.Builder()
        .issuer("gatehouse")
        .audience("gatehouse")
        .subject("Alice")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
  }

  private static JWSHeader header(ECKey key) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(TokenVerifier.TYPE)
        .keyID(key.getKeyID())
        .build();
  }

  private static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
    return signed(header(key), new ECDSASigner(key), claims);
  }

  private static String signedWith(
      ECKey key, UnaryOperator<JWSHeader.Builder> change, JWTClaimsSet claims) throws Exception {
    return signed(
        change.apply(new JWSHeader.Builder(header(key))).build(), new ECDSASigner(key), claims);
  }

  /** Signed by a stranger who sends the key to check it with along. */
  private static String embeddedKey() throws Exception {
    return signedWith(STRANGER, at -> at.jwk(STRANGER.toPublicJWK()), claims().build());
  }

  /** For the published key taken as if it were a shared secret. */
  private static JWSHeader hmacHeader() {
    return new JWSHeader.Builder(JWSAlgorithm.HS256)
        .type(TokenVerifier.TYPE)
        .keyID(KEY.getKeyID())
        .build();
  }

  private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims)
      throws Exception {
    var token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Publishes keys, when it is not away. */
  private static final class AuthService {
    private final List<ECKey> keys = new ArrayList<>(List.of(KEY));
    private boolean away;
    private int asked;

    CompletionStage<String> fetch() {
      asked++;
      return away
          ? CompletableFuture.failedFuture(new IllegalStateException("away"))
          : CompletableFuture.completedFuture(
              new JWKSet(List.copyOf(keys)).toPublicJWKSet().toString());
    }
  }
}
