package gatehouse.rpc;

import static gatehouse.rpc.Refusal.Kind.UNAUTHENTICATED;
import static gatehouse.rpc.Refusal.Kind.UNAVAILABLE;

import akka.grpc.javadsl.Metadata;
import gatehouse.token.Identity;
import gatehouse.token.TokenVerifier;
import gatehouse.token.TokenVerifier.Accepted;
import gatehouse.token.TokenVerifier.Rejected;
import gatehouse.token.TokenVerifier.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a service which person a call is made for. */
public final class Callers {

  private static final Logger log = LoggerFactory.getLogger(Callers.class);

  private final TokenVerifier verifier;

  public Callers(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /** The person; or the stage fails with a {@link Refusal} that tells neither how nor why. */
  public CompletionStage<Identity> identify(Metadata metadata) {
    return Bearer.in(metadata)
        .map(token -> verifier.verify(token).handle(Callers::identityOf))
        .orElseGet(
            () -> CompletableFuture.failedFuture(new Refusal(UNAUTHENTICATED, "Sign in first.")));
  }

  private static Identity identityOf(Verdict verdict, @Nullable Throwable keysOutOfReach) {
    if (keysOutOfReach != null) {
      log.debug("Cannot check an access token", keysOutOfReach);
      throw new Refusal(UNAVAILABLE, "Accounts are out of reach, try again.");
    }
    return switch (verdict) {
      case Accepted(Identity identity) -> identity;
      case Rejected(String reason) -> {
        log.debug("Rejected an access token: {}", reason);
        throw new Refusal(UNAUTHENTICATED, "Your sign-in is over; sign in again.");
      }
    };
  }
}
