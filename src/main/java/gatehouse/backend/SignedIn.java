package gatehouse.backend;

import gatehouse.model.AccessToken;
import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import java.time.Duration;

/**
 * What a signed-in person holds.
 *
 * @param expiresIn how long {@code access} is good from when it was given
 */
public record SignedIn(
    PlayerName name, AccessToken access, Duration expiresIn, RefreshToken refresh) {}
