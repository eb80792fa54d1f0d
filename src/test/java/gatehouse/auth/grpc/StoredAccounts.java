package gatehouse.auth.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import gatehouse.model.AccessToken;
import gatehouse.rpc.Bearer;
import gatehouse.testkit.ManualClock;
import gatehouse.wire.auth.AccountsClient;
import gatehouse.wire.auth.ByPasswordRequest;
import gatehouse.wire.auth.ChangeEmailRequest;
import gatehouse.wire.auth.ChangePasswordRequest;
import gatehouse.wire.auth.Grant;
import gatehouse.wire.auth.RefreshRequest;
import gatehouse.wire.auth.RegisterRequest;
import gatehouse.wire.auth.SignInClient;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of accounts when the service is started anew, whatever its database. */
abstract class StoredAccounts {

  private static final String SESAME = "open sesame";

  @TempDir Path dataDirectory;
  RunningAuthService service;

  /** Where the database is. */
  abstract Config database() throws Exception;

  @BeforeEach
  void start() throws Exception {
    service = RunningAuthService.start(dataDirectory, new ManualClock(), database());
  }

  @AfterEach
  void stop() throws Exception {
    service.stop();
  }

  private void restart() throws Exception {
    service = service.restart();
  }

  private AccountsClient accounts() {
    return AccountsClient.create(service.client(), service.system());
  }

  private SignInClient signIn() {
    return SignInClient.create(service.client(), service.system());
  }

  private static <T> T await(CompletionStage<T> answer) throws Exception {
    return answer.toCompletableFuture().get(20, SECONDS);
  }

  CompletionStage<Grant> register(String name) {
    return accounts()
        .register(
            RegisterRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(name)
                .setPassword(SESAME)
                .build());
  }

  CompletionStage<Grant> byPassword(String name, String password) {
    return signIn()
        .byPassword(ByPasswordRequest.newBuilder().setName(name).setPassword(password).build());
  }

  private CompletionStage<Grant> refresh(Grant grant) {
    return signIn()
        .refresh(RefreshRequest.newBuilder().setRefreshToken(grant.getRefreshToken()).build());
  }

  private static String bearer(Grant grant) {
    return Bearer.valueOf(new AccessToken(grant.getAccessToken()));
  }

  @Test
  void a_name_stays_with_who_registered_it() throws Exception {
    await(register("Alice"));
    restart();
    assertThatThrownBy(() -> await(register("ALICE"))).hasMessageContaining("taken");
    assertThat(await(byPassword("alice", SESAME)).getName()).isEqualTo("Alice");
  }

  @Test
  void a_changed_password_and_address_stay() throws Exception {
    var grant = await(register("Bob"));
    await(
        accounts()
            .changeEmail()
            .addHeader(Bearer.KEY, bearer(grant))
            .invoke(
                ChangeEmailRequest.newBuilder()
                    .setRequestId("e-mail")
                    .setCurrentPassword(SESAME)
                    .setEmail("bob@example.org")
                    .build()));
    await(
        accounts()
            .changePassword()
            .addHeader(Bearer.KEY, bearer(grant))
            .invoke(
                ChangePasswordRequest.newBuilder()
                    .setRequestId("password")
                    .setCurrentPassword(SESAME)
                    .setNewPassword("close sesame")
                    .build()));
    restart();
    assertThatThrownBy(() -> await(byPassword("Bob", SESAME))).hasMessageContaining("incorrect");
    assertThat(await(byPassword("Bob", "close sesame")).getName()).isEqualTo("Bob");
  }

  @Test
  void a_sign_in_of_which_there_is_a_snapshot_goes_on() throws Exception {
    var grant = await(register("Carol"));
    for (int time = 0; time < 120; time++) {
      grant = await(refresh(grant));
    }
    restart();
    assertThat(await(refresh(grant)).getName()).isEqualTo("Carol");
  }
}
