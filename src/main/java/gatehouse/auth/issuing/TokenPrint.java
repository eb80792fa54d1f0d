package gatehouse.auth.issuing;

/**
 * What is kept of a refresh token: SHA-256 of its two parts.
 *
 * @param family the part that all tokens of one sign-in share
 * @param secret the part that is new each time
 */
public record TokenPrint(String family, String secret) {}
