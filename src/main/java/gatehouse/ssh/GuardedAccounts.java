package gatehouse.ssh;

import akka.Done;
import gatehouse.admission.Offence;
import gatehouse.admission.Refusal;
import gatehouse.admission.Visit;
import gatehouse.backend.Accounts;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.BackendFailure.Refused;
import gatehouse.backend.BackendFailure.Refused.Reason;
import gatehouse.backend.SignedIn;
import gatehouse.model.AccessToken;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import gatehouse.model.RequestId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Auth Service as one connection may use it: a wrong password counts wherever it is given, when
 * signing in by SSH or at a menu, and after so many none is looked at any more. Thread-safe.
 */
final class GuardedAccounts implements Accounts {

  private static final String NO_TRIES_LEFT = "Too many wrong passwords; connect again.";

  private final Accounts accounts;
  private final Visit visit;
  private final int tries;
  private final AtomicInteger tried = new AtomicInteger();

  /**
   * Of one connection.
   *
   * @param tries how many wrong passwords it may give
   */
  GuardedAccounts(Accounts accounts, Visit visit, int tries) {
    this.accounts = accounts;
    this.visit = visit;
    this.tries = tries;
  }

  boolean hasTriesLeft() {
    return tried.get() < tries;
  }

  /** It was in vain, but not by the client's doing. */
  void countTry() {
    tried.incrementAndGet();
  }

  /** What was given cannot be right, whatever the account. */
  void countWrong() {
    visit.offends(Offence.WRONG_PASSWORD);
    countTry();
  }

  /** Why admission has no password for this account looked at, if it has none. */
  Optional<Refusal> objection(String name) {
    return PlayerName.parse(name).flatMap(visit::mayTry);
  }

  @Override
  public CompletionStage<SignedIn> signIn(String name, Password password) {
    var objection = objection(name);
    objection.ifPresent(Refusal::count);
    return objection
        .map(why -> GuardedAccounts.<SignedIn>refused(why.message()))
        .orElseGet(() ->
            whileTriesAreLeft(() -> accounts.signIn(name, password))
                .whenComplete((who, failure) -> {
                  if (isWrong(failure)) {
                    PlayerName.parse(name).ifPresent(visit::guesses);
                  }
                }));
  }

  @Override
  public CompletionStage<SignedIn> changePassword(
      AccessToken token, RequestId request, Password current, Password replacement) {
    return whileTriesAreLeft(() -> accounts.changePassword(token, request, current, replacement));
  }

  @Override
  public CompletionStage<Done> changeEmail(
      AccessToken token, RequestId request, Password current, String email) {
    return whileTriesAreLeft(() -> accounts.changeEmail(token, request, current, email));
  }

  /**
   * A try is taken before it is known how it ends, as sessions of one connection may try at once.
   */
  private <T> CompletionStage<T> whileTriesAreLeft(Supplier<CompletionStage<T>> question) {
    if (tried.incrementAndGet() > tries) {
      tried.decrementAndGet();
      return refused(NO_TRIES_LEFT);
    }
    return question
        .get()
        .whenComplete((done, failure) -> {
          if (!isWrong(failure)) {
            tried.decrementAndGet();
          }
        });
  }

  private static boolean isWrong(@Nullable Throwable failure) {
    return failure != null
        && BackendFailure.of(failure) instanceof Refused refused
        && refused.reason() == Reason.UNAUTHENTICATED;
  }

  private static <T> CompletionStage<T> refused(String why) {
    return CompletableFuture.failedStage(new Refused(Reason.IMPOSSIBLE, why));
  }

  @Override
  public CompletionStage<SignedIn> register(
      RequestId request, String name, Password password, String email) {
    return accounts.register(request, name, password, email);
  }

  @Override
  public CompletionStage<SignedIn> refresh(RefreshToken token) {
    return accounts.refresh(token);
  }

  @Override
  public CompletionStage<Done> signOut(RefreshToken token) {
    return accounts.signOut(token);
  }
}
