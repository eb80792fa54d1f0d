/** The {@link gatehouse.line.Line} port: one person's terminal at the other end. */
@NullMarked
package gatehouse.line;

import org.jspecify.annotations.NullMarked;
