package gatehouse.game.saves;

import gatehouse.model.CborSerializable;
import java.time.Instant;

/**
 * What menus show of a player's game that does not run.
 *
 * @param at since when it stands so
 * @param progress one line for people, such as "T:1234 on 5"; may be empty
 */
public record KeptGame(Standing standing, Instant at, String progress) implements CborSerializable {

  /** How it stands. */
  public enum Standing {
    /** A save waits. */
    SAVED,
    /** It was lost in a crash, and can be recovered, in part at least. */
    CRASHED,
    /** A save waits, but is damaged. */
    DAMAGED
  }
}
