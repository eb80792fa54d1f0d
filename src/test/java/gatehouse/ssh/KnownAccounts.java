package gatehouse.ssh;

import akka.Done;
import gatehouse.backend.Accounts;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.model.AccessToken;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import gatehouse.model.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows alice, whose password is "open sesame"; answers from a thread of its own. */
final class KnownAccounts implements Accounts {

  static final String RIGHT = "open sesame";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean unreachable;
  private volatile CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);

  /** Nobody can sign in from now on. */
  void goAway() {
    unreachable = true;
  }

  /** Nobody is answered before that is done. */
  void waitFor(CompletableFuture<Void> signal) {
    ready = signal;
  }

  /** The names somebody tried to sign in under, in order. */
  List<String> asked() {
    return asked;
  }

  @Override
  public CompletionStage<SignedIn> signIn(String name, Password password) {
    asked.add(name);
    return ready.thenApplyAsync(signal -> {
      if (unreachable) {
        throw new BackendFailure.Unavailable("accounts are out of reach", new Exception());
      }
      if (!name.equals("alice") || !password.value().equals(RIGHT)) {
        throw new BackendFailure.Refused(
            BackendFailure.Refused.Reason.UNAUTHENTICATED, "wrong name or password");
      }
      return new SignedIn(
          new PlayerName(name),
          new AccessToken("access"),
          Duration.ofMinutes(5),
          new RefreshToken("refresh"));
    });
  }

  @Override
  public CompletionStage<Done> signOut(RefreshToken token) {
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public CompletionStage<SignedIn> register(
      RequestId request, String name, Password password, String email) {
    throw new UnsupportedOperationException("nobody registers at the door");
  }

  @Override
  public CompletionStage<SignedIn> refresh(RefreshToken token) {
    throw new UnsupportedOperationException("nothing is refreshed at the door");
  }

  @Override
  public CompletionStage<Done> changeEmail(
      AccessToken token, RequestId request, Password current, String email) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<SignedIn> changePassword(
      AccessToken token, RequestId request, Password current, Password replacement) {
    throw new UnsupportedOperationException("nothing is changed at the door");
  }
}
