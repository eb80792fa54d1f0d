package gatehouse.testkit;

import static org.awaitility.Awaitility.await;

import akka.Done;
import gatehouse.backend.Accounts;
import gatehouse.backend.BackendFailure.Refused;
import gatehouse.backend.BackendFailure.Refused.Reason;
import gatehouse.backend.BackendFailure.Unavailable;
import gatehouse.backend.SignedIn;
import gatehouse.model.AccessToken;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import gatehouse.model.RequestId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An Auth Service that keeps its accounts in a map. */
public final class FakeAccounts implements Accounts {

  private record Known(PlayerName name, String password) {}

  private final Map<String, Known> accounts = new HashMap<>();
  private CompletableFuture<Done> answering = CompletableFuture.completedFuture(Done.getInstance());
  private boolean reachable = true;
  private int refreshes;
  private int signOuts;
  private Duration expiresIn = Duration.ofMinutes(5);

  /** Somebody who has registered. */
  public synchronized FakeAccounts knows(String name, String password) {
    accounts.put(fold(name), new Known(new PlayerName(name), password));
    return this;
  }

  /** From now on nobody answers. */
  public synchronized void goesAway() {
    reachable = false;
  }

  /** From now on answers wait. */
  public synchronized void thinks() {
    answering = new CompletableFuture<>();
  }

  /** All waiting answers are given. */
  public synchronized void answers() {
    answering.complete(Done.getInstance());
  }

  /** From now on access tokens are good for this long. */
  public synchronized void givesTokensFor(Duration life) {
    expiresIn = life;
  }

  /** Waits until tokens were refreshed so often. */
  public void hasRefreshed(int atLeast) {
    await("refreshes").atMost(Duration.ofSeconds(5)).until(() -> refreshes() >= atLeast);
  }

  /** Waits until somebody has signed out. */
  public void hasSeenSignOut() {
    await("a sign-out").atMost(Duration.ofSeconds(5)).until(() -> signOuts() > 0);
  }

  private synchronized int refreshes() {
    return refreshes;
  }

  private synchronized int signOuts() {
    return signOuts;
  }

  @Override
  public synchronized CompletionStage<SignedIn> register(
      RequestId request, String name, Password password, String email) {
    if (accounts.containsKey(fold(name))) {
      return refuse(Reason.TAKEN, "Sorry, that username is taken.");
    }
    knows(name, password.value());
    return admit(name);
  }

  @Override
  public synchronized CompletionStage<SignedIn> signIn(String name, Password password) {
    var known = accounts.get(fold(name));
    return known != null && known.password().equals(password.value())
        ? admit(name)
        : refuse(Reason.UNAUTHENTICATED, "Login incorrect.");
  }

  @Override
  public synchronized CompletionStage<SignedIn> refresh(RefreshToken token) {
    refreshes++;
    return admit(token.value());
  }

  @Override
  public synchronized CompletionStage<Done> signOut(RefreshToken token) {
    signOuts++;
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public synchronized CompletionStage<SignedIn> changePassword(
      AccessToken token, RequestId request, Password current, Password replacement) {
    var known = accounts.get(token.value());
    if (known == null || !known.password().equals(current.value())) {
      return refuse(Reason.IMPOSSIBLE, "The current password is wrong.");
    }
    knows(known.name().value(), replacement.value());
    return admit(token.value());
  }

  @Override
  public synchronized CompletionStage<Done> changeEmail(
      AccessToken token, RequestId request, Password current, String email) {
    var known = accounts.get(token.value());
    if (known == null || !known.password().equals(current.value())) {
      return CompletableFuture.failedStage(
          new Refused(Reason.IMPOSSIBLE, "That is not your current password."));
    }
    return CompletableFuture.completedStage(Done.getInstance());
  }

  private CompletionStage<SignedIn> admit(String name) {
    var known = accounts.get(fold(name));
    var signedIn =
        new SignedIn(
            known.name(), new AccessToken(fold(name)), expiresIn, new RefreshToken(fold(name)));
    return reachable
        ? answering.thenApply(done -> signedIn)
        : CompletableFuture.failedStage(new Unavailable("away", new IllegalStateException("away")));
  }

  private CompletionStage<SignedIn> refuse(Reason reason, String line) {
    return reachable
        ? answering.thenCompose(done -> CompletableFuture.failedStage(new Refused(reason, line)))
        : CompletableFuture.failedStage(new Unavailable("away", new IllegalStateException("away")));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
