package gatehouse.auth.grpc;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.UNAUTHENTICATED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import gatehouse.model.AccessToken;
import gatehouse.rpc.Bearer;
import gatehouse.testkit.ManualClock;
import gatehouse.token.PublicKeys;
import gatehouse.token.TokenVerifier;
import gatehouse.token.TokenVerifier.Accepted;
import gatehouse.wire.auth.AccountsClient;
import gatehouse.wire.auth.ByPasswordRequest;
import gatehouse.wire.auth.ChangeEmailReply;
import gatehouse.wire.auth.ChangeEmailRequest;
import gatehouse.wire.auth.ChangePasswordRequest;
import gatehouse.wire.auth.Grant;
import gatehouse.wire.auth.PublicKeysReply;
import gatehouse.wire.auth.PublicKeysRequest;
import gatehouse.wire.auth.RefreshRequest;
import gatehouse.wire.auth.RegisterRequest;
import gatehouse.wire.auth.RevokeRequest;
import gatehouse.wire.auth.SignInClient;
import gatehouse.wire.auth.TokensClient;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Auth Service as its callers have it: a cluster of one, a journal in H2, gRPC over a socket.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AuthServiceIT {

  private static final String SESAME = "open sesame";

  @TempDir static Path dataDirectory;
  private static ManualClock clock;
  private static RunningAuthService service;
  private static AccountsClient accounts;
  private static SignInClient signIn;
  private static TokensClient tokens;

  @BeforeAll
  static void start() throws Exception {
    clock = new ManualClock();
    service = RunningAuthService.start(dataDirectory, clock);
    connect();
  }

  @AfterAll
  static void stop() throws Exception {
    service.stop();
  }

  private static void connect() {
    accounts = AccountsClient.create(service.client(), service.system());
    signIn = SignInClient.create(service.client(), service.system());
    tokens = TokensClient.create(service.client(), service.system());
  }

  @Nested
  @Tag("A-register")
  class Registering {

    @Test
    void signs_the_owner_in_under_the_name_as_typed() {
      var grant = await(register("Alice", SESAME));
      assertThat(grant.getName()).isEqualTo("Alice");
      assertThat(grant.getAccessExpiresIn()).isEqualTo(300);
      assertThat(await(refresh(grant)).getName()).isEqualTo("Alice");
    }

    @Test
    void a_name_that_is_taken_is_refused_whatever_its_case() {
      await(register("Bob", SESAME));
      assertThat(refusal(register("bOB", "another one")))
          .isEqualTo(ALREADY_EXISTS + ": Sorry, that username is taken.");
    }

    @Test
    void of_many_at_once_exactly_one_gets_the_name() {
      var attempts = Stream.generate(() -> register("Carol", SESAME)).limit(20).toList();
      var outcomes = attempts.stream().map(AuthServiceIT::outcome).toList();
      assertThat(outcomes).filteredOn("granted"::equals).hasSize(1);
      assertThat(outcomes)
          .filteredOn((ALREADY_EXISTS + ": Sorry, that username is taken.")::equals)
          .hasSize(19);
    }

    @Test
    void again_after_a_lost_reply_signs_in() {
      var request = registration("Dave", SESAME).build();
      await(accounts.register(request));
      assertThat(await(accounts.register(request)).getName()).isEqualTo("Dave");
    }

    @Test
    void again_with_another_password_is_no_way_into_an_account() {
      var request = registration("Erin", SESAME).build();
      await(accounts.register(request));
      assertThat(refusal(accounts.register(request.toBuilder().setPassword("guessed").build())))
          .startsWith(ALREADY_EXISTS.name());
    }

    @Test
    void twice_at_once_by_one_request_signs_in_twice() {
      var request = registration("Frank", SESAME).build();
      var attempts = Stream.generate(() -> accounts.register(request)).limit(5).toList();
      assertThat(attempts).allSatisfy(attempt -> assertThat(outcome(attempt)).isEqualTo("granted"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            x               | open sesame |         | A username is 2 to 20 letters and digits.
            a/b             | open sesame |         | A username is 2 to 20 letters and digits.
            аlice           | open sesame |         | A username is 2 to 20 letters and digits.
            Root            | open sesame |         | That username is reserved; choose another.
            Grace           | short       |         | A password has at least 6 characters.
            Grace           | open sesame | nowhere | That is not an e-mail address.
            Grace           | open sesame | @b      | That is not an e-mail address.
            Grace           | open sesame | a@b@c   | That is not an e-mail address.
            Grace           | open sesame | a b@c   | That is not an e-mail address.
            """)
    void what_breaks_a_rule_is_refused_in_one_line(
        String name, String password, String email, String line) {
      var request = registration(name, password).setEmail(email == null ? "" : email).build();
      assertThat(refusal(accounts.register(request))).isEqualTo(INVALID_ARGUMENT + ": " + line);
    }

    @Test
    void a_request_without_a_proper_id_is_malformed() {
      for (var id : new String[] {"", "x".repeat(65)}) {
        assertThat(
                refusal(accounts.register(registration("Grace", SESAME).setRequestId(id).build())))
            .isEqualTo(INVALID_ARGUMENT + ": request_id must have 1 to 64 characters");
      }
    }
  }

  @Nested
  @Tag("A-login")
  class Signing_in {

    @Test
    void takes_the_name_in_any_case_and_the_password_exactly() {
      await(register("Heidi", SESAME));
      assertThat(await(byPassword("hEIDI", SESAME)).getName()).isEqualTo("Heidi");
      assertThat(refusal(byPassword("Heidi", "Open sesame")))
          .isEqualTo(UNAUTHENTICATED + ": Login incorrect.");
    }

    @Test
    @Tag("SEC-A6")
    void does_not_tell_an_unknown_name_from_a_wrong_password() {
      await(register("Ivan", SESAME));
      assertThat(refusal(byPassword("Ivan", "wrong one")))
          .isEqualTo(refusal(byPassword("Nobody", "wrong one")))
          .isEqualTo(refusal(byPassword("no/body", "wrong one")))
          .isEqualTo(refusal(byPassword("Ivan", "x".repeat(100_000))))
          .isEqualTo(UNAUTHENTICATED + ": Login incorrect.");
    }

    @Test
    void outlives_a_restart_of_the_service() throws Exception {
      var grant = await(register("Judy", SESAME));
      service = service.restart();
      connect();
      assertThat(await(byPassword("Judy", SESAME)).getName()).isEqualTo("Judy");
      assertThat(outcome(refresh(grant))).isEqualTo("granted");
      assertThat(verify(grant)).isEqualTo("Judy");
    }
  }

  @Nested
  @Tag("A-token")
  class Tokens {

    @Test
    @Tag("SD-token")
    void can_be_checked_by_anybody_who_has_the_public_keys() {
      assertThat(verify(await(register("Kim", SESAME)))).isEqualTo("Kim");
    }

    @Test
    void the_published_keys_are_public() throws Exception {
      var reply = await(tokens.publicKeys(PublicKeysRequest.getDefaultInstance()));
      assertThat(JWKSet.parse(reply.getJwks()).containsNonPublicKeys()).isFalse();
    }

    @Test
    void are_exchanged_for_new_ones_again_and_again() {
      var grant = await(register("Leo", SESAME));
      for (int i = 0; i < 60; i++) {
        clock.pass(Duration.ofMinutes(4));
        grant = await(refresh(grant));
      }
      assertThat(verify(grant)).isEqualTo("Leo");
    }

    @Test
    void survive_a_lost_reply() {
      var first = await(register("Mia", SESAME));
      await(refresh(first));
      clock.pass(Duration.ofSeconds(59));
      assertThat(outcome(refresh(await(refresh(first))))).isEqualTo("granted");
    }

    @Test
    void that_come_back_after_their_grace_end_the_sign_in() {
      var first = await(register("Nina", SESAME));
      var second = await(refresh(first));
      clock.pass(Duration.ofSeconds(61));
      var over = UNAUTHENTICATED + ": Your sign-in is over; sign in again.";
      assertThat(refusal(refresh(first))).isEqualTo(over);
      assertThat(refusal(refresh(second))).isEqualTo(over);
    }

    @Test
    void stop_working_when_their_owner_signs_out() {
      var elsewhere = await(register("Oscar", SESAME));
      var grant = await(byPassword("Oscar", SESAME));
      var successor = await(refresh(grant));
      await(signIn.revoke(revocation(grant.getRefreshToken())));
      await(signIn.revoke(revocation(grant.getRefreshToken())));
      assertThat(refusal(refresh(successor))).startsWith(UNAUTHENTICATED.name());
      assertThat(outcome(refresh(elsewhere))).isEqualTo("granted");
    }

    @Test
    void that_nobody_issued_are_refused() {
      for (var word : new String[] {"", "word", "nobody." + "A".repeat(65)}) {
        assertThat(
                refusal(signIn.refresh(RefreshRequest.newBuilder().setRefreshToken(word).build())))
            .startsWith(UNAUTHENTICATED.name());
        await(signIn.revoke(revocation(word)));
      }
    }
  }

  @Nested
  @Tag("A-account")
  class Changing_the_address {

    @Test
    void needs_the_password_and_something_like_an_address() {
      var grant = await(register("Olivia", SESAME));
      await(changeEmail(grant, SESAME, "olivia@example.org"));
      await(changeEmail(grant, SESAME, ""));
      assertThat(refusal(changeEmail(grant, "wrong one", "olivia@example.org")))
          .isEqualTo(PERMISSION_DENIED + ": That is not your current password.");
      assertThat(refusal(changeEmail(grant, SESAME, "no\u001baddress")))
          .startsWith(INVALID_ARGUMENT.name());
      assertThat(outcome(refresh(grant))).isEqualTo("granted");
    }

    @Test
    void needs_somebody_signed_in() {
      var nameless = ChangeEmailRequest.newBuilder().setRequestId("anybody's").build();
      assertThat(refusal(accounts.changeEmail(nameless)))
          .isEqualTo(UNAUTHENTICATED + ": Sign in first.");
    }

    private static CompletionStage<ChangeEmailReply> changeEmail(
        Grant grant, String current, String email) {
      return accounts
          .changeEmail()
          .addHeader(Bearer.KEY, Bearer.valueOf(new AccessToken(grant.getAccessToken())))
          .invoke(
              ChangeEmailRequest.newBuilder()
                  .setRequestId(UUID.randomUUID().toString())
                  .setCurrentPassword(current)
                  .setEmail(email)
                  .build());
    }
  }

  @Nested
  @Tag("A-token")
  class Changing_the_password {

    @Test
    void ends_every_other_sign_in() {
      var here = await(register("Peggy", SESAME));
      var there = await(byPassword("Peggy", SESAME));
      var changed = await(change(here, SESAME, "new password", UUID.randomUUID().toString()));
      assertThat(refusal(refresh(here))).startsWith(UNAUTHENTICATED.name());
      assertThat(refusal(refresh(there))).startsWith(UNAUTHENTICATED.name());
      assertThat(outcome(refresh(changed))).isEqualTo("granted");
      assertThat(refusal(byPassword("Peggy", SESAME))).startsWith(UNAUTHENTICATED.name());
      assertThat(outcome(byPassword("Peggy", "new password"))).isEqualTo("granted");
    }

    @Test
    void needs_the_current_one_and_a_good_new_one() {
      var grant = await(register("Quinn", SESAME));
      var request = UUID.randomUUID().toString();
      assertThat(refusal(change(grant, "wrong one", "new password", request)))
          .isEqualTo(PERMISSION_DENIED + ": That is not your current password.");
      assertThat(refusal(change(grant, SESAME, "short", request)))
          .isEqualTo(INVALID_ARGUMENT + ": A password has at least 6 characters.");
      assertThat(outcome(byPassword("Quinn", SESAME))).isEqualTo("granted");
    }

    @Test
    void again_after_a_lost_reply_signs_in() {
      var grant = await(register("Rupert", SESAME));
      var request = UUID.randomUUID().toString();
      await(change(grant, SESAME, "new password", request));
      assertThat(outcome(change(grant, SESAME, "new password", request))).isEqualTo("granted");
      assertThat(refusal(change(grant, SESAME, "not the new one", request)))
          .startsWith(PERMISSION_DENIED.name());
    }

    @Test
    @Tag("SEC-S2")
    void needs_an_access_token_that_is_good() {
      var grant = await(register("Sybil", SESAME));
      var forged = grant.toBuilder().setAccessToken("forged").build();
      var request = UUID.randomUUID().toString();
      assertThat(refusal(change(forged, SESAME, "new password", request)))
          .isEqualTo(UNAUTHENTICATED + ": Your sign-in is over; sign in again.");
      var nameless = ChangePasswordRequest.newBuilder().setRequestId(request).build();
      assertThat(refusal(accounts.changePassword(nameless)))
          .isEqualTo(UNAUTHENTICATED + ": Sign in first.");
      clock.pass(Duration.ofMinutes(6));
      assertThat(refusal(change(grant, SESAME, "new password", request)))
          .startsWith(UNAUTHENTICATED.name());
    }
  }

  private static RegisterRequest.Builder registration(String name, String password) {
    return RegisterRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setName(name)
        .setPassword(password);
  }

  private static CompletionStage<Grant> register(String name, String password) {
    return accounts.register(registration(name, password).build());
  }

  private static CompletionStage<Grant> byPassword(String name, String password) {
    return signIn.byPassword(
        ByPasswordRequest.newBuilder().setName(name).setPassword(password).build());
  }

  private static CompletionStage<Grant> refresh(Grant grant) {
    return signIn.refresh(
        RefreshRequest.newBuilder().setRefreshToken(grant.getRefreshToken()).build());
  }

  private static RevokeRequest revocation(String token) {
    return RevokeRequest.newBuilder().setRefreshToken(token).build();
  }

  private static CompletionStage<Grant> change(
      Grant grant, String current, String replacement, String request) {
    return accounts
        .changePassword()
        .addHeader(Bearer.KEY, Bearer.valueOf(new AccessToken(grant.getAccessToken())))
        .invoke(
            ChangePasswordRequest.newBuilder()
                .setRequestId(request)
                .setCurrentPassword(current)
                .setNewPassword(replacement)
                .build());
  }

  /** Whom somebody without any secret finds the token to belong to. */
  private static String verify(Grant grant) {
    var keys =
        new PublicKeys(
            () ->
                tokens
                    .publicKeys(PublicKeysRequest.getDefaultInstance())
                    .thenApply(PublicKeysReply::getJwks),
            RunningAuthService.TOKENS,
            clock);
    var verdict =
        await(
            new TokenVerifier(keys, RunningAuthService.TOKENS, clock)
                .verify(new AccessToken(grant.getAccessToken())));
    return verdict instanceof Accepted(var identity) ? identity.name().value() : verdict.toString();
  }

  /** {@code granted}, or the status and line. */
  private static String outcome(CompletionStage<?> call) {
    try {
      call.toCompletableFuture().get(20, SECONDS);
      return "granted";
    } catch (ExecutionException failure) {
      var status = ((StatusRuntimeException) failure.getCause()).getStatus();
      return status.getCode() + ": " + status.getDescription();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static String refusal(CompletionStage<?> call) {
    var outcome = outcome(call);
    assertThat(outcome).isNotEqualTo("granted").doesNotStartWith(Status.Code.INTERNAL.name());
    return outcome;
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
