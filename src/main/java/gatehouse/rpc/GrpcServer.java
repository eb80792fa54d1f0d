package gatehouse.rpc;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.grpc.javadsl.ServiceHandler;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ServerSettings;
import akka.japi.function.Function;
import gatehouse.model.ServiceAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A listening socket that serves gRPC services over HTTP/2 without TLS.
 *
 * <p>A quiet call is never cut: calls may be silent for hours, and pings find out who is gone.
 */
public final class GrpcServer {

  private final ServerBinding binding;

  private GrpcServer(ServerBinding binding) {
    this.binding = binding;
  }

  /**
   * Starts listening; the stage fails if the address cannot be had.
   *
   * @param port 0 for any free one
   * @param services what the generated {@code …HandlerFactory.create} methods make, given {@link
   *     GrpcStatuses#errorHandler}
   */
  public static CompletionStage<GrpcServer> bind(
      ActorSystem<?> system,
      RpcSettings settings,
      String host,
      int port,
      List<Function<HttpRequest, CompletionStage<HttpResponse>>> services) {
    return Http.get(system)
        .newServerAt(host, port)
        .adaptSettings(defaults -> adapt(defaults, settings))
        .bind(anyOf(services))
        .thenApply(GrpcServer::new);
  }

  /** Where it listens, with the port that was really taken. */
  public ServiceAddress address() {
    var bound = binding.localAddress();
    return new ServiceAddress(bound.getAddress().getHostAddress(), bound.getPort());
  }

  /** Accepts nothing more; calls that still run after {@code deadline} are cut. */
  public CompletionStage<Done> stop(Duration deadline) {
    return binding.terminate(deadline).thenApply(terminated -> Done.getInstance());
  }

  @SuppressWarnings("unchecked") // an array of functions, as Akka gRPC asks for
  private static Function<HttpRequest, CompletionStage<HttpResponse>> anyOf(
      List<Function<HttpRequest, CompletionStage<HttpResponse>>> services) {
    return ServiceHandler.concatOrNotFound(services.toArray(Function[]::new));
  }

  private static ServerSettings adapt(ServerSettings defaults, RpcSettings settings) {
    var never = scala.concurrent.duration.Duration.Inf();
    return defaults
        .withHttp2Enabled(true)
        .withTimeouts(defaults.getTimeouts().withIdleTimeout(never).withRequestTimeout(never))
        .withHttp2Settings(
            defaults
                .getHttp2Settings()
                .withMaxConcurrentStreams(settings.maxConcurrentStreams())
                .withIncomingStreamLevelBufferSize(settings.streamBuffer())
                .withIncomingConnectionLevelBufferSize(settings.connectionBuffer())
                .withPingInterval(settings.pingInterval())
                .withPingTimeout(settings.pingTimeout()));
  }
}
