package gatehouse.game.catalogue;

import java.util.List;
import java.util.Optional;

/** How a game is kept from the machine, and made to run as nobody who matters. */
sealed interface Confinement permits Bubblewrap, Unconfined {

  /** The command that runs {@code command} confined to {@code room} and within {@code limits}. */
  List<String> confine(List<String> command, Room room, Limits limits);

  /** Whether the game sees a file tree of its own. */
  boolean ownTree();

  /** Whether it is good enough for this game. */
  boolean admits(GameEntry entry);

  /** Who the game believes to be. */
  Identity seenAs();

  /** One line on what operators should know to be missing. */
  Optional<String> warning();
}
