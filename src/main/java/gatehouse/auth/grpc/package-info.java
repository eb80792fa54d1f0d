/** The Auth Service as others call it. Translates, decides nothing. */
@NullMarked
package gatehouse.auth.grpc;

import org.jspecify.annotations.NullMarked;
