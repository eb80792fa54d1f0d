package gatehouse.auth;

import gatehouse.model.AccessToken;
import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import java.time.Duration;

/**
 * What a person holds who is signed in.
 *
 * @param name as registered
 * @param expiresIn how long {@code access} is good from now
 */
public record Credentials(
    PlayerName name, AccessToken access, Duration expiresIn, RefreshToken refresh) {}
