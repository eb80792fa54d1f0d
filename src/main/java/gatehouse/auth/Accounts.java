package gatehouse.auth;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import gatehouse.auth.Account.Admission;
import gatehouse.auth.Account.Admitted;
import gatehouse.auth.Account.Denied;
import gatehouse.auth.Account.Found;
import gatehouse.auth.Account.Known;
import gatehouse.auth.Account.Left;
import gatehouse.auth.Account.Registration;
import gatehouse.auth.Account.SignedUp;
import gatehouse.auth.Account.Unknown;
import gatehouse.auth.Answer.Changed;
import gatehouse.auth.Answer.Granted;
import gatehouse.auth.Answer.Reason;
import gatehouse.auth.Answer.Refused;
import gatehouse.auth.issuing.RefreshTokens;
import gatehouse.auth.issuing.RefreshTokens.Minted;
import gatehouse.auth.issuing.SigningKeys;
import gatehouse.auth.issuing.TokenIssuer;
import gatehouse.auth.password.HashingBusy;
import gatehouse.auth.password.PasswordHash;
import gatehouse.auth.password.PasswordSettings;
import gatehouse.auth.password.Passwords;
import gatehouse.database.Availability;
import gatehouse.model.EmailAddress;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import gatehouse.model.RequestId;
import gatehouse.telemetry.Meters;
import gatehouse.token.TokenSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All accounts there are, and how to be signed in to one.
 *
 * <p>Passwords are checked here, off every dispatcher that others need; each {@link Account} only
 * says what to check against and then decides. A refusal is an {@link Answer}; a stage fails with a
 * {@link java.util.concurrent.TimeoutException} if an account does not answer in time, which is
 * soon if the database is away. Any thread may ask.
 */
public final class Accounts {

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private static final Answer TAKEN = new Refused(Reason.TAKEN, "Sorry, that username is taken.");
  private static final Answer LOGIN_INCORRECT =
      new Refused(Reason.LOGIN_INCORRECT, "Login incorrect.");
  private static final Answer SIGN_IN_OVER =
      new Refused(Reason.SIGN_IN_OVER, "Your sign-in is over; sign in again.");
  private static final Answer WRONG_PASSWORD =
      new Refused(Reason.WRONG_PASSWORD, "That is not your current password.");
  private static final Answer BUSY =
      new Refused(Reason.BUSY, "Too many people are signing in right now; try again.");

  private final Function<String, EntityRef<Account.Command>> entities;
  private final Passwords passwords;
  private final TokenIssuer issuer;
  private final Availability database;
  private final Duration timeout;
  private final Duration refusalBeat;
  private final RefreshTokens refreshTokens = new RefreshTokens();

  /**
   * @param entities the account of a folded name
   */
  Accounts(
      Function<String, EntityRef<Account.Command>> entities,
      Passwords passwords,
      TokenIssuer issuer,
      Availability database,
      AuthSettings settings) {
    this.entities = entities;
    this.passwords = passwords;
    this.issuer = issuer;
    this.database = database;
    this.timeout = settings.accountTimeout();
    this.refusalBeat = settings.signIn().refusalBeat();
  }

  /**
   * Takes this process's share of the accounts; to be called once. Blocks for a moment: reads, or
   * makes, the keys to sign tokens with.
   *
   * @param system a member of the Auth Service's cluster, with a journal
   * @param dataDirectory holds {@code auth/token-keys.jwks}
   */
  public static Accounts start(
      ActorSystem<?> system,
      AuthSettings settings,
      TokenSettings tokens,
      Path dataDirectory,
      Clock clock,
      Availability database)
      throws IOException {
    var keys = SigningKeys.loadOrCreate(dataDirectory.resolve("auth").resolve("token-keys.jwks"));
    var sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(
            Account.TYPE,
            entity -> Account.create(entity.getEntityId(), settings.signIn(), clock)));
    var hashing =
        system.dispatchers().lookup(DispatcherSelector.fromConfig(PasswordSettings.DISPATCHER));
    return new Accounts(
        name -> sharding.entityRefFor(Account.TYPE, name),
        new Passwords(settings.password(), hashing),
        new TokenIssuer(keys, tokens, settings.signIn().accessLife(), clock),
        database,
        settings);
  }

  /** What others need to check access tokens: a JSON Web Key Set with nothing secret in it. */
  public String publicKeySet() {
    return issuer.publicKeySet();
  }

  /**
   * Creates an account and signs its owner in. Repeating the request signs in again.
   *
   * @param email empty for none
   */
  public CompletionStage<Answer> register(
      RequestId request, String name, Password password, String email) {
    return counted("register", registered(request, name, password, email));
  }

  private CompletionStage<Answer> registered(
      RequestId request, String name, Password password, String email) {
    var problem =
        PlayerName.problemWith(name)
            .or(() -> password.problem())
            .or(() -> EmailAddress.problemWith(email));
    if (problem.isPresent()) {
      return invalid(problem.get());
    }
    var wanted = new PlayerName(name);
    return unlessBusy(
        lookUp(wanted)
            .thenCompose(found ->
                switch (found) {
                  case Unknown() -> create(request, wanted, password, email);
                  case Known known -> repeat(known, request, password, TAKEN);
                }));
  }

  /**
   * Signs in by password. A name that nobody has is refused like a wrong password, after the work
   * of checking one, and on a beat, so that neither line nor time tells who has an account.
   */
  public CompletionStage<Answer> signIn(String name, Password password) {
    long asked = System.nanoTime();
    return counted("password", unlessBusy(check(name, password)))
        .thenCompose(answer ->
            answer.equals(LOGIN_INCORRECT)
                ? CompletableFuture.supplyAsync(() -> answer, onBeatSince(asked))
                : CompletableFuture.completedFuture(answer));
  }

  private static CompletionStage<Answer> counted(String way, CompletionStage<Answer> answer) {
    return answer.whenComplete(
        (given, failure) -> Meters.SIGN_INS.labelValues(way, outcome(given)).inc());
  }

  private static String outcome(@Nullable Answer answer) {
    return switch (answer) {
      case null -> "failed";
      case Granted granted -> "granted";
      case Changed changed -> "granted";
      case Refused(Reason reason, String line) -> reason == Reason.BUSY ? "busy" : "refused";
    };
  }

  private CompletionStage<Answer> check(String name, Password password) {
    var owner = PlayerName.parse(name);
    if (owner.isEmpty() || password.isTooLong()) {
      return CompletableFuture.completedFuture(LOGIN_INCORRECT);
    }
    return lookUp(owner.get())
        .thenCompose(found ->
            switch (found) {
              case Unknown() ->
                  passwords.matchesNothing(password).thenApply(matches -> LOGIN_INCORRECT);
              case Known known -> enter(known, password, LOGIN_INCORRECT);
            });
  }

  private Executor onBeatSince(long start) {
    long late = (System.nanoTime() - start) % refusalBeat.toNanos();
    return CompletableFuture.delayedExecutor(refusalBeat.toNanos() - late, NANOSECONDS);
  }

  /** Replaces the owner's password, ends all sign-ins of the account and begins a new one. */
  public CompletionStage<Answer> changePassword(
      PlayerName owner, RequestId request, Password current, Password replacement) {
    var problem = replacement.problem();
    if (problem.isPresent()) {
      return invalid(problem.get());
    }
    if (current.isTooLong()) {
      return CompletableFuture.completedFuture(WRONG_PASSWORD);
    }
    return unlessBusy(
        lookUp(owner)
            .thenCompose(found ->
                switch (found) {
                  case Unknown() -> CompletableFuture.completedFuture(WRONG_PASSWORD);
                  case Known known when known.request().equals(request.value()) ->
                      repeat(known, request, replacement, WRONG_PASSWORD);
                  case Known known -> replace(known, request, current, replacement);
                }));
  }

  /**
   * Replaces the owner's e-mail address; repeating it changes nothing more.
   *
   * @param email empty for none
   */
  public CompletionStage<Answer> changeEmail(PlayerName owner, Password current, String email) {
    var problem = EmailAddress.problemWith(email);
    if (problem.isPresent()) {
      return invalid(problem.get());
    }
    if (current.isTooLong()) {
      return CompletableFuture.completedFuture(WRONG_PASSWORD);
    }
    return unlessBusy(
        lookUp(owner)
            .thenCompose(found ->
                switch (found) {
                  case Unknown() -> CompletableFuture.completedFuture(WRONG_PASSWORD);
                  case Known known -> replaceEmail(known, current, email);
                }));
  }

  private CompletionStage<Answer> replaceEmail(Known known, Password current, String email) {
    return passwords
        .matches(current, known.password())
        .thenCompose(matches ->
            matches
                ? this.<Admission>ask(
                        known.name().folded(),
                        replyTo -> new Account.ChangeEmail(known.password(), email, replyTo))
                    .thenApply(admission ->
                        switch (admission) {
                          case Admitted admitted -> new Changed();
                          case Denied() -> WRONG_PASSWORD;
                        })
                : CompletableFuture.completedFuture(WRONG_PASSWORD));
  }

  /** Exchanges a refresh token for fresh tokens. */
  public CompletionStage<Answer> refresh(RefreshToken token) {
    return RefreshTokens.read(token)
        .map(presented -> {
          var successor = refreshTokens.successorOf(presented);
          return this.<Admission>ask(
                  presented.account(),
                  replyTo -> new Account.Renew(presented.print(), successor.print(), replyTo))
              .thenApply(admission -> answer(admission, successor, SIGN_IN_OVER));
        })
        .orElseGet(() -> CompletableFuture.completedFuture(SIGN_IN_OVER));
  }

  /** Ends the sign-in that the token belongs to; a token that belongs to none is no error. */
  public CompletionStage<Done> signOut(RefreshToken token) {
    return RefreshTokens.read(token)
        .map(presented ->
            this.<Left>ask(
                    presented.account(),
                    replyTo -> new Account.Leave(presented.print().family(), replyTo))
                .thenApply(left -> Done.getInstance()))
        .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  private CompletionStage<Answer> create(
      RequestId request, PlayerName name, Password password, String email) {
    var minted = refreshTokens.mint(name);
    return passwords
        .hash(password)
        .thenCompose(hash ->
            this.<Registration>ask(
                name.folded(),
                replyTo ->
                    new Account.Register(
                        name, hash, email, request.value(), minted.print(), replyTo)))
        .thenCompose(registration ->
            switch (registration) {
              case SignedUp() -> {
                log.info("Account {} was registered", name);
                yield CompletableFuture.completedFuture(granted(name, minted));
              }
              case Known known -> repeat(known, request, password, TAKEN);
            });
  }

  /** A request whose reply was lost signs in again; another request is answered {@code no}. */
  private CompletionStage<Answer> repeat(
      Known known, RequestId request, Password password, Answer no) {
    return known.request().equals(request.value())
        ? enter(known, password, no)
        : CompletableFuture.completedFuture(no);
  }

  private CompletionStage<Answer> enter(Known known, Password password, Answer no) {
    var minted = refreshTokens.mint(known.name());
    return passwords
        .matches(password, known.password())
        .thenCompose(matches ->
            matches
                ? this.<Admission>ask(
                        known.name().folded(),
                        replyTo -> new Account.Enter(known.password(), minted.print(), replyTo))
                    .thenApply(admission -> answer(admission, minted, no))
                : CompletableFuture.completedFuture(no));
  }

  private CompletionStage<Answer> replace(
      Known known, RequestId request, Password current, Password replacement) {
    return passwords
        .matches(current, known.password())
        .thenCompose(matches ->
            matches
                ? passwords.hash(replacement).thenCompose(hash -> replace(known, request, hash))
                : CompletableFuture.completedFuture(WRONG_PASSWORD));
  }

  private CompletionStage<Answer> replace(
      Known known, RequestId request, PasswordHash replacement) {
    var minted = refreshTokens.mint(known.name());
    return this.<Admission>ask(
            known.name().folded(),
            replyTo ->
                new Account.ChangePassword(
                    known.password(), replacement, request.value(), minted.print(), replyTo))
        .thenApply(admission -> answer(admission, minted, WRONG_PASSWORD));
  }

  private Answer answer(Admission admission, Minted minted, Answer no) {
    return switch (admission) {
      case Admitted(PlayerName name) -> granted(name, minted);
      case Denied() -> no;
    };
  }

  private Answer granted(PlayerName name, Minted minted) {
    return new Granted(new Credentials(name, issuer.issue(name), issuer.life(), minted.token()));
  }

  private CompletionStage<Found> lookUp(PlayerName name) {
    return ask(name.folded(), Account.LookUp::new);
  }

  private <T> CompletionStage<T> ask(
      String foldedName, akka.japi.function.Function<ActorRef<T>, Account.Command> question) {
    return database.unlessAway(() -> entities.apply(foldedName).ask(question, timeout));
  }

  private static CompletionStage<Answer> invalid(String line) {
    return CompletableFuture.completedFuture(new Refused(Reason.INVALID, line));
  }

  private static CompletionStage<Answer> unlessBusy(CompletionStage<Answer> answer) {
    return answer.exceptionallyCompose(failure ->
        failure instanceof HashingBusy || failure.getCause() instanceof HashingBusy
            ? CompletableFuture.completedFuture(BUSY)
            : CompletableFuture.failedFuture(failure));
  }
}
