package gatehouse.auth.grpc;

import gatehouse.auth.Accounts;
import gatehouse.model.Password;
import gatehouse.model.RefreshToken;
import gatehouse.wire.auth.ByPasswordRequest;
import gatehouse.wire.auth.Grant;
import gatehouse.wire.auth.RefreshRequest;
import gatehouse.wire.auth.RevokeReply;
import gatehouse.wire.auth.RevokeRequest;
import gatehouse.wire.auth.SignIn;
import java.util.concurrent.CompletionStage;

/** Speaks {@code sign_in.proto} on one side and {@link Accounts} on the other. */
final class SignInGrpcService implements SignIn {

  private final Accounts accounts;

  SignInGrpcService(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public CompletionStage<Grant> byPassword(ByPasswordRequest request) {
    return Answers.toGrant(accounts.signIn(request.getName(), new Password(request.getPassword())));
  }

  @Override
  public CompletionStage<Grant> refresh(RefreshRequest request) {
    return Answers.toGrant(accounts.refresh(new RefreshToken(request.getRefreshToken())));
  }

  @Override
  public CompletionStage<RevokeReply> revoke(RevokeRequest request) {
    return accounts
        .signOut(new RefreshToken(request.getRefreshToken()))
        .thenApply(done -> RevokeReply.getDefaultInstance());
  }
}
