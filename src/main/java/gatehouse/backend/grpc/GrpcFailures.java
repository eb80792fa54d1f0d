package gatehouse.backend.grpc;

import akka.NotUsed;
import akka.japi.pf.PFBuilder;
import akka.pattern.CircuitBreakerOpenException;
import akka.stream.javadsl.Source;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.BackendFailure.Refused;
import gatehouse.backend.BackendFailure.Refused.Reason;
import gatehouse.backend.BackendFailure.Unavailable;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** What a failed call means: the one place on a gateway that knows gRPC statuses. */
final class GrpcFailures {

  private GrpcFailures() {}

  /** The failure as callers of the ports know it. */
  static BackendFailure of(Throwable failure) {
    return switch (failure) {
      case BackendFailure known -> known;
      case StatusRuntimeException refused -> ofStatus(refused.getStatus(), refused);
      case CircuitBreakerOpenException open -> new Unavailable("not asked: it failed lately", open);
      case CompletionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      default -> new Unavailable("unexpected failure", failure);
    };
  }

  private static BackendFailure ofStatus(Status status, Throwable cause) {
    String text = Optional.ofNullable(status.getDescription()).orElse("");
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> new Refused(Reason.INVALID, text);
      case ALREADY_EXISTS -> new Refused(Reason.TAKEN, text);
      case UNAUTHENTICATED -> new Refused(Reason.UNAUTHENTICATED, text);
      case PERMISSION_DENIED, FAILED_PRECONDITION, NOT_FOUND, RESOURCE_EXHAUSTED ->
          new Refused(Reason.IMPOSSIBLE, text);
      case OK,
          CANCELLED,
          UNKNOWN,
          DEADLINE_EXCEEDED,
          ABORTED,
          UNIMPLEMENTED,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS ->
          new Unavailable(status.getCode() + " " + text, cause);
    };
  }

  /**
   * Whether the service itself has said this, so that it can be reached. gRPC's own UNAVAILABLE has
   * the network's failure as its cause; one that was sent has none.
   */
  static boolean isAnswer(Throwable failure) {
    return switch (failure) {
      case StatusRuntimeException told ->
          of(told) instanceof Refused
              || (told.getStatus().getCode() == Status.Code.UNAVAILABLE
                  && told.getStatus().getCause() == null);
      case CompletionException wrapper when wrapper.getCause() != null ->
          isAnswer(wrapper.getCause());
      default -> false;
    };
  }

  /** Translates how a stream fails. */
  static <T> Source<T, NotUsed> translate(Source<T, NotUsed> stream) {
    return stream.mapError(
        new PFBuilder<Throwable, Throwable>().matchAny(GrpcFailures::of).build());
  }
}
