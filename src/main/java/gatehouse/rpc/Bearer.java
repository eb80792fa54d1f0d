package gatehouse.rpc;

import akka.grpc.javadsl.Metadata;
import gatehouse.model.AccessToken;
import java.util.Optional;

/** A person's access token in the metadata of a call: {@code authorization: Bearer <token>}. */
public final class Bearer {

  /** The metadata key, for both ends. */
  public static final String KEY = "authorization";

  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /** The value a client sets under {@link #KEY}. */
  public static String valueOf(AccessToken token) {
    return SCHEME + token.value();
  }

  /** The token a caller has sent, if any; nobody has checked it yet. */
  public static Optional<AccessToken> in(Metadata metadata) {
    return metadata
        .getText(KEY)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> new AccessToken(value.substring(SCHEME.length()).strip()));
  }
}
