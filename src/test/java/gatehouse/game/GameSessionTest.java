package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.OneGame.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.GameSession.Command;
import gatehouse.game.GameSession.End;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.GameOver;
import gatehouse.game.GameSession.NotStarted;
import gatehouse.game.GameSession.Open;
import gatehouse.game.GameSession.Recorded;
import gatehouse.game.GameSession.SavingBegun;
import gatehouse.game.GameSession.Started;
import gatehouse.game.GameSession.Vanished;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.Opening;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.SessionState.Idle;
import gatehouse.game.SessionState.Live;
import gatehouse.game.SessionState.Lost;
import gatehouse.game.SessionState.Over;
import gatehouse.game.SessionState.Running;
import gatehouse.game.SessionState.Saved;
import gatehouse.game.SessionState.Saving;
import gatehouse.game.SessionState.Starting;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-lifecycle")
@Tag("GD-persist")
@Tag("C-state")
class GameSessionTest {

  private final FakeShelf shelf = new FakeShelf();
  private ActorTestKit testKit;
  private FakeHosts hosts;
  private TestProbe<Opening> openings;
  private TestProbe<GameEnded> endings;
  private TestProbe<Recorded> recorded;
  private EventSourcedBehaviorTestKit<Command, SessionEvent, SessionState> session;

  /** This node's host, which a test can lose. */
  private static final class FakeHosts implements Hosts {

    private final TestProbe<GameHost.Command> host;
    private volatile String here = "akka://gatehouse/first";
    private volatile boolean outOfReach;

    private FakeHosts(TestProbe<GameHost.Command> host) {
      this.host = host;
    }

    @Override
    public ActorRef<GameHost.Command> local() {
      return host.ref();
    }

    @Override
    public String here() {
      return here;
    }

    @Override
    public Place find(String address) {
      if (outOfReach) {
        return new OutOfReach();
      }
      return address.equals(here) ? new At(host.ref()) : new Gone();
    }
  }

  @BeforeEach
  void begin() {
    testKit =
        ActorTestKit.create(
            EventSourcedBehaviorTestKit.config()
                .withFallback(ConfigFactory.load("application-test")));
    hosts = new FakeHosts(testKit.createTestProbe());
    openings = testKit.createTestProbe();
    endings = testKit.createTestProbe();
    recorded = testKit.createTestProbe();
    session =
        EventSourcedBehaviorTestKit.create(
            testKit.system(),
            GameSession.create(GameSessionId.of(ALICE, NETHACK), hosts, shelf, Clock.systemUTC()));
  }

  @AfterEach
  void end() {
    testKit.shutdownTestKit();
  }

  private Open open(String request) {
    return new Open(new RequestId(request), ALICE, SIZE, "xterm", openings.ref());
  }

  private SessionId start(String request) {
    session.runCommand(open(request));
    return hosts.host.expectMessageClass(GameHost.Start.class).session();
  }

  private SessionId run(String request) {
    var started = start(request);
    session.runCommand(new Started(started, false));
    return started;
  }

  private void over(SessionId which, boolean saved) {
    session.runCommand(new GameOver(which, Ending.EXITED, saved, recorded.ref()));
    recorded.expectMessage(new Recorded(which));
  }

  private SessionState state() {
    return session.getState();
  }

  @Nested
  class Opening_ {

    @Test
    void is_stored_before_the_process_starts() {
      var started = start("one");
      assertThat(state()).isInstanceOf(Starting.class);
      assertThat(state().tenure().session()).isEqualTo(started);
      assertThat(state().tenure().epoch()).isOne();
    }

    @Test
    void twice_starts_one_process() {
      var started = run("one");
      session.runCommand(open("two"));
      session.runCommand(open("one"));
      assertThat(hosts.host.expectMessageClass(GameHost.Admit.class).session()).isEqualTo(started);
      assertThat(hosts.host.expectMessageClass(GameHost.Admit.class).session()).isEqualTo(started);
    }

    @Test
    void while_it_starts_joins_the_start() {
      var started = start("one");
      session.runCommand(open("two"));
      assertThat(hosts.host.expectMessageClass(GameHost.Admit.class).session()).isEqualTo(started);
    }

    @Test
    void after_the_end_starts_another_with_the_next_epoch() {
      over(run("one"), true);
      assertThat(state()).isInstanceOf(Saved.class);
      run("two");
      assertThat(state().tenure().epoch()).isEqualTo(2);
    }

    @Test
    void repeated_after_the_end_starts_no_second_game() {
      over(run("one"), false);
      session.runCommand(open("one"));
      openings.expectMessage(new CannotOpen("This game has ended; open it again."));
      assertThat(state()).isInstanceOf(Over.class);
    }

    @Test
    void repeated_after_a_failed_start_starts() {
      session.runCommand(new NotStarted(start("one")));
      assertThat(state()).isInstanceOf(Idle.class);
      start("one");
    }
  }

  @Nested
  class Ending_ {

    @Test
    void is_passed_on_to_the_process() {
      var running = run("one");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      assertThat(hosts.host.expectMessageClass(GameHost.Stop.class).session()).isEqualTo(running);
      assertThat(state()).isInstanceOf(Saving.class);
    }

    @Test
    void repeated_while_it_lasts_waits_too() {
      run("one");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      hosts.host.expectMessageClass(GameHost.Stop.class);
      hosts.host.expectMessageClass(GameHost.Stop.class);
      endings.expectNoMessage();
    }

    @Test
    void of_nothing_is_no_error() {
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      endings.expectMessage(new GameEnded());
    }

    @Test
    void repeated_later_does_not_end_the_next_game() {
      var first = run("one");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      hosts.host.expectMessageClass(GameHost.Stop.class);
      over(first, true);
      run("two");
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      endings.expectMessage(new GameEnded());
      assertThat(state()).isInstanceOf(Running.class);
    }

    @Test
    void by_the_service_is_stored_as_saving() {
      var running = run("one");
      session.runCommand(new SavingBegun(running));
      assertThat(state()).isInstanceOf(Saving.class);
    }

    @Test
    void told_twice_is_stored_once() {
      var running = run("one");
      over(running, true);
      over(running, false);
      assertThat(state()).isInstanceOf(Saved.class);
    }

    @Test
    void of_an_earlier_process_does_not_end_this_one() {
      var first = run("one");
      over(first, true);
      run("two");
      over(first, false);
      assertThat(state()).isInstanceOf(Running.class);
    }
  }

  @Nested
  @Tag("P-nosession")
  class After_a_restart_of_the_service {

    private SessionId lost;

    @BeforeEach
    void restart() {
      lost = run("one");
      hosts.here = "akka://gatehouse/second";
      session.restart();
    }

    @Test
    void the_session_is_remembered() {
      assertThat(state()).isInstanceOf(Running.class);
      assertThat(state().tenure().session()).isEqualTo(lost);
    }

    @Test
    void a_vanished_game_that_saved_is_resumed_at_once() {
      shelf.save("alice", NETHACK);
      session.runCommand(open("two"));
      assertThat(hosts.host.expectMessageClass(GameHost.Start.class).session()).isNotEqualTo(lost);
      assertThat(state().tenure().epoch()).isEqualTo(2);
    }

    @Test
    void a_vanished_game_without_a_save_is_lost_and_begun_anew() {
      session.runCommand(open("two"));
      assertThat(hosts.host.expectMessageClass(GameHost.Start.class).session()).isNotEqualTo(lost);
    }

    @Test
    void the_same_request_goes_on() {
      session.runCommand(open("one"));
      hosts.host.expectMessageClass(GameHost.Start.class);
    }

    @Test
    void ending_it_is_no_error() {
      session.runCommand(new End(new RequestId("stop"), endings.ref()));
      endings.expectMessage(new GameEnded());
    }
  }

  @Test
  void a_process_its_host_does_not_know_has_vanished() {
    var running = run("one");
    session.runCommand(new Vanished(running, open("two")));
    assertThat(hosts.host.expectMessageClass(GameHost.Start.class).session()).isNotEqualTo(running);
  }

  @Test
  void a_host_out_of_reach_starts_no_second_process() {
    run("one");
    hosts.outOfReach = true;
    session.runCommand(open("two"));
    openings.expectMessageClass(TryAgain.class);
    assertThat(state()).isInstanceOf(Running.class);
  }

  @Test
  void whatever_happens_in_whatever_order_there_is_one_process_at_a_time() {
    var random = new Random(7);
    var model = new Model();
    for (int step = 0; step < 300; step++) {
      model.act(random.nextInt(7), step);
      assertThat(state() instanceof Live).isEqualTo(model.isLive());
      assertThat(model.starts).isEqualTo(state().tenure().epoch());
    }
    session.restart();
    assertThat(state() instanceof Live).isEqualTo(model.isLive());
    assertThat(state()).isNotInstanceOf(Lost.class);
  }

  /** What the world does to a session, and what it ought to be then. */
  private final class Model {

    private long starts;
    private SessionId live = new SessionId("none");

    private boolean isLive() {
      return !live.value().equals("none");
    }

    private void act(int choice, int step) {
      switch (choice) {
        case 0, 1 -> opens(step);
        case 2 -> session.runCommand(new Started(live, step % 2 == 0));
        case 3 -> session.runCommand(new SavingBegun(live));
        case 4 -> {
          session.runCommand(new GameOver(live, Ending.STOPPED, step % 3 == 0, recorded.ref()));
          live = new SessionId("none");
        }
        case 5 -> session.runCommand(new End(new RequestId("end" + step), endings.ref()));
        default -> {
          var late = new SessionId("late");
          session.runCommand(new GameOver(late, Ending.CRASHED, true, recorded.ref()));
        }
      }
    }

    private void opens(int step) {
      session.runCommand(open("open" + step));
      var told =
          hosts.host.fishForMessage(
              Duration.ofSeconds(3),
              message ->
                  message instanceof GameHost.Stop
                      ? FishingOutcomes.continueAndIgnore()
                      : FishingOutcomes.complete());
      if (told.getLast() instanceof GameHost.Start start) {
        assertThat(isLive()).isFalse();
        live = start.session();
        starts++;
      }
    }
  }
}
