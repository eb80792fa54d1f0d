package gatehouse.auth.password;

import gatehouse.model.Password;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Hashes passwords and compares them with hashes, off the threads that others need.
 *
 * <p>A stage fails with {@link HashingBusy} at once when too many wait already: to be asked for
 * hashes must not keep the machine busy for longer than people are willing to wait.
 */
public final class Passwords {

  private final Argon2id argon2id;
  private final PasswordHash decoy;
  private final Executor executor;
  private final Semaphore places;

  /**
   * @param executor its threads are what hashing may use of the machine
   */
  public Passwords(PasswordSettings settings, Executor executor) {
    this.argon2id = new Argon2id(settings);
    this.decoy = argon2id.decoy();
    this.executor = executor;
    this.places = new Semaphore(settings.mostWaiting());
  }

  /** A new hash, with a salt of its own. */
  public CompletionStage<PasswordHash> hash(Password password) {
    return compute(() -> argon2id.hash(password));
  }

  /** Whether the hash is that of the password. */
  public CompletionStage<Boolean> matches(Password password, PasswordHash hash) {
    return compute(() -> argon2id.matches(password, hash));
  }

  /** False, after the time that it takes to find a password wrong: for names nobody has. */
  public CompletionStage<Boolean> matchesNothing(Password password) {
    return matches(password, decoy);
  }

  private <T> CompletionStage<T> compute(Supplier<T> computation) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(new HashingBusy());
    }
    return CompletableFuture.supplyAsync(computation, executor)
        .whenComplete((result, failure) -> places.release());
  }
}
