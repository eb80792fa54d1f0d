package gatehouse.ssh;

import gatehouse.admission.Networks;
import gatehouse.telemetry.Meters;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peers that are believed when they say, in a {@linkplain gatehouse.admission.ProxyHeader PROXY
 * header}, who has connected to them, and that have to say so.
 */
final class LoadBalancers {

  private static final Logger LOG = LoggerFactory.getLogger(LoadBalancers.class);

  private final Networks networks;
  private final Duration headerTimeout;
  private final AtomicBoolean failing = new AtomicBoolean();

  LoadBalancers(ProxySettings settings) {
    networks = Networks.of(settings.networks());
    headerTimeout = settings.headerTimeout();
  }

  /** Whether the peer is one of them. */
  boolean include(SocketAddress peer) {
    return peer instanceof InetSocketAddress internet && networks.contains(internet.getAddress());
  }

  /** How long a header may take. */
  Duration headerTimeout() {
    return headerTimeout;
  }

  /** One has spoken for a client. */
  void spokeForClient() {
    Meters.PROXIED.inc();
    failing.set(false);
  }

  /** One has spoken for itself, as for a health check. */
  void spokeForItself() {
    Meters.PROXY_ITSELF.inc();
    failing.set(false);
  }

  /** One has not said who has connected. Logged once, until one does. */
  void failed(SocketAddress peer, String why) {
    Meters.PROXY_REFUSED.inc();
    if (!failing.getAndSet(true)) {
      LOG.warn(
          "A connection from {}, which is in gatehouse.ssh.proxy.networks, is closed: {}",
          Plain.address(peer),
          why);
    }
  }
}
