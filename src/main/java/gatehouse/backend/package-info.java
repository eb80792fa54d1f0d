/** The Game Service and the Auth Service as a gateway sees them: ports, and how they fail. */
@NullMarked
package gatehouse.backend;

import org.jspecify.annotations.NullMarked;
