/** Which games there are, and what it takes to start one of them for a player. */
@NullMarked
package gatehouse.game.catalogue;

import org.jspecify.annotations.NullMarked;
