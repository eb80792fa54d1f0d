package gatehouse.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import akka.grpc.GrpcServiceException;
import akka.pattern.AskTimeoutException;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("P-transport")
class GrpcStatusesTest {

  @ParameterizedTest
  @EnumSource
  void a_refusal_becomes_the_status_of_the_same_name_with_its_line(Refusal.Kind kind) {
    var status = GrpcStatuses.statusOf(new Refusal(kind, "Sorry."));
    assertThat(status.getCode().name()).isEqualTo(kind.name());
    assertThat(status.getDescription()).isEqualTo("Sorry.");
  }

  @Test
  void what_stages_wrap_around_a_refusal_does_not_hide_it() {
    var refusal = new Refusal(Refusal.Kind.NOT_FOUND, "No such game.");
    var wrapped = new CompletionException(new ExecutionException(refusal));
    assertThat(GrpcStatuses.statusOf(wrapped).getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void an_answer_that_does_not_come_is_worth_another_try() {
    var late = new CompletionException(new AskTimeoutException("Ask timed out on [secret]"));
    var status = GrpcStatuses.statusOf(late);
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getDescription()).isEqualTo("no answer in time");
  }

  @Test
  void a_status_that_a_service_chose_itself_is_kept() {
    var chosen = new GrpcServiceException(Status.DATA_LOSS.withDescription("gone"));
    assertThat(GrpcStatuses.statusOf(chosen)).isEqualTo(chosen.getStatus());
  }

  @Test
  void nothing_is_told_of_an_unexpected_failure() {
    var status = GrpcStatuses.statusOf(new IllegalStateException("password was hunter2"));
    assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(status.getDescription()).isEqualTo("internal error");
  }

  @Test
  void a_bug_is_not_taken_for_an_unknown_method() {
    assertThat(GrpcStatuses.statusOf(new UnsupportedOperationException()).getCode())
        .isEqualTo(Status.Code.INTERNAL);
    assertThat(
            GrpcStatuses.statusOf(new UnsupportedOperationException("Not implemented: X"))
                .getCode())
        .isEqualTo(Status.Code.UNIMPLEMENTED);
  }
}
