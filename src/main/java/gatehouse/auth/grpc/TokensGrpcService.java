package gatehouse.auth.grpc;

import gatehouse.auth.Accounts;
import gatehouse.wire.auth.PublicKeysReply;
import gatehouse.wire.auth.PublicKeysRequest;
import gatehouse.wire.auth.Tokens;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Speaks {@code tokens.proto} on one side and {@link Accounts} on the other. */
final class TokensGrpcService implements Tokens {

  private final Accounts accounts;

  TokensGrpcService(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public CompletionStage<PublicKeysReply> publicKeys(PublicKeysRequest request) {
    return CompletableFuture.completedFuture(
        PublicKeysReply.newBuilder().setJwks(accounts.publicKeySet()).build());
  }
}
