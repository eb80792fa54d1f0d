package gatehouse.auth;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import gatehouse.auth.AccountEvent.Cause;
import gatehouse.auth.AccountEvent.EmailChanged;
import gatehouse.auth.AccountEvent.PasswordChanged;
import gatehouse.auth.AccountEvent.Registered;
import gatehouse.auth.AccountEvent.Renewed;
import gatehouse.auth.AccountEvent.SignedIn;
import gatehouse.auth.AccountEvent.SignedOut;
import gatehouse.auth.AccountState.Owned;
import gatehouse.auth.AccountState.SignIn;
import gatehouse.auth.AccountState.Vacant;
import gatehouse.auth.issuing.TokenPrint;
import gatehouse.auth.password.PasswordHash;
import gatehouse.model.CborSerializable;
import gatehouse.model.PlayerName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One name, whatever its case: who owns it and who is signed in to it.
 *
 * <p>Never sees a password. Those who check one say which hash it was proven against, so that a
 * password that was changed in the meantime signs nobody in.
 */
final class Account
    extends EventSourcedBehaviorWithEnforcedReplies<Account.Command, AccountEvent, AccountState> {

  static final EntityTypeKey<Command> TYPE = EntityTypeKey.create(Command.class, "account");

  private static final int EVENTS_A_SNAPSHOT = 50;
  private static final int SNAPSHOTS = 2;

  sealed interface Command extends CborSerializable {}

  /** Asks what is needed to check a password. */
  record LookUp(ActorRef<Found> replyTo) implements Command {}

  /** Takes the name and signs in, if nobody has it. */
  record Register(
      PlayerName name,
      PasswordHash password,
      String email,
      String request,
      TokenPrint print,
      ActorRef<Registration> replyTo)
      implements Command {}

  /** Begins a sign-in for somebody whose password matched {@code proven}. */
  record Enter(PasswordHash proven, TokenPrint print, ActorRef<Admission> replyTo)
      implements Command {}

  /** Replaces the password of somebody whose old one matched {@code proven}; signs in anew. */
  record ChangePassword(
      PasswordHash proven,
      PasswordHash replacement,
      String request,
      TokenPrint print,
      ActorRef<Admission> replyTo)
      implements Command {}

  /** Replaces the address of somebody whose password matched {@code proven}. */
  record ChangeEmail(PasswordHash proven, String email, ActorRef<Admission> replyTo)
      implements Command {}

  /** Replaces the presented refresh token by its successor. */
  record Renew(TokenPrint presented, TokenPrint successor, ActorRef<Admission> replyTo)
      implements Command {}

  /** Ends a sign-in, if it still lasts. */
  record Leave(String family, ActorRef<Left> replyTo) implements Command {}

  sealed interface Found extends CborSerializable {}

  record Unknown() implements Found {}

  sealed interface Registration extends CborSerializable {}

  /** Somebody has the name; {@code request} is the one that set the password. */
  record Known(PlayerName name, PasswordHash password, String request)
      implements Found, Registration {}

  record SignedUp() implements Registration {}

  sealed interface Admission extends CborSerializable {}

  record Admitted(PlayerName name) implements Admission {}

  record Denied() implements Admission {}

  record Left() implements CborSerializable {}

  private final ActorContext<Command> context;
  private final SignInSettings settings;
  private final Clock clock;

  private Account(
      ActorContext<Command> context, String foldedName, SignInSettings settings, Clock clock) {
    super(PersistenceId.of(TYPE.name(), foldedName));
    this.context = context;
    this.settings = settings;
    this.clock = clock;
  }

  static Behavior<Command> create(String foldedName, SignInSettings settings, Clock clock) {
    return Behaviors.setup(context -> new Account(context, foldedName, settings, clock));
  }

  @Override
  public AccountState emptyState() {
    return new Vacant();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(EVENTS_A_SNAPSHOT, SNAPSHOTS);
  }

  @Override
  public EventHandler<AccountState, AccountEvent> eventHandler() {
    return AccountState::apply;
  }

  @Override
  public CommandHandlerWithReply<Command, AccountEvent, AccountState> commandHandler() {
    return this::decide;
  }

  private ReplyEffect<AccountEvent, AccountState> decide(AccountState state, Command command) {
    return switch (command) {
      case LookUp lookUp -> decide(state, lookUp);
      case Register register -> decide(state, register);
      case Enter enter -> decide(state, enter);
      case ChangePassword change -> decide(state, change);
      case ChangeEmail change -> decide(state, change);
      case Renew renew -> decide(state, renew);
      case Leave leave -> decide(state, leave);
    };
  }

  private ReplyEffect<AccountEvent, AccountState> decide(AccountState state, LookUp lookUp) {
    return switch (state) {
      case Vacant() -> Effect().reply(lookUp.replyTo(), new Unknown());
      case Owned owned -> Effect().reply(lookUp.replyTo(), known(owned));
    };
  }

  private ReplyEffect<AccountEvent, AccountState> decide(AccountState state, Register register) {
    var now = clock.instant();
    return switch (state) {
      case Vacant() ->
          Effect()
              .persist(
                  List.of(
                      new Registered(
                          register.name(),
                          register.password(),
                          register.email(),
                          register.request(),
                          now),
                      signedIn(register.print(), now)))
              .thenReply(register.replyTo(), registered -> new SignedUp());
      case Owned owned -> Effect().reply(register.replyTo(), known(owned));
    };
  }

  private ReplyEffect<AccountEvent, AccountState> decide(AccountState state, Enter enter) {
    var now = clock.instant();
    return switch (state) {
      case Owned owned when owned.password().equals(enter.proven()) ->
          Effect()
              .persist(
                  Stream.concat(surplus(owned, now), Stream.of(signedIn(enter.print(), now)))
                      .toList())
              .thenReply(enter.replyTo(), entered -> new Admitted(owned.name()));
      case Owned changed -> Effect().reply(enter.replyTo(), new Denied());
      case Vacant() -> Effect().reply(enter.replyTo(), new Denied());
    };
  }

  private ReplyEffect<AccountEvent, AccountState> decide(
      AccountState state, ChangePassword change) {
    var now = clock.instant();
    return switch (state) {
      case Owned owned when owned.password().equals(change.proven()) ->
          Effect()
              .persist(
                  List.of(
                      new PasswordChanged(change.replacement(), change.request(), now),
                      signedIn(change.print(), now)))
              .thenReply(change.replyTo(), changed -> new Admitted(owned.name()));
      case Owned changed -> Effect().reply(change.replyTo(), new Denied());
      case Vacant() -> Effect().reply(change.replyTo(), new Denied());
    };
  }

  private ReplyEffect<AccountEvent, AccountState> decide(AccountState state, ChangeEmail change) {
    return switch (state) {
      case Owned owned when owned.password().equals(change.proven()) ->
          Effect()
              .persist(new EmailChanged(change.email(), clock.instant()))
              .thenReply(change.replyTo(), changed -> new Admitted(owned.name()));
      case Owned changed -> Effect().reply(change.replyTo(), new Denied());
      case Vacant() -> Effect().reply(change.replyTo(), new Denied());
    };
  }

  private ReplyEffect<AccountEvent, AccountState> decide(AccountState state, Renew renew) {
    return switch (state) {
      case Owned owned ->
          owned
              .signIn(renew.presented().family(), clock.instant())
              .map(signIn -> decide(owned, signIn, renew))
              .orElseGet(() -> Effect().reply(renew.replyTo(), new Denied()));
      case Vacant() -> Effect().reply(renew.replyTo(), new Denied());
    };
  }

  private ReplyEffect<AccountEvent, AccountState> decide(Owned owned, SignIn signIn, Renew renew) {
    var now = clock.instant();
    if (signIn.accepts(renew.presented().secret(), now)) {
      return Effect()
          .persist(
              new Renewed(
                  renew.successor(), now, now.plus(settings.life()), now.plus(settings.grace())))
          .thenReply(renew.replyTo(), renewed -> new Admitted(owned.name()));
    }
    // One of two holders of this family's tokens is a thief, and nobody can say which.
    context.getLog().info("A replaced refresh token of {} came back: sign-in ended", owned.name());
    return Effect()
        .persist(new SignedOut(signIn.family(), Cause.TOKEN_REUSED, now))
        .thenReply(renew.replyTo(), ended -> new Denied());
  }

  private ReplyEffect<AccountEvent, AccountState> decide(AccountState state, Leave leave) {
    var now = clock.instant();
    return switch (state) {
      case Owned owned when owned.signIn(leave.family(), now).isPresent() ->
          Effect()
              .persist(new SignedOut(leave.family(), Cause.ASKED, now))
              .thenReply(leave.replyTo(), left -> new Left());
      case Owned stranger -> Effect().reply(leave.replyTo(), new Left());
      case Vacant() -> Effect().reply(leave.replyTo(), new Left());
    };
  }

  /** What must end so that one more sign-in is not too many. */
  private Stream<AccountEvent> surplus(Owned owned, Instant now) {
    var live = owned.live(now).toList();
    return live.stream()
        .limit(Math.max(0, live.size() + 1 - settings.most()))
        .map(oldest -> new SignedOut(oldest.family(), Cause.TOO_MANY, now));
  }

  private SignedIn signedIn(TokenPrint print, Instant now) {
    return new SignedIn(print, now, now.plus(settings.life()));
  }

  private static Known known(Owned owned) {
    return new Known(owned.name(), owned.password(), owned.request());
  }
}
