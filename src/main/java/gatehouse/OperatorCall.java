package gatehouse;

import com.google.protobuf.Message;
import gatehouse.rpc.Bearer;
import gatehouse.rpc.Operators;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call to a running Game Service on behalf of its operator, without an actor system: commands
 * are short.
 *
 * @param method as gRPC names it, such as {@code gatehouse.game.v1.Administration/ReloadCatalogue}
 * @param noReply the reply's type, an empty one
 */
record OperatorCall<Q extends Message, R extends Message>(String method, Q request, R noReply) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of(Bearer.KEY, Metadata.ASCII_STRING_MARSHALLER);

  /**
   * The reply.
   *
   * @throws StatusRuntimeException if the service refuses, or cannot be reached
   */
  R to(OperatorFile.Content service) {
    var address = service.address();
    var channel =
        ManagedChannelBuilder.forAddress(address.host(), address.port()).usePlaintext().build();
    try {
      var headers = new Metadata();
      headers.put(AUTHORIZATION, Operators.valueOf(service.token()));
      var deadline = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      var reply = new Reply<R>();
      var call = channel.newCall(descriptor(), deadline);
      call.start(reply, headers);
      call.request(2); // the second would be one too many, and is how the end is heard of
      call.sendMessage(request);
      call.halfClose();
      return Waiting.until(reply.whole, PATIENCE.plusSeconds(5));
    } finally {
      channel.shutdownNow();
    }
  }

  @SuppressWarnings("unchecked") // what a message's own type makes
  private MethodDescriptor<Q, R> descriptor() {
    return MethodDescriptor.<Q, R>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(method)
        .setRequestMarshaller(ProtoUtils.marshaller((Q) request.getDefaultInstanceForType()))
        .setResponseMarshaller(ProtoUtils.marshaller(noReply))
        .build();
  }

  /** Hears the one message of the reply, and then how the call ended. */
  private static final class Reply<R> extends ClientCall.Listener<R> {

    private final CompletableFuture<R> whole = new CompletableFuture<>();
    private @Nullable R message;

    @Override
    public void onMessage(R message) {
      this.message = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.isOk() && message != null) {
        whole.complete(message);
      } else {
        whole.completeExceptionally(new StatusRuntimeException(status));
      }
    }
  }
}
