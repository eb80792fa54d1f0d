/** The built-in game: a program of its own, which gatehouse starts in a PTY like any other. */
@NullMarked
package gatehouse.game.builtin;

import org.jspecify.annotations.NullMarked;
