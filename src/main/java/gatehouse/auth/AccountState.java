package gatehouse.auth;

import gatehouse.auth.AccountEvent.EmailChanged;
import gatehouse.auth.AccountEvent.PasswordChanged;
import gatehouse.auth.AccountEvent.Registered;
import gatehouse.auth.AccountEvent.Renewed;
import gatehouse.auth.AccountEvent.SignedIn;
import gatehouse.auth.AccountEvent.SignedOut;
import gatehouse.auth.password.PasswordHash;
import gatehouse.model.CborSerializable;
import gatehouse.model.PlayerName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the events of an account amount to. Its snapshots are kept under the names of these. */
sealed interface AccountState extends CborSerializable {

  /** The state after one more event. */
  AccountState apply(AccountEvent event);

  /** A name that nobody has. */
  record Vacant() implements AccountState {

    @Override
    public AccountState apply(AccountEvent event) {
      return event instanceof Registered(var name, var password, var email, var request, var at)
          ? new Owned(name, password, email, request, List.of())
          : this;
    }
  }

  /**
   * A name that somebody has.
   *
   * @param request the request that set the password
   * @param signIns oldest first
   */
  record Owned(
      PlayerName name, PasswordHash password, String email, String request, List<SignIn> signIns)
      implements AccountState {

    @Override
    public AccountState apply(AccountEvent event) {
      return switch (event) {
        case Registered again -> this;
        case PasswordChanged changed ->
            new Owned(name, changed.password(), email, changed.request(), List.of());
        case EmailChanged changed -> new Owned(name, password, changed.email(), request, signIns);
        case SignedIn signedIn -> with(signedIn);
        case Renewed renewed ->
            mapSignIns(signIns ->
                signIns.map(signIn ->
                    signIn.is(renewed.print().family()) ? signIn.renewed(renewed) : signIn));
        case SignedOut ended ->
            mapSignIns(signIns -> signIns.filter(signIn -> !signIn.is(ended.family())));
      };
    }

    /** The sign-in of that family, unless it has expired. */
    Optional<SignIn> signIn(String family, Instant now) {
      return live(now).filter(signIn -> signIn.is(family)).findFirst();
    }

    /** The sign-ins that have not expired, oldest first. */
    Stream<SignIn> live(Instant now) {
      return signIns.stream().filter(signIn -> signIn.expires().isAfter(now));
    }

    private Owned with(SignedIn begun) {
      var print = begun.print();
      var latest = new SignIn(print.family(), print.secret(), List.of(), begun.expires());
      return mapSignIns(signIns -> Stream.concat(live(begun.at()), Stream.of(latest)));
    }

    private Owned mapSignIns(UnaryOperator<Stream<SignIn>> change) {
      return new Owned(name, password, email, request, change.apply(signIns.stream()).toList());
    }
  }

  /**
   * One person at one place, and the refresh tokens that prove it.
   *
   * @param secret of the latest token
   * @param replaced of those before it whose grace may last yet
   */
  record SignIn(String family, String secret, List<Replaced> replaced, Instant expires) {

    /** Repeated requests replace tokens faster than they go out of grace; more is no accident. */
    private static final int MOST_REPLACED = 8;

    boolean is(String otherFamily) {
      return family.equals(otherFamily);
    }

    /** Whether a token with that secret may renew this sign-in. */
    boolean accepts(String presented, Instant now) {
      return secret.equals(presented)
          || replaced.stream()
              .anyMatch(
                  before -> before.secret().equals(presented) && before.goodUntil().isAfter(now));
    }

    private SignIn renewed(Renewed renewed) {
      var good = replaced.stream().filter(before -> before.goodUntil().isAfter(renewed.at()));
      var all = Stream.concat(good, Stream.of(new Replaced(secret, renewed.graceUntil()))).toList();
      var newest = all.subList(Math.max(0, all.size() - MOST_REPLACED), all.size());
      return new SignIn(family, renewed.print().secret(), List.copyOf(newest), renewed.expires());
    }
  }

  /** The secret of a token that was replaced, and how long it stays good. */
  record Replaced(String secret, Instant goodUntil) {}
}
