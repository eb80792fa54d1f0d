package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.FakeShelf.saveOf;
import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.OneGame.SIZE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.GameSession.Command;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.GameOver;
import gatehouse.game.GameSession.Open;
import gatehouse.game.GameSession.Recorded;
import gatehouse.game.GameSession.Started;
import gatehouse.game.Games.AfterCrash;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opening;
import gatehouse.game.saves.Save;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A session in a world that a test makes, one each. */
abstract class SessionFixture {

  final FakeShelf shelf = new FakeShelf();
  ActorTestKit testKit;
  FakeHosts hosts;
  TestProbe<Opening> openings;
  TestProbe<GameEnded> endings;
  TestProbe<Recorded> recorded;
  TestProbe<Games.Restoring> restorings;
  EventSourcedBehaviorTestKit<Command, SessionEvent, SessionState> session;

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
    restorings = testKit.createTestProbe();
    session =
        EventSourcedBehaviorTestKit.create(
            testKit.system(),
            GameSession.create(GameSessionId.of(ALICE, NETHACK), hosts, shelf, Clock.systemUTC()));
  }

  @AfterEach
  void end() {
    testKit.shutdownTestKit();
  }

  Open open(String request) {
    return open(request, AfterCrash.CONTINUE);
  }

  Open open(String request, AfterCrash afterCrash) {
    return new Open(new RequestId(request), ALICE, SIZE, "xterm", afterCrash, openings.ref());
  }

  GameHost.Start begin(Open open) {
    session.runCommand(open);
    return hosts.startedAt();
  }

  SessionId start(String request) {
    return begin(open(request)).session();
  }

  SessionId run(String request) {
    var started = start(request);
    session.runCommand(new Started(started, How.STARTED));
    return started;
  }

  void over(SessionId which, Ending ending, Optional<Save> save) {
    session.runCommand(new GameOver(which, ending, ProcessEnd.UNSEEN, save, recorded.ref()));
    recorded.expectMessage(new Recorded(which));
  }

  void over(SessionId which, boolean saved) {
    var save = saved ? Optional.of(saveOf(state().tenure().epoch())) : Optional.<Save>empty();
    over(which, Ending.EXITED, save);
  }

  /** A first game, saved, is taken up again, and that process crashes. */
  void crash() {
    over(run("first"), true);
    over(run("second"), Ending.CRASHED, Optional.empty());
  }

  SessionState state() {
    return session.getState();
  }
}
