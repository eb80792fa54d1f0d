package gatehouse.backend.grpc;

import akka.actor.typed.ActorSystem;
import akka.grpc.javadsl.SingleResponseRequestBuilder;
import akka.pattern.CircuitBreaker;
import gatehouse.backend.BackendFailure;
import gatehouse.model.AccessToken;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Calls a service through its connection and a circuit breaker, so that a service that does not
 * answer is not waited for by everybody. A refusal is an answer and does not count, nor does "try
 * again": one person's game that is being saved must not close the service to all.
 */
final class Caller<C> {

  private final Connection<C> connection;
  private final CircuitBreaker breaker;

  Caller(ActorSystem<?> system, Connection<C> connection, BackendSettings settings) {
    this.connection = connection;
    this.breaker =
        CircuitBreaker.create(
            system.classicSystem().scheduler(),
            settings.breakerFailures(),
            settings.callTimeout().plusSeconds(1),
            settings.breakerPause());
  }

  /** The service's answer; fails with {@link BackendFailure} only. */
  <T> CompletionStage<T> call(Function<C, CompletionStage<T>> question) {
    var clients = connection.clients();
    return breaker
        .callWithCircuitBreakerCS(
            () -> question.apply(clients),
            (Optional<T> answer, Optional<Throwable> failure) ->
                failure.isPresent() && unanswered(clients, failure.get()))
        .exceptionallyCompose(failure -> {
          throw new CompletionException(GrpcFailures.of(failure));
        });
  }

  private boolean unanswered(C clients, Throwable failure) {
    if (GrpcFailures.isAnswer(failure)) {
      return false;
    }
    connection.failed(clients);
    return true;
  }

  /** Adds who asks. */
  static <Q, A> SingleResponseRequestBuilder<Q, A> as(
      AccessToken token, SingleResponseRequestBuilder<Q, A> request) {
    return request.addHeader("authorization", "Bearer " + token.value());
  }
}
