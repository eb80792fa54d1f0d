/**
 * Accounts of people: who owns a name, and who is signed in to it.
 *
 * <p>Knows no gRPC. Start reading at {@link gatehouse.auth.Accounts}; the rules are in {@code
 * Account}.
 */
@NullMarked
package gatehouse.auth;

import org.jspecify.annotations.NullMarked;
