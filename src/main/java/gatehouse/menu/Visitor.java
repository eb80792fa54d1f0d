package gatehouse.menu;

import gatehouse.model.PlayerName;

/** Who is looking at a menu. */
public sealed interface Visitor {

  /** Somebody who has not signed in. */
  record Anonymous() implements Visitor {}

  /** Somebody who has. */
  record Player(PlayerName name) implements Visitor {}
}
