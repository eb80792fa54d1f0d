package gatehouse.admission;

import java.time.Duration;

/**
 * Wrong passwords by account. One that many networks guess at is guarded: each network has a few
 * guesses left, and then has to wait. So the guesses of many are few, and the owner, who comes from
 * elsewhere, is not locked out.
 *
 * <p>Accounts are names, whether there is one of that name or not. Not thread-safe.
 */
final class Guesses {

  private record Guesser(String account, Source source) {}

  private final Duration each;
  private final Penalties<String> ofAll;
  private final Penalties<Guesser> ofOne;

  Guesses(GuessSettings settings) {
    this.each = settings.each();
    this.ofAll = new Penalties<>(limits(settings, settings.ofAll()));
    this.ofOne = new Penalties<>(limits(settings, settings.ofOne()));
  }

  /** What goes on for long is forgotten twice as late as what has just reached the limit. */
  private static Penalties.Limits limits(GuessSettings settings, int guesses) {
    var threshold = settings.each().multipliedBy(guesses);
    return new Penalties.Limits(threshold, threshold.multipliedBy(2), settings.mostAccounts());
  }

  /** The network has given a wrong password for the account. */
  void add(String account, Source source, long now) {
    ofAll.add(account, each, now);
    ofOne.add(new Guesser(account, source), each, now);
  }

  /** Whether a password that the network gives for the account may be checked. */
  boolean mayTry(String account, Source source, long now) {
    return !(ofAll.enforced(account, now) && ofOne.enforced(new Guesser(account, source), now));
  }

  /** Forgets what ran off long ago. */
  void forget(long now) {
    ofAll.forget(now);
    ofOne.forget(now);
  }
}
