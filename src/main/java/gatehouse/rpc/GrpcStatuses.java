package gatehouse.rpc;

import akka.actor.ActorSystem;
import akka.grpc.GrpcServiceException;
import akka.grpc.Trailers;
import akka.http.scaladsl.model.http2.PeerClosedStreamException;
import akka.japi.Function;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service's failures look like to its callers: the one class on the serving side that knows
 * gRPC statuses.
 *
 * <p>No text of an unexpected failure leaves the process: it becomes {@code INTERNAL "internal
 * error"} and one line of the log.
 */
public final class GrpcStatuses {

  private static final Logger log = LoggerFactory.getLogger(GrpcStatuses.class);

  private GrpcStatuses() {}

  /**
   * The last argument but one of every generated {@code …HandlerFactory.create}. It sees whatever a
   * service throws and whatever its stages and streams fail with, so that services speak of {@link
   * Refusal}s only.
   */
  public static Function<ActorSystem, Function<Throwable, Trailers>> errorHandler() {
    return system -> failure -> new Trailers(statusOf(failure));
  }

  /** The status of a failure, however stages have wrapped it. */
  static Status statusOf(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapper when wrapper.getCause() != null ->
          statusOf(wrapper.getCause());
      case ExecutionException wrapper when wrapper.getCause() != null ->
          statusOf(wrapper.getCause());
      case Refusal refusal -> statusOf(refusal.kind()).withDescription(refusal.getMessage());
      case GrpcServiceException known -> known.getStatus();
      case TimeoutException late -> Status.UNAVAILABLE.withDescription("no answer in time");
      case PeerClosedStreamException left -> Status.CANCELLED;
      case UnsupportedOperationException unknown when isUnknownMethod(unknown) ->
          Status.UNIMPLEMENTED;
      default -> {
        log.error("A call failed unexpectedly", failure);
        yield Status.INTERNAL.withDescription("internal error");
      }
    };
  }

  /** What generated handlers fail with when a caller asks for a method that the service lacks. */
  private static boolean isUnknownMethod(UnsupportedOperationException failure) {
    return failure.getMessage() != null && failure.getMessage().startsWith("Not implemented: ");
  }

  private static Status statusOf(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID_ARGUMENT -> Status.INVALID_ARGUMENT;
      case ALREADY_EXISTS -> Status.ALREADY_EXISTS;
      case NOT_FOUND -> Status.NOT_FOUND;
      case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Status.PERMISSION_DENIED;
      case FAILED_PRECONDITION -> Status.FAILED_PRECONDITION;
      case RESOURCE_EXHAUSTED -> Status.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Status.UNAVAILABLE;
    };
  }
}
