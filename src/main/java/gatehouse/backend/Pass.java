package gatehouse.backend;

import gatehouse.model.AccessToken;
import gatehouse.model.PlayerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One sign-in of a person and its newest tokens, shared by all sessions that stand on it: those of
 * one SSH connection do. Thread-safe.
 *
 * <p>A refresh token that was replaced long ago ends its sign-in when it is used; so all renew
 * through this one place.
 */
public final class Pass {

  private SignedIn current;
  private Instant since = Instant.now();
  private Optional<CompletionStage<SignedIn>> renewal = Optional.empty();

  public Pass(SignedIn signedIn) {
    this.current = signedIn;
  }

  /** The newest tokens. */
  public synchronized SignedIn current() {
    return current;
  }

  /** Whose it is. */
  public PlayerName name() {
    return current().name();
  }

  /** The newest access token. */
  public AccessToken access() {
    return current().access();
  }

  /** Puts other tokens in the place of these, as after a change of password. */
  public synchronized void replace(SignedIn by) {
    current = by;
    since = Instant.now();
  }

  /** How long the newest tokens may wait to be renewed: until two thirds of their life are over. */
  public synchronized Duration renewIn() {
    var due = since.plus(current.expiresIn().multipliedBy(2).dividedBy(3));
    var left = Duration.between(Instant.now(), due);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Gets fresh tokens; who asks while that is under way gets the same. */
  public synchronized CompletionStage<SignedIn> renew(Accounts accounts) {
    if (renewal.isPresent()) {
      return renewal.get();
    }
    var asked = accounts.refresh(current.refresh()).whenComplete(this::renewed);
    if (!asked.toCompletableFuture().isDone()) {
      renewal = Optional.of(asked);
    }
    return asked;
  }

  private synchronized void renewed(SignedIn fresh, Throwable failure) {
    renewal = Optional.empty();
    if (failure == null) {
      replace(fresh);
    }
  }

  /** Ends the sign-in, without waiting. */
  public void signOut(Accounts accounts) {
    var _ = accounts.signOut(current().refresh());
  }
}
