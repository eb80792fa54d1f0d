package gatehouse.auth.grpc;

import gatehouse.auth.Answer;
import gatehouse.auth.Answer.Changed;
import gatehouse.auth.Answer.Granted;
import gatehouse.auth.Answer.Reason;
import gatehouse.auth.Answer.Refused;
import gatehouse.auth.Credentials;
import gatehouse.rpc.Refusal;
import gatehouse.rpc.Refusal.Kind;
import gatehouse.wire.auth.ChangeEmailReply;
import gatehouse.wire.auth.Grant;
import java.util.concurrent.CompletionStage;

/** What accounts answer, as it goes over the wire. */
final class Answers {

  private Answers() {}

  /** A grant, or the failure that stands for a refusal. */
  static CompletionStage<Grant> toGrant(CompletionStage<Answer> answer) {
    return answer.thenApply(given ->
        switch (given) {
          case Granted(Credentials credentials) -> toGrant(credentials);
          case Changed() -> throw new IllegalStateException("this signs somebody in");
          case Refused(Reason reason, String line) -> throw new Refusal(toKind(reason), line);
        });
  }

  /** That it is changed, or the failure that stands for a refusal. */
  static ChangeEmailReply toChange(Answer answer) {
    return switch (answer) {
      case Changed() -> ChangeEmailReply.getDefaultInstance();
      case Granted granted -> throw new IllegalStateException("this signs nobody in");
      case Refused(Reason reason, String line) -> throw new Refusal(toKind(reason), line);
    };
  }

  private static Grant toGrant(Credentials credentials) {
    return Grant.newBuilder()
        .setName(credentials.name().value())
        .setAccessToken(credentials.access().value())
        .setAccessExpiresIn(credentials.expiresIn().toSeconds())
        .setRefreshToken(credentials.refresh().value())
        .build();
  }

  private static Kind toKind(Reason reason) {
    return switch (reason) {
      case INVALID -> Kind.INVALID_ARGUMENT;
      case TAKEN -> Kind.ALREADY_EXISTS;
      case LOGIN_INCORRECT, SIGN_IN_OVER -> Kind.UNAUTHENTICATED;
      case WRONG_PASSWORD -> Kind.PERMISSION_DENIED;
      case BUSY -> Kind.RESOURCE_EXHAUSTED;
    };
  }
}
