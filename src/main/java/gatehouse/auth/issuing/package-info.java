/** Issuing what a signed-in person holds: access tokens and refresh tokens. */
@NullMarked
package gatehouse.auth.issuing;

import org.jspecify.annotations.NullMarked;
