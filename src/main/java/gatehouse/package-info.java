/** The main class, the roles a process can play, and how its configuration is put together. */
@NullMarked
package gatehouse;

import org.jspecify.annotations.NullMarked;
