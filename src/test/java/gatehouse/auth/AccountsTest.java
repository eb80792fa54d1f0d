package gatehouse.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.testkit.javadsl.TestEntityRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import gatehouse.auth.Account.Admission;
import gatehouse.auth.Account.Admitted;
import gatehouse.auth.Answer.Granted;
import gatehouse.auth.Answer.Reason;
import gatehouse.auth.Answer.Refused;
import gatehouse.auth.issuing.SigningKeys;
import gatehouse.auth.issuing.TokenIssuer;
import gatehouse.auth.issuing.TokenPrint;
import gatehouse.auth.password.PasswordHash;
import gatehouse.auth.password.PasswordSettings;
import gatehouse.auth.password.Passwords;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.testkit.ManualClock;
import gatehouse.testkit.SteadyDatabase;
import gatehouse.token.TokenSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-login")
class AccountsTest {

  private static final Password SESAME = new Password("open sesame");
  private static final Duration BEAT = Duration.ofMillis(30);
  private static final AuthSettings SETTINGS =
      new AuthSettings(
          Duration.ofSeconds(3),
          new PasswordSettings(64, 1, 1, 2),
          new SignInSettings(
              Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofMinutes(1), 20, BEAT));

  @TempDir static Path folder;
  private static ActorTestKit testKit;
  private static SigningKeys keys;

  private final ManualClock clock = new ManualClock();
  private final Map<String, ActorRef<Account.Command>> entities = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    testKit =
        ActorTestKit.create(
            PersistenceTestKitPlugin.config()
                .withFallback(PersistenceTestKitSnapshotPlugin.config())
                .withFallback(ConfigFactory.load("application-test")));
    keys = SigningKeys.loadOrCreate(folder.resolve("keys"));
  }

  @AfterAll
  static void stop() {
    testKit.shutdownTestKit();
  }

  @BeforeEach
  void forget_all_accounts() {
    PersistenceTestKit.create(testKit.system()).clearAll();
  }

  @Nested
  @Tag("SEC-A6")
  class A_wrong_sign_in {

    @Test
    void is_answered_on_the_beat_whoever_it_names() throws Exception {
      var accounts = accounts(Runnable::run);
      answer(register(accounts, "Alice"));
      for (var name : new String[] {"Alice", "Stranger", "no/name"}) {
        long asked = System.nanoTime();
        assertThat(answer(accounts.signIn(name, new Password("wrong one"))))
            .isEqualTo(new Refused(Reason.LOGIN_INCORRECT, "Login incorrect."));
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(BEAT);
      }
    }

    @Test
    void costs_one_computation_whether_the_name_exists_or_not() throws Exception {
      answer(register(accounts(Runnable::run), "Bob"));
      var computations = new ConcurrentLinkedQueue<Runnable>();
      var accounts =
          accounts(computation -> {
            computations.add(computation);
            computation.run();
          });
      answer(accounts.signIn("Bob", new Password("wrong one")));
      assertThat(computations).hasSize(1);
      answer(accounts.signIn("Stranger", new Password("wrong one")));
      assertThat(computations).hasSize(2);
    }
  }

  @Nested
  class While_passwords_are_being_checked {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private Accounts crowded;

    @BeforeEach
    void register_somebody() throws Exception {
      answer(register(accounts(Runnable::run), "Carol"));
      crowded = accounts(waiting::add);
    }

    @Test
    void a_password_change_overtakes_a_sign_in_with_the_old_one() throws Exception {
      var signIn = crowded.signIn("Carol", SESAME);
      await().until(() -> waiting.size() == 1);
      changePasswordOf("carol");
      waiting.remove().run();
      assertThat(answer(signIn)).isEqualTo(new Refused(Reason.LOGIN_INCORRECT, "Login incorrect."));
    }

    @Test
    @Tag("SEC-A5")
    void so_many_may_wait_and_others_are_asked_to_try_again() throws Exception {
      var first = crowded.signIn("Carol", SESAME);
      var second = crowded.signIn("Carol", SESAME);
      await().until(() -> waiting.size() == 2);
      var busy = new Refused(Reason.BUSY, "Too many people are signing in right now; try again.");
      assertThat(answer(crowded.signIn("Carol", SESAME))).isEqualTo(busy);
      assertThat(answer(crowded.signIn("Stranger", SESAME))).isEqualTo(busy);
      assertThat(answer(register(crowded, "Dave"))).isEqualTo(busy);
      assertThat(
              answer(
                  crowded.changePassword(
                      new PlayerName("Carol"), RequestId.random(), SESAME, SESAME)))
          .isEqualTo(busy);
      Stream.generate(waiting::remove).limit(2).forEach(Runnable::run);
      assertThat(answer(first)).isInstanceOf(Granted.class);
      assertThat(answer(second)).isInstanceOf(Granted.class);
    }
  }

  @Test
  void an_account_that_does_not_answer_is_a_failure_in_time() {
    var silent = testKit.<Account.Command>createTestProbe();
    var impatient = new AuthSettings(Duration.ofMillis(50), SETTINGS.password(), SETTINGS.signIn());
    var accounts =
        new Accounts(
            name -> TestEntityRef.of(Account.TYPE, name, silent.ref()),
            new Passwords(SETTINGS.password(), Runnable::run),
            issuer(),
            new SteadyDatabase(),
            impatient);
    assertThatThrownBy(() -> answer(accounts.signIn("Alice", SESAME)))
        .hasRootCauseInstanceOf(TimeoutException.class);
  }

  private Accounts accounts(Executor hashing) {
    return new Accounts(
        name -> TestEntityRef.of(Account.TYPE, name, entity(name)),
        new Passwords(SETTINGS.password(), hashing),
        issuer(),
        new SteadyDatabase(),
        SETTINGS);
  }

  private ActorRef<Account.Command> entity(String name) {
    return entities.computeIfAbsent(
        name, absent -> testKit.spawn(Account.create(name, SETTINGS.signIn(), clock)));
  }

  private TokenIssuer issuer() {
    var tokens = TokenSettings.from(ConfigFactory.load().getConfig("gatehouse.token"));
    return new TokenIssuer(keys, tokens, SETTINGS.signIn().accessLife(), clock);
  }

  private void changePasswordOf(String name) throws Exception {
    var known = (Account.Known) ask(name, Account.LookUp::new);
    assertThat(
            this.<Admission>ask(
                name,
                replyTo ->
                    new Account.ChangePassword(
                        known.password(),
                        new PasswordHash("$another"),
                        "change",
                        new TokenPrint("a", "b"),
                        replyTo)))
        .isInstanceOf(Admitted.class);
  }

  private <T> T ask(String name, akka.japi.function.Function<ActorRef<T>, Account.Command> question)
      throws Exception {
    return answer(
        AskPattern.ask(entity(name), question, SETTINGS.accountTimeout(), testKit.scheduler()));
  }

  private static CompletionStage<Answer> register(Accounts accounts, String name) {
    return accounts.register(RequestId.random(), name, SESAME, "");
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, SECONDS);
  }
}
