/** Pseudo-terminals with programs in them, behind the port {@link gatehouse.game.pty.Ptys}. */
@NullMarked
package gatehouse.game.pty;

import org.jspecify.annotations.NullMarked;
