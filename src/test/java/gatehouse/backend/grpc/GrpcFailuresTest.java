package gatehouse.backend.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import akka.pattern.CircuitBreakerOpenException;
import gatehouse.backend.BackendFailure.Refused;
import gatehouse.backend.BackendFailure.Refused.Reason;
import gatehouse.backend.BackendFailure.Unavailable;
import io.grpc.Status;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import scala.concurrent.duration.Duration;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S3.4-breaker")
@Tag("C-errors")
class GrpcFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, INVALID",
    "ALREADY_EXISTS, TAKEN",
    "UNAUTHENTICATED, UNAUTHENTICATED",
    "PERMISSION_DENIED, IMPOSSIBLE",
    "FAILED_PRECONDITION, IMPOSSIBLE",
    "NOT_FOUND, IMPOSSIBLE",
    "RESOURCE_EXHAUSTED, IMPOSSIBLE"
  })
  void a_no_is_a_refusal_with_the_line_for_people(Status.Code code, Reason reason) {
    var failure = code.toStatus().withDescription("Because.").asRuntimeException();
    assertThat(GrpcFailures.of(failure))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused).hasMessage("Because.");
            });
    assertThat(GrpcFailures.isAnswer(new CompletionException(failure))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL", "UNKNOWN", "CANCELLED"})
  void anything_else_is_worth_another_try(Status.Code code) {
    assertThat(GrpcFailures.of(new CompletionException(code.toStatus().asRuntimeException())))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void a_service_that_says_try_again_has_answered() {
    var beingSaved =
        Status.UNAVAILABLE.withDescription("Your game is being saved.").asRuntimeException();
    assertThat(GrpcFailures.isAnswer(beingSaved)).isTrue();
  }

  @Test
  void a_service_that_cannot_be_reached_in_time_has_not() {
    var refused =
        Status.UNAVAILABLE
            .withDescription("io exception")
            .withCause(new ConnectException("Connection refused"))
            .asRuntimeException();
    assertThat(GrpcFailures.isAnswer(refused)).isFalse();
    assertThat(GrpcFailures.isAnswer(Status.DEADLINE_EXCEEDED.asRuntimeException())).isFalse();
  }

  @Test
  void an_open_breaker_is_worth_another_try() {
    var open = new CircuitBreakerOpenException(Duration.Zero(), "open");
    assertThat(GrpcFailures.of(open)).isInstanceOf(Unavailable.class);
  }
}
