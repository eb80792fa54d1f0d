package gatehouse.backend.grpc;

import akka.Done;
import akka.actor.typed.ActorSystem;
import gatehouse.backend.Accounts;
import gatehouse.backend.SignedIn;
import gatehouse.model.AccessToken;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.wire.auth.AccountsClient;
import gatehouse.wire.auth.ByPasswordRequest;
import gatehouse.wire.auth.ChangeEmailRequest;
import gatehouse.wire.auth.ChangePasswordRequest;
import gatehouse.wire.auth.Grant;
import gatehouse.wire.auth.RefreshRequest;
import gatehouse.wire.auth.RegisterRequest;
import gatehouse.wire.auth.RevokeRequest;
import gatehouse.wire.auth.SignInClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** {@link Accounts} over gRPC. */
public final class GrpcAccounts implements Accounts {

  private record Clients(AccountsClient accounts, SignInClient signIn) {}

  private final Caller<Clients> service;

  public GrpcAccounts(ActorSystem<?> system, ServiceAddress address, BackendSettings settings) {
    var connection =
        Connection.forCalls(
            system,
            address,
            settings,
            channel ->
                new Clients(
                    AccountsClient.create(channel, system), SignInClient.create(channel, system)));
    this.service = new Caller<>(system, connection, settings);
  }

  @Override
  public CompletionStage<SignedIn> register(
      RequestId request, String name, Password password, String email) {
    var question =
        RegisterRequest.newBuilder()
            .setRequestId(request.value())
            .setName(name)
            .setPassword(password.value())
            .setEmail(email)
            .build();
    return service
        .call(clients -> clients.accounts().register(question))
        .thenApply(GrpcAccounts::signedIn);
  }

  @Override
  public CompletionStage<SignedIn> signIn(String name, Password password) {
    var question =
        ByPasswordRequest.newBuilder().setName(name).setPassword(password.value()).build();
    return service
        .call(clients -> clients.signIn().byPassword(question))
        .thenApply(GrpcAccounts::signedIn);
  }

  @Override
  public CompletionStage<SignedIn> refresh(RefreshToken token) {
    var question = RefreshRequest.newBuilder().setRefreshToken(token.value()).build();
    return service
        .call(clients -> clients.signIn().refresh(question))
        .thenApply(GrpcAccounts::signedIn);
  }

  @Override
  public CompletionStage<Done> signOut(RefreshToken token) {
    var question = RevokeRequest.newBuilder().setRefreshToken(token.value()).build();
    return service
        .call(clients -> clients.signIn().revoke(question))
        .thenApply(reply -> Done.getInstance());
  }

  @Override
  public CompletionStage<SignedIn> changePassword(
      AccessToken token, RequestId request, Password current, Password replacement) {
    var question =
        ChangePasswordRequest.newBuilder()
            .setRequestId(request.value())
            .setCurrentPassword(current.value())
            .setNewPassword(replacement.value())
            .build();
    return service
        .call(clients -> Caller.as(token, clients.accounts().changePassword()).invoke(question))
        .thenApply(GrpcAccounts::signedIn);
  }

  @Override
  public CompletionStage<Done> changeEmail(
      AccessToken token, RequestId request, Password current, String email) {
    var question =
        ChangeEmailRequest.newBuilder()
            .setRequestId(request.value())
            .setCurrentPassword(current.value())
            .setEmail(email)
            .build();
    return service
        .call(clients -> Caller.as(token, clients.accounts().changeEmail()).invoke(question))
        .thenApply(reply -> Done.getInstance());
  }

  private static SignedIn signedIn(Grant grant) {
    return new SignedIn(
        new PlayerName(grant.getName()),
        new AccessToken(grant.getAccessToken()),
        Duration.ofSeconds(grant.getAccessExpiresIn()),
        new RefreshToken(grant.getRefreshToken()));
  }
}
