/**
 * Playing: keeps one person seated at one game while the Game Service comes and goes.
 *
 * <p>Knows no SSH and no gRPC: the person is a {@link gatehouse.line.Line}, the service the port
 * {@link gatehouse.backend.Games}. Start reading at {@link gatehouse.play.PlayLink}.
 */
@NullMarked
package gatehouse.play;

import org.jspecify.annotations.NullMarked;
