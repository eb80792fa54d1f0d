/** Verifying access tokens without asking the Auth Service. */
@NullMarked
package gatehouse.token;

import org.jspecify.annotations.NullMarked;
