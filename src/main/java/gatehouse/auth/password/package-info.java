/** What a password must be, and how it is kept so that nobody can read it back. */
@NullMarked
package gatehouse.auth.password;

import org.jspecify.annotations.NullMarked;
