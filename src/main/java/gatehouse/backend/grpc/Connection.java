package gatehouse.backend.grpc;

import akka.actor.typed.ActorSystem;
import akka.grpc.GrpcChannel;
import akka.grpc.GrpcClientSettings;
import gatehouse.model.ServiceAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One HTTP/2 connection to a service, with whatever clients share it, replaced when it has failed.
 *
 * <p>gRPC's own pause between two attempts to connect grows to two minutes; a connection that is
 * replaced starts afresh. Calls that still run on a replaced one go on. Thread-safe.
 *
 * @param <C> the clients on it, made once per connection
 */
final class Connection<C> {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private record Current<C>(GrpcChannel channel, C clients, Instant since) {}

  private final ActorSystem<?> system;
  private final GrpcClientSettings settings;
  private final Function<GrpcChannel, C> clients;
  private final AtomicReference<Current<C>> current;

  private Connection(
      ActorSystem<?> system, GrpcClientSettings settings, Function<GrpcChannel, C> clients) {
    this.system = system;
    this.settings = settings;
    this.clients = clients;
    this.current = new AtomicReference<>(dial());
  }

  /** For calls with one answer each, all under the deadline of the settings. */
  static <C> Connection<C> forCalls(
      ActorSystem<?> system,
      ServiceAddress address,
      BackendSettings settings,
      Function<GrpcChannel, C> clients) {
    return new Connection<>(
        system, to(system, address, settings).withDeadline(settings.callTimeout()), clients);
  }

  /** For streams, which end when they end. */
  static <C> Connection<C> forStreams(
      ActorSystem<?> system,
      ServiceAddress address,
      BackendSettings settings,
      Function<GrpcChannel, C> clients) {
    return new Connection<>(system, to(system, address, settings), clients);
  }

  private static GrpcClientSettings to(
      ActorSystem<?> system, ServiceAddress address, BackendSettings settings) {
    return GrpcClientSettings.connectToServiceAt(address.host(), address.port(), system)
        .withTls(false)
        .withConnectionAttempts(-1)
        .withChannelBuilderOverrides(channel ->
            channel
                .keepAliveTime(settings.keepAliveInterval().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(settings.keepAliveTimeout().toMillis(), TimeUnit.MILLISECONDS));
  }

  private Current<C> dial() {
    var channel = GrpcChannel.apply(settings, system);
    return new Current<>(channel, clients.apply(channel), Instant.now());
  }

  /** The clients to call now. */
  C clients() {
    return current.get().clients();
  }

  /** Says that these clients found nobody at the other end. */
  void failed(C clients) {
    var seen = current.get();
    if (!seen.clients().equals(clients) || seen.since().plus(FRESH).isAfter(Instant.now())) {
      return;
    }
    var replacement = dial();
    var retired = current.compareAndSet(seen, replacement) ? seen : replacement;
    var _ = retired.channel().closeCS();
  }
}
