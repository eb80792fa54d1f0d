/**
 * Sessions of people at games: one process per player and game, its terminal, and who may use it.
 *
 * <p>Start reading at {@link gatehouse.game.GameSession}, which decides, and {@link
 * gatehouse.game.RunningGame}, which does.
 */
@NullMarked
package gatehouse.game;

import org.jspecify.annotations.NullMarked;
