package gatehouse.auth.grpc;

import akka.grpc.javadsl.Metadata;
import gatehouse.auth.Accounts;
import gatehouse.model.Password;
import gatehouse.model.RequestId;
import gatehouse.rpc.Callers;
import gatehouse.rpc.Refusal;
import gatehouse.wire.auth.AccountsPowerApi;
import gatehouse.wire.auth.ChangeEmailReply;
import gatehouse.wire.auth.ChangeEmailRequest;
import gatehouse.wire.auth.ChangePasswordRequest;
import gatehouse.wire.auth.Grant;
import gatehouse.wire.auth.RegisterRequest;
import java.util.concurrent.CompletionStage;

/** Speaks {@code accounts.proto} on one side and {@link Accounts} on the other. */
final class AccountsGrpcService implements AccountsPowerApi {

  private final Accounts accounts;
  private final Callers callers;

  AccountsGrpcService(Accounts accounts, Callers callers) {
    this.accounts = accounts;
    this.callers = callers;
  }

  @Override
  public CompletionStage<Grant> register(RegisterRequest request, Metadata metadata) {
    return Answers.toGrant(
        accounts.register(
            requestId(request.getRequestId()),
            request.getName(),
            new Password(request.getPassword()),
            request.getEmail()));
  }

  @Override
  public CompletionStage<Grant> changePassword(ChangePasswordRequest request, Metadata metadata) {
    var id = requestId(request.getRequestId());
    return Answers.toGrant(
        callers
            .identify(metadata)
            .thenCompose(caller ->
                accounts.changePassword(
                    caller.name(),
                    id,
                    new Password(request.getCurrentPassword()),
                    new Password(request.getNewPassword()))));
  }

  @Override
  public CompletionStage<ChangeEmailReply> changeEmail(
      ChangeEmailRequest request, Metadata metadata) {
    requestId(request.getRequestId());
    return callers
        .identify(metadata)
        .thenCompose(caller ->
            accounts.changeEmail(
                caller.name(), new Password(request.getCurrentPassword()), request.getEmail()))
        .thenApply(Answers::toChange);
  }

  private static RequestId requestId(String text) {
    try {
      return new RequestId(text);
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(Refusal.Kind.INVALID_ARGUMENT, "request_id must have 1 to 64 characters");
    }
  }
}
