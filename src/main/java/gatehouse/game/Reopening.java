package gatehouse.game;

import gatehouse.game.Games.AfterCrash;
import gatehouse.game.SessionState.Damaged;
import gatehouse.game.SessionState.Lost;
import gatehouse.game.SessionState.Over;
import gatehouse.game.SessionState.Resting;
import gatehouse.game.SessionState.Saved;
import gatehouse.game.saves.Save;
import gatehouse.model.RequestId;
import java.util.Optional;

/** What opening a game leads to of which no process runs. */
final class Reopening {

  sealed interface Outcome {}

  /** A run begins; see {@link Beginning}. */
  record Begins(Beginning.Way way, Optional<Save> save) implements Outcome {}

  /** Nothing begins; one line for people. */
  record Refused(String line) implements Outcome {}

  private Reopening() {}

  static Outcome of(Resting state, RequestId request, AfterCrash afterCrash) {
    return switch (state) {
      // Starting again would play a second game where the person asked for one.
      case Saved saved when saved.tenure().openedBy(request) -> alreadyOver();
      case Over over when over.tenure().openedBy(request) -> alreadyOver();
      case Saved saved -> new Begins(Beginning.Way.RESUME, saved.holdings().waiting());
      case Damaged damaged -> ofDamaged(damaged.holdings(), afterCrash);
      case Lost lost when afterCrash != AfterCrash.START_ANEW ->
          new Begins(Beginning.Way.RECOVER, lost.holdings().of(lost.holdings().taken()));
      case Resting resting -> anew();
    };
  }

  private static Outcome alreadyOver() {
    return new Refused("This game has ended; open it again.");
  }

  private static Outcome anew() {
    return new Begins(Beginning.Way.ANEW, Optional.empty());
  }

  /** Nothing is decided for the player: each way loses something. */
  private static Outcome ofDamaged(Holdings holdings, AfterCrash afterCrash) {
    var good = holdings.before(holdings.current());
    return switch (afterCrash) {
      case CONTINUE ->
          new Refused(
              good.map(save -> "Your save is damaged; the one before it is good.")
                  .orElse("Your save is damaged, and there is none before it."));
      case RECOVER ->
          good.<Outcome>map(save -> new Begins(Beginning.Way.RESUME, good))
              .orElseGet(() -> new Refused("There is no good save of this game any more."));
      case START_ANEW -> anew();
    };
  }
}
