package gatehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import com.typesafe.config.ConfigFactory;
import gatehouse.auth.Account.Admission;
import gatehouse.auth.Account.Admitted;
import gatehouse.auth.Account.Denied;
import gatehouse.auth.Account.Found;
import gatehouse.auth.Account.Known;
import gatehouse.auth.Account.Left;
import gatehouse.auth.Account.Registration;
import gatehouse.auth.Account.SignedUp;
import gatehouse.auth.Account.Unknown;
import gatehouse.auth.AccountEvent.Cause;
import gatehouse.auth.AccountEvent.SignedIn;
import gatehouse.auth.AccountEvent.SignedOut;
import gatehouse.auth.issuing.TokenPrint;
import gatehouse.auth.password.PasswordHash;
import gatehouse.model.PlayerName;
import gatehouse.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-token")
class AccountTest {

  private static final SignInSettings SETTINGS =
      new SignInSettings(
          Duration.ofMinutes(5),
          Duration.ofDays(30),
          Duration.ofMinutes(1),
          3,
          Duration.ofMillis(1));
  private static final PlayerName ALICE = new PlayerName("Alice");
  private static final PasswordHash OLD = new PasswordHash("$argon2id$old");
  private static final PasswordHash NEW = new PasswordHash("$argon2id$new");

  private static ActorTestKit testKit;

  private final ManualClock clock = new ManualClock();
  private EventSourcedBehaviorTestKit<Account.Command, AccountEvent, AccountState> account;

  @BeforeAll
  static void start() {
    testKit =
        ActorTestKit.create(
            EventSourcedBehaviorTestKit.config()
                .withFallback(ConfigFactory.load("application-test")));
  }

  @AfterAll
  static void stop() {
    testKit.shutdownTestKit();
  }

  @BeforeEach
  void create() {
    account =
        EventSourcedBehaviorTestKit.create(
            testKit.system(), Account.create(ALICE.folded(), SETTINGS, clock));
  }

  @Nested
  class A_name_that_nobody_has {

    @Test
    void is_unknown_and_admits_nobody() {
      assertThat(lookUp()).isEqualTo(new Unknown());
      assertThat(enter(OLD, print("a", 1))).isEqualTo(new Denied());
      assertThat(changePassword(OLD, NEW, print("a", 1))).isEqualTo(new Denied());
      assertThat(renew(print("a", 1), print("a", 2))).isEqualTo(new Denied());
      assertThat(leave("a")).isEqualTo(new Left());
      assertThat(account.getState()).isEqualTo(new AccountState.Vacant());
    }

    @Test
    @Tag("A-register")
    void goes_to_the_first_who_registers_it() {
      assertThat(register("first", print("a", 1))).isEqualTo(new SignedUp());
      assertThat(register("second", print("b", 1))).isEqualTo(new Known(ALICE, OLD, "first"));
      assertThat(lookUp()).isEqualTo(new Known(ALICE, OLD, "first"));
      assertThat(renew(print("b", 1), print("b", 2))).isEqualTo(new Denied());
    }
  }

  @Nested
  class An_address {

    @Test
    @Tag("A-account")
    void changes_for_who_proves_the_password_and_leaves_sign_ins_as_they_are() {
      register("first", print("a", 1));
      assertThat(changeEmail(OLD, "alice@example.org")).isEqualTo(new Admitted(ALICE));
      assertThat(address()).isEqualTo("alice@example.org");
      assertThat(renew(print("a", 1), print("a", 2))).isEqualTo(new Admitted(ALICE));
    }

    @Test
    void stays_when_the_password_was_changed_meanwhile() {
      register("first", print("a", 1));
      changePassword(OLD, NEW, print("b", 1));
      assertThat(changeEmail(OLD, "mallory@example.org")).isEqualTo(new Denied());
      assertThat(address()).isEqualTo("a@b");
    }

    @Test
    void of_nobody_cannot_be_changed() {
      assertThat(changeEmail(OLD, "a@b")).isEqualTo(new Denied());
    }

    private Admission changeEmail(PasswordHash proven, String email) {
      return account
          .<Admission>runCommand(replyTo -> new Account.ChangeEmail(proven, email, replyTo))
          .reply();
    }

    private String address() {
      return ((AccountState.Owned) account.getState()).email();
    }
  }

  @Nested
  class A_password {

    @BeforeEach
    void register_and_change_the_password() {
      register("first", print("a", 1));
      enter(OLD, print("b", 1));
      assertThat(changePassword(OLD, NEW, print("c", 1))).isEqualTo(new Admitted(ALICE));
    }

    @Test
    @Tag("A-login")
    void that_was_changed_while_it_was_checked_signs_nobody_in() {
      assertThat(enter(OLD, print("d", 1))).isEqualTo(new Denied());
      assertThat(changePassword(OLD, OLD, print("d", 1))).isEqualTo(new Denied());
      assertThat(enter(NEW, print("d", 1))).isEqualTo(new Admitted(ALICE));
    }

    @Test
    void that_is_new_ends_the_sign_ins_of_the_old_one() {
      assertThat(renew(print("a", 1), print("a", 2))).isEqualTo(new Denied());
      assertThat(renew(print("b", 1), print("b", 2))).isEqualTo(new Denied());
      assertThat(renew(print("c", 1), print("c", 2))).isEqualTo(new Admitted(ALICE));
    }

    @Test
    void is_known_with_the_request_that_set_it() {
      assertThat(lookUp()).isEqualTo(new Known(ALICE, NEW, "change"));
    }
  }

  @Nested
  class A_refresh_token {

    @BeforeEach
    void register_and_renew() {
      register("first", print("a", 1));
      renew(print("a", 1), print("a", 2));
    }

    @Test
    void that_was_replaced_is_good_for_its_grace_with_all_that_it_was_exchanged_for() {
      clock.pass(SETTINGS.grace().minusMillis(1));
      assertThat(renew(print("a", 1), print("a", 3))).isEqualTo(new Admitted(ALICE));
      assertThat(renew(print("a", 2), print("a", 4))).isEqualTo(new Admitted(ALICE));
      assertThat(renew(print("a", 3), print("a", 5))).isEqualTo(new Admitted(ALICE));
    }

    @Test
    void that_comes_back_after_its_grace_ends_its_sign_in_and_no_other() {
      enter(OLD, print("b", 1));
      clock.pass(SETTINGS.grace());
      var result =
          account.<Admission>runCommand(
              replyTo -> new Account.Renew(print("a", 1), print("a", 3), replyTo));
      assertThat(result.reply()).isEqualTo(new Denied());
      assertThat(result.event()).isEqualTo(new SignedOut("a", Cause.TOKEN_REUSED, clock.instant()));
      assertThat(renew(print("a", 2), print("a", 3))).isEqualTo(new Denied());
      assertThat(renew(print("b", 1), print("b", 2))).isEqualTo(new Admitted(ALICE));
    }

    @Test
    void of_no_sign_in_changes_nothing() {
      var result =
          account.<Admission>runCommand(
              replyTo -> new Account.Renew(print("x", 1), print("x", 2), replyTo));
      assertThat(result.reply()).isEqualTo(new Denied());
      assertThat(result.hasNoEvents()).isTrue();
    }

    @Test
    void lasts_as_long_as_it_is_renewed_in_time() {
      clock.pass(SETTINGS.life().minusMillis(1));
      assertThat(renew(print("a", 2), print("a", 3))).isEqualTo(new Admitted(ALICE));
      clock.pass(SETTINGS.life());
      assertThat(renew(print("a", 3), print("a", 4))).isEqualTo(new Denied());
    }

    @Test
    void is_good_no_longer_when_its_owner_has_left() {
      leave("a");
      assertThat(renew(print("a", 2), print("a", 3))).isEqualTo(new Denied());
    }
  }

  @Nested
  class Too_many_sign_ins {

    @BeforeEach
    void register_and_fill_up() {
      register("first", print("a", 1));
      enter(OLD, print("b", 1));
      enter(OLD, print("c", 1));
    }

    @Test
    void end_the_oldest() {
      var result =
          account.<Admission>runCommand(replyTo -> new Account.Enter(OLD, print("d", 1), replyTo));
      assertThat(result.events())
          .containsExactly(
              new SignedOut("a", Cause.TOO_MANY, clock.instant()),
              new SignedIn(print("d", 1), clock.instant(), clock.instant().plus(SETTINGS.life())));
      assertThat(renew(print("a", 1), print("a", 2))).isEqualTo(new Denied());
      assertThat(renew(print("b", 1), print("b", 2))).isEqualTo(new Admitted(ALICE));
    }

    @Test
    void do_not_count_those_that_are_over() {
      clock.pass(SETTINGS.life());
      enter(OLD, print("d", 1));
      assertThat(((AccountState.Owned) account.getState()).signIns())
          .extracting(AccountState.SignIn::family)
          .containsExactly("d");
    }
  }

  @Test
  void everything_outlives_a_restart_from_snapshot_and_events() {
    register("first", print("a", 1));
    for (int i = 1; i <= 120; i++) {
      assertThat(renew(print("a", i), print("a", i + 1))).isEqualTo(new Admitted(ALICE));
    }
    var before = account.getState();
    account.restart();
    assertThat(account.getState()).isEqualTo(before);
    assertThat(renew(print("a", 121), print("a", 122))).isEqualTo(new Admitted(ALICE));
  }

  private static TokenPrint print(String family, int number) {
    return new TokenPrint(family, "secret" + number);
  }

  private Found lookUp() {
    return account.<Found>runCommand(replyTo -> new Account.LookUp(replyTo)).reply();
  }

  private Registration register(String request, TokenPrint print) {
    return account
        .<Registration>runCommand(
            replyTo -> new Account.Register(ALICE, OLD, "a@b", request, print, replyTo))
        .reply();
  }

  private Admission enter(PasswordHash proven, TokenPrint print) {
    return account
        .<Admission>runCommand(replyTo -> new Account.Enter(proven, print, replyTo))
        .reply();
  }

  private Admission changePassword(PasswordHash proven, PasswordHash next, TokenPrint print) {
    return account
        .<Admission>runCommand(
            replyTo -> new Account.ChangePassword(proven, next, "change", print, replyTo))
        .reply();
  }

  private Admission renew(TokenPrint presented, TokenPrint successor) {
    return account
        .<Admission>runCommand(replyTo -> new Account.Renew(presented, successor, replyTo))
        .reply();
  }

  private Left leave(String family) {
    return account.<Left>runCommand(replyTo -> new Account.Leave(family, replyTo)).reply();
  }
}
