package gatehouse.rpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.grpc.javadsl.Metadata;
import akka.grpc.javadsl.MetadataBuilder;
import com.nimbusds.jose.util.Base64URL;
import com.typesafe.config.ConfigFactory;
import gatehouse.model.AccessToken;
import gatehouse.rpc.Refusal.Kind;
import gatehouse.token.PublicKeys;
import gatehouse.token.TokenSettings;
import gatehouse.token.TokenVerifier;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-S2")
class CallersTest {

  /** Well-formed, so that a key is looked for. */
  private static final String TOKEN =
      Base64URL.encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k\"}") + ".e30.AAAA";

  @Test
  void the_token_is_read_as_a_client_sends_it() {
    var token = new AccessToken("a.b.c");
    assertThat(Bearer.in(authorization(Bearer.valueOf(token)))).contains(token);
    assertThat(Bearer.in(authorization("bearer a.b.c"))).contains(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic YTpi", "a.b.c"})
  void whoever_sends_no_token_is_asked_to_sign_in(String value) {
    var refusal = refusal(callers(keySet("{\"keys\":[]}")), authorization(value));
    assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(refusal).hasMessage("Sign in first.");
  }

  @Test
  void a_bad_token_is_refused_without_a_reason() {
    var refusal = refusal(callers(keySet("{\"keys\":[]}")), authorization("Bearer " + TOKEN));
    assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(refusal).hasMessage("Your sign-in is over; sign in again.");
  }

  @Test
  void a_token_that_nobody_can_check_now_may_be_tried_again() {
    var away = CompletableFuture.<String>failedFuture(new IllegalStateException("away"));
    for (var keys : List.of(away, keySet("not a key set"))) {
      var refusal = refusal(callers(keys), authorization("Bearer " + TOKEN));
      assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(refusal).hasMessage("Accounts are out of reach, try again.");
    }
  }

  private static CompletableFuture<String> keySet(String text) {
    return CompletableFuture.completedFuture(text);
  }

  private static Callers callers(CompletionStage<String> keys) {
    var settings = TokenSettings.from(ConfigFactory.load().getConfig("gatehouse.token"));
    var clock = Clock.systemUTC();
    return new Callers(
        new TokenVerifier(new PublicKeys(() -> keys, settings, clock), settings, clock));
  }

  private static Metadata authorization(String value) {
    return new MetadataBuilder().addText(Bearer.KEY, value).build();
  }

  private static Refusal refusal(Callers callers, Metadata metadata) {
    var failure =
        catchThrowableOfType(
            ExecutionException.class,
            () -> callers.identify(metadata).toCompletableFuture().get(5, SECONDS));
    return (Refusal) failure.getCause();
  }
}
