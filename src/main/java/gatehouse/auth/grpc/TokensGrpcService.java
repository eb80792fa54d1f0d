package gatehouse.auth.grpc;

import gatehouse.wire.auth.PublicKeysReply;
import gatehouse.wire.auth.PublicKeysRequest;
import gatehouse.wire.auth.Tokens;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Speaks {@code tokens.proto}. */
final class TokensGrpcService implements Tokens {

  private final PublicKeysReply reply;

  /**
   * @param keySet a JSON Web Key Set
   */
  TokensGrpcService(String keySet) {
    this.reply = PublicKeysReply.newBuilder().setJwks(keySet).build();
  }

  @Override
  public CompletionStage<PublicKeysReply> publicKeys(PublicKeysRequest request) {
    return CompletableFuture.completedFuture(reply);
  }
}
