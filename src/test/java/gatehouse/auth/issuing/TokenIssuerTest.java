package gatehouse.auth.issuing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.typesafe.config.ConfigFactory;
import gatehouse.model.AccessToken;
import gatehouse.model.PlayerName;
import gatehouse.testkit.ManualClock;
import gatehouse.token.Identity;
import gatehouse.token.PublicKeys;
import gatehouse.token.TokenSettings;
import gatehouse.token.TokenVerifier;
import gatehouse.token.TokenVerifier.Accepted;
import gatehouse.token.TokenVerifier.Rejected;
import gatehouse.token.TokenVerifier.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-token")
class TokenIssuerTest {

  private static final TokenSettings SETTINGS =
      TokenSettings.from(ConfigFactory.load().getConfig("gatehouse.token"));
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final PlayerName ALICE = new PlayerName("Alice");

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();

  @Test
  void a_token_is_good_for_its_life_and_names_its_bearer() throws Exception {
    var keys = SigningKeys.loadOrCreate(folder.resolve("keys"));
    var token = issuer(keys).issue(ALICE);
    assertThat(verify(token, keys))
        .isEqualTo(new Accepted(new Identity(ALICE, clock.instant().plus(LIFE))));
    clock.pass(LIFE.plus(SETTINGS.leeway()));
    assertThat(verify(token, keys)).isEqualTo(new Rejected("expired"));
  }

  @Test
  void no_two_tokens_are_alike() throws Exception {
    var issuer = issuer(SigningKeys.loadOrCreate(folder.resolve("keys")));
    assertThat(issuer.issue(ALICE)).isNotEqualTo(issuer.issue(ALICE));
  }

  @Test
  void tokens_of_an_outgoing_key_stay_good_beside_those_of_the_new_one() throws Exception {
    var outgoing = new ECKeyGenerator(Curve.P_256).keyID("old").generate();
    var incoming = new ECKeyGenerator(Curve.P_256).keyID("new").generate();
    var before = issuer(keys(outgoing, incoming)).issue(ALICE);
    var overlap = keys(incoming, outgoing);
    var after = issuer(overlap).issue(ALICE);
    assertThat(verify(before, overlap)).isInstanceOf(Accepted.class);
    assertThat(verify(after, overlap)).isInstanceOf(Accepted.class);
    assertThat(verify(before, keys(incoming))).isEqualTo(new Rejected("unknown key"));
  }

  private TokenIssuer issuer(SigningKeys keys) {
    return new TokenIssuer(keys, SETTINGS, LIFE, clock);
  }

  private SigningKeys keys(ECKey... keys) throws Exception {
    var file = Files.createTempFile(folder, "keys", ".jwks");
    Files.writeString(file, new JWKSet(List.of(keys)).toString(false));
    return SigningKeys.loadOrCreate(file);
  }

  private Verdict verify(AccessToken token, SigningKeys keys) throws Exception {
    var published =
        new PublicKeys(
            () -> CompletableFuture.completedFuture(keys.publicKeySet()), SETTINGS, clock);
    return new TokenVerifier(published, SETTINGS, clock)
        .verify(token)
        .toCompletableFuture()
        .get(5, SECONDS);
  }
}
