/** Ids and small values that every part of gatehouse speaks of. Knows only the JDK. */
@NullMarked
package gatehouse.model;

import org.jspecify.annotations.NullMarked;
