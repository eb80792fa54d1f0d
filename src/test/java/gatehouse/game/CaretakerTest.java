package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.FakeShelf.ROBOTS;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import gatehouse.game.Shelf.RunId;
import gatehouse.testkit.Akka;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("P-nosession")
class CaretakerTest {

  private final FakeShelf shelf = new FakeShelf();

  @Test
  void sessions_of_runs_that_nobody_has_closed_are_woken_at_once_and_again(ActorTestKit kit) {
    var alice = kit.<GameSession.Command>createTestProbe();
    var bob = kit.<GameSession.Command>createTestProbe();
    shelf.leavesUnsettled(new RunId(NETHACK, "alice", 7));
    kit.spawn(
        Caretaker.create(
            id -> id.player().equals("alice") ? alice.ref() : bob.ref(),
            shelf,
            Duration.ofMillis(20)));
    alice.expectMessage(new GameSession.LookAfter(7));
    shelf.leavesUnsettled(new RunId(ROBOTS, "bob", 3));
    bob.expectMessage(new GameSession.LookAfter(3));
    alice.expectMessage(new GameSession.LookAfter(7));
  }
}
