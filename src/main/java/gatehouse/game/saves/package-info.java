/**
 * Saves of games: kept as blobs that are written once, checked by their SHA-256, and handed out
 * again.
 */
@NullMarked
package gatehouse.game.saves;

import org.jspecify.annotations.NullMarked;
