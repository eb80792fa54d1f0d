package gatehouse.auth.grpc;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import gatehouse.auth.Accounts;
import gatehouse.auth.AuthSettings;
import gatehouse.database.Availability;
import gatehouse.rpc.Callers;
import gatehouse.rpc.GrpcStatuses;
import gatehouse.token.PublicKeys;
import gatehouse.token.TokenSettings;
import gatehouse.token.TokenVerifier;
import gatehouse.wire.auth.AccountsPowerApiHandlerFactory;
import gatehouse.wire.auth.SignInHandlerFactory;
import gatehouse.wire.auth.TokensHandlerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts the Auth Service together. */
public final class AuthService {

  private AuthService() {}

  /**
   * Starts this process's share of the service and returns what to serve. Blocks for a moment: it
   * reads, or makes, {@code auth/token-keys.jwks} in the data directory.
   *
   * @param system a member of the Auth Service's cluster, with a journal
   */
  public static List<Function<HttpRequest, CompletionStage<HttpResponse>>> start(
      ActorSystem<?> system,
      AuthSettings settings,
      TokenSettings tokens,
      Path dataDirectory,
      Clock clock,
      Availability database)
      throws IOException {
    var accounts = Accounts.start(system, settings, tokens, dataDirectory, clock, database);
    var keySet = CompletableFuture.completedFuture(accounts.publicKeySet());
    var verifier = new TokenVerifier(new PublicKeys(() -> keySet, tokens, clock), tokens, clock);
    var failures = GrpcStatuses.errorHandler();
    return List.of(
        AccountsPowerApiHandlerFactory.create(
            new AccountsGrpcService(accounts, new Callers(verifier)), failures, system),
        SignInHandlerFactory.create(new SignInGrpcService(accounts), failures, system),
        TokensHandlerFactory.create(new TokensGrpcService(accounts), failures, system));
  }
}
