package gatehouse.backend;

import java.util.concurrent.CompletionException;

/**
 * Why a backend did not do as asked. Sealed, so that every caller says what each kind means to it.
 */
public abstract sealed class BackendFailure extends RuntimeException {

  private BackendFailure(String message, Throwable cause) {
    super(message, cause);
  }

  private BackendFailure(String message) {
    super(message);
  }

  /** The service cannot be reached or is shutting down. Worth another try. */
  public static final class Unavailable extends BackendFailure {

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The service understood and said no. Another try changes nothing; the message is for people. */
  public static final class Refused extends BackendFailure {

    /** What kind of no. */
    public enum Reason {
      /** Something that was given breaks a rule. */
      INVALID,
      /** It exists already. */
      TAKEN,
      /** The caller is not, or no longer, who they say. */
      UNAUTHENTICATED,
      /** It cannot be done as things stand. */
      IMPOSSIBLE
    }

    private final Reason reason;

    public Refused(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /** What a failed stage or stream carries, freed of the wrapping that stages put around it. */
  public static BackendFailure of(Throwable failure) {
    return switch (failure) {
      case BackendFailure known -> known;
      case CompletionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      default -> new Unavailable("unexpected failure", failure);
    };
  }
}
