/**
 * Watching live games: one stream per game comes to the gateway, and everybody who watches gets
 * pictures of it that fit their terminal, as fast as they can take them and never an old one.
 */
@NullMarked
package gatehouse.spectate;

import org.jspecify.annotations.NullMarked;
