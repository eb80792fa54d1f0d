package gatehouse.game;

import gatehouse.game.saves.Save;
import gatehouse.model.CborSerializable;
import java.util.Optional;

/**
 * How a run of a game begins, as its session has decided.
 *
 * @param epoch the run's number: one higher than that of the run before
 * @param save what it takes up; for a recovery, what it takes up if the game's own means fail
 */
record Beginning(long epoch, Way way, Optional<Save> save) implements CborSerializable {

  /** What there is to begin with. */
  enum Way {
    /** Nothing: a new game. */
    ANEW,
    /** A save. */
    RESUME,
    /** What a crash has left. */
    RECOVER
  }
}
