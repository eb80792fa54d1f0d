package gatehouse.admission;

import gatehouse.model.PlayerName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection as {@link Admission} sees it, from the accepted socket to its end, which whoever
 * has the socket must tell by {@link #close}.
 *
 * <pre>
 *   knocked ──comesFrom──▶ half-open ──exchangedKeys──▶ settled ──signedIn──▶ signed in
 *      └──────────────────────┴──── sent away ◀────────────┘
 * </pre>
 *
 * <p>Thread-safe, and no method waits.
 */
public final class Visit {

  /** How far it has come. */
  enum Stage {
    KNOCKED,
    HALF_OPEN,
    SETTLED,
    SIGNED_IN,
    SENT_AWAY,
    CLOSED
  }

  private final Admission admission;
  private final long number;
  private final long since;

  // These are the admission's, and guarded by it.
  Stage stage = Stage.KNOCKED;
  @Nullable Source source;
  @Nullable Household household;
  @Nullable String account;
  boolean attempted;

  /** Since when it counts as having come; earlier, if its network has had a penalty of late. */
  long standing;

  Duration penalties = Duration.ZERO;

  private @Nullable Refusal sentAway;
  private @Nullable Consumer<Refusal> whenSentAway;

  Visit(Admission admission, long number, long since) {
    this.admission = admission;
    this.number = number;
    this.since = since;
    this.standing = since;
  }

  /**
   * Tells where it really comes from: the second step of admission, and the last before keys are
   * exchanged. Who is refused is still to be told so, and to be closed.
   */
  public Optional<Refusal> comesFrom(InetAddress address) {
    return admission.comesFrom(this, address);
  }

  /** Keys have been exchanged for the first time. */
  public void exchangedKeys() {
    admission.exchangedKeys(this);
  }

  /** It tries to sign in. */
  public void attempts() {
    admission.attempts(this);
  }

  /**
   * Whether a password for the account may be checked, considering what others have done; why not,
   * if not.
   */
  public Optional<Refusal> mayTry(PlayerName account) {
    return admission.mayTry(this, account.folded());
  }

  /** It has given a wrong password for the account. */
  public void guesses(PlayerName account) {
    admission.guesses(this, account.folded());
  }

  /** It has done something its network is penalised for. */
  public void offends(Offence offence) {
    admission.offends(this, offence);
  }

  /** It signs in, to an account or to none. Who is refused is still to be told so. */
  public Optional<Refusal> signsIn(Optional<PlayerName> account) {
    return admission.signsIn(this, account.map(PlayerName::folded).orElse(null));
  }

  /** Its socket is closed. Idempotent. */
  public void close() {
    admission.close(this);
  }

  /**
   * Has {@code leave} called, once, if it has to go; at once, if it should be gone already. Must
   * not wait.
   */
  public void whenSentAway(Consumer<Refusal> leave) {
    Refusal already;
    synchronized (this) {
      whenSentAway = leave;
      already = sentAway;
    }
    if (already != null) {
      leave.accept(already);
    }
  }

  /** To be called without the admission's lock. */
  void leave(Refusal why) {
    Consumer<Refusal> leave;
    synchronized (this) {
      sentAway = why;
      leave = whenSentAway;
    }
    if (leave != null) {
      leave.accept(why);
    }
  }

  long number() {
    return number;
  }

  long since() {
    return since;
  }
}
