package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.FakeShelf.saveOf;
import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.OneGame.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.game.GameSession.GameOver;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.AfterCrash;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.SessionState.Live;
import gatehouse.game.saves.Save;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session in a world that does anything to it, beside a model of what must be true then. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-lifecycle")
@Tag("S1.1-save")
@Tag("C-state")
class GameSessionModelTest extends SessionFixture {

  private static final SessionId NOBODY = new SessionId("nobody");

  private static final List<Action> ACTIONS = List.of(Action.values());

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 42, 2026, 31_337})
  void has_one_process_at_a_time_and_takes_up_each_save_once(long seed) {
    var world = new World(new Random(seed));
    for (int step = 0; step < 250; step++) {
      var done = world.acts(step);
      assertThat(session.getState() instanceof Live)
          .as("live at step %d of seed %d, after %s", step, seed, done)
          .isEqualTo(world.process.isPresent());
      assertThat(session.getState().tenure().epoch()).isEqualTo(world.epoch);
      assertThat(session.getState().holdings().waiting().map(Save::epoch).orElse(0L))
          .as("the save that waits at step %d of seed %d, after %s", step, seed, done)
          .isEqualTo(world.waiting);
    }
    assertThat(world.takenUp).as("saves taken up, seed %d", seed).isNotEmpty();
  }

  /** A process, and the save it took up. */
  private record Run(SessionId session, long takes, boolean runs) {}

  private enum Action {
    OPENS,
    STARTS,
    FAILS_TO_START,
    SAVES,
    DIES,
    CRASHES,
    IS_KILLED_WITH_THE_SERVICE,
    IS_LOOKED_AFTER,
    ENDS,
    IS_TOLD_OLD_NEWS,
    IS_RESTORED,
    RESTARTS
  }

  /** What happens, and what must be so then. */
  private final class World {

    private final Random random;
    private final Set<Long> takenUp = new HashSet<>();
    private final Set<Long> restored = new HashSet<>();
    private Optional<Run> process = Optional.empty();
    private long epoch;
    private long waiting;
    private boolean crashed;
    private long fallback;

    private World(Random random) {
      this.random = random;
    }

    private Action acts(int step) {
      var action = ACTIONS.get(random.nextInt(ACTIONS.size()));
      switch (action) {
        case OPENS -> opens("open" + step);
        case STARTS -> starts();
        case FAILS_TO_START -> failsToStart();
        case SAVES -> ends(Ending.EXITED, true);
        case DIES -> ends(Ending.EXITED, false);
        case CRASHES -> ends(Ending.CRASHED, false);
        case IS_KILLED_WITH_THE_SERVICE -> isKilled(step);
        case IS_LOOKED_AFTER -> session.runCommand(new GameSession.LookAfter(epoch + 1));
        case ENDS ->
            session.runCommand(new GameSession.End(new RequestId("end" + step), endings.ref()));
        case IS_TOLD_OLD_NEWS ->
            session.runCommand(
                new GameOver(
                    NOBODY,
                    Ending.SAVED,
                    ProcessEnd.UNSEEN,
                    Optional.of(saveOf(step)),
                    recorded.ref()));
        case IS_RESTORED -> isRestored(step);
        case RESTARTS -> session.restart();
      }
      return action;
    }

    private void opens(String request) {
      boolean anew = random.nextBoolean();
      session.runCommand(
          new Open(
              new RequestId(request),
              ALICE,
              SIZE,
              "xterm",
              anew ? AfterCrash.START_ANEW : AfterCrash.CONTINUE,
              openings.ref()));
      if (process.isEmpty()) {
        begins(hosts.startedAt(), anew);
      }
    }

    private void begins(GameHost.Start start, boolean anew) {
      assertThat(start.beginning().epoch()).isEqualTo(epoch + 1);
      long takes = start.beginning().save().map(Save::epoch).orElse(0L);
      var way = start.beginning().way();
      if (waiting != 0) {
        assertThat(way).isEqualTo(Beginning.Way.RESUME);
        assertThat(takes).isEqualTo(waiting);
        assertThat(takenUp.add(takes) || restored.remove(takes)).as("taken up once").isTrue();
      } else if (crashed && !anew) {
        assertThat(way).isEqualTo(Beginning.Way.RECOVER);
        assertThat(takes).isEqualTo(fallback);
      } else {
        assertThat(way).isEqualTo(Beginning.Way.ANEW);
        assertThat(takes).isZero();
      }
      epoch++;
      waiting = 0;
      process = Optional.of(new Run(start.session(), takes, false));
    }

    private void starts() {
      process
          .filter(starting -> !starting.runs())
          .ifPresent(starting -> {
            session.runCommand(new GameSession.Started(starting.session(), How.STARTED));
            process = Optional.of(new Run(starting.session(), starting.takes(), true));
          });
    }

    private void failsToStart() {
      process
          .filter(starting -> !starting.runs())
          .ifPresent(starting -> {
            session.runCommand(new GameSession.NotStarted(starting.session()));
            neverRan(starting);
          });
    }

    /** Whatever it was to take up waits as before. */
    private void neverRan(Run starting) {
      if (session.getState() instanceof SessionState.Saved) {
        waiting = starting.takes();
        restored.add(waiting);
      }
      crashed = session.getState() instanceof SessionState.Lost;
      process = Optional.empty();
    }

    private void ends(Ending ending, boolean saves) {
      process.ifPresent(ended -> {
        session.runCommand(
            new GameOver(
                ended.session(),
                ending,
                ProcessEnd.UNSEEN,
                saves ? Optional.of(saveOf(epoch)) : Optional.empty(),
                recorded.ref()));
        isOver(ended, saves, ending == Ending.CRASHED);
      });
    }

    private void isOver(Run ended, boolean saves, boolean badly) {
      waiting = saves ? epoch : 0;
      crashed = badly && !saves && ended.takes() != 0 && isKept(ended.takes());
      fallback = ended.takes();
      process = Optional.empty();
    }

    private boolean isKept(long save) {
      return session.getState().holdings().of(save).isPresent();
    }

    /** The kernel hangs up on the game, which saves or does not. */
    private void isKilled(int step) {
      if (process.isEmpty()) {
        return;
      }
      var killed = process.get();
      hosts.here = "akka://gatehouse/" + step;
      boolean saves = random.nextBoolean();
      if (saves) {
        shelf.save("alice", NETHACK);
      } else {
        shelf.forget("alice", NETHACK);
      }
      session.runCommand(new GameSession.LookAfter(epoch));
      hosts.awaitSettled();
      isOver(killed, saves, true);
    }

    private void isRestored(int step) {
      var kept = session.getState().holdings().saves();
      if (kept.isEmpty()) {
        return;
      }
      long wanted = kept.get(random.nextInt(kept.size())).epoch();
      session.runCommand(
          new GameSession.Restore(
              new RequestId("restore" + step), "root", wanted, restorings.ref()));
      if (restorings.receiveMessage() instanceof Games.Restored && waiting != wanted) {
        assertThat(process).isEmpty();
        waiting = wanted;
        restored.add(wanted);
        crashed = false;
      }
    }
  }
}
