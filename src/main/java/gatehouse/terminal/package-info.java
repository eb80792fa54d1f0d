/**
 * Terminals as data: sizes, keys, drawing, and the screen model. Knows only the JDK and JLine's
 * widths.
 */
@NullMarked
package gatehouse.terminal;

import org.jspecify.annotations.NullMarked;
