package gatehouse.rpc;

/**
 * A service understood and says no, as its callers shall hear it. Thrown, or the failure of a stage
 * or stream; {@link GrpcStatuses} turns it into the gRPC status of the same name.
 *
 * <p>The message leaves the process: it is one line for people and carries no secret.
 */
public final class Refusal extends RuntimeException {

  /** What kind of no. */
  public enum Kind {
    /** Something that was given breaks a rule, whatever the state of things. */
    INVALID_ARGUMENT,
    /** It exists already. */
    ALREADY_EXISTS,
    /** What was asked for does not exist. */
    NOT_FOUND,
    /** The caller is not, or no longer, who they say. */
    UNAUTHENTICATED,
    /** The caller is known and may not. */
    PERMISSION_DENIED,
    /** It cannot be done as things stand. */
    FAILED_PRECONDITION,
    /** Too much is asked for at this moment. */
    RESOURCE_EXHAUSTED,
    /** Something that is needed is away; worth another try. */
    UNAVAILABLE
  }

  private final Kind kind;

  public Refusal(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
