package gatehouse.token;

import gatehouse.model.PlayerName;
import java.time.Instant;

/**
 * Who somebody has been shown to be.
 *
 * @param until when the token that showed it expires
 */
public record Identity(PlayerName name, Instant until) {}
