package gatehouse.telemetry;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;

/**
 * All that is measured in this process, in Prometheus's terms; {@code operating.md} lists it. No
 * label has a value that a stranger can choose.
 */
public final class Meters {

  /** Open SSH connections, signed in or not. */
  public static final Gauge CONNECTIONS =
      gauge("gatehouse_ssh_connections", "Open SSH connections, signed in or not.");

  private static final Counter ACCEPTED =
      Counter.builder()
          .name("gatehouse_ssh_connections_accepted_total")
          .help("TCP connections to the SSH port; turned_away: more than may be open.")
          .labelNames("outcome")
          .register();

  /** Connections that were let in. */
  public static final CounterDataPoint LET_IN = ACCEPTED.labelValues("let_in");

  /** Connections that were one too many. */
  public static final CounterDataPoint TURNED_AWAY = ACCEPTED.labelValues("turned_away");

  private static final Counter BYTES =
      Counter.builder()
          .name("gatehouse_ssh_bytes_total")
          .help("What people typed (in) and what their terminals were sent (out), unencrypted.")
          .labelNames("direction")
          .register();

  /** Bytes that people typed. */
  public static final CounterDataPoint BYTES_IN = BYTES.labelValues("in");

  /** Bytes that people's terminals were sent. */
  public static final CounterDataPoint BYTES_OUT = BYTES.labelValues("out");

  /** People at this gateway: at a menu, at play or watching. */
  public static final Gauge SESSIONS =
      gauge("gatehouse_sessions", "People at a menu, at play or watching.");

  /** Viewers of games at this gateway. */
  public static final Gauge SPECTATORS =
      gauge("gatehouse_spectators", "People who watch a game through this gateway.");

  /** From a key's arrival at the gateway to the game's next output on its way back. */
  public static final Histogram KEY_TO_OUTPUT =
      Histogram.builder()
          .name("gatehouse_key_to_output_seconds")
          .help("From a key's arrival at the gateway to the game's next output, up to 10 s.")
          .classicOnly()
          .classicUpperBounds(
              0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
          .register();

  /** Games that run on this node, by game. */
  public static final Gauge GAMES =
      Gauge.builder()
          .name("gatehouse_games")
          .help("Games that run on this node.")
          .labelNames("game")
          .register();

  /** Games that ended on this node: by game and by whether they left a save. */
  public static final Counter GAMES_ENDED =
      Counter.builder()
          .name("gatehouse_games_ended_total")
          .help("Games that ended on this node; outcome: saved, or ended for good.")
          .labelNames("game", "outcome")
          .register();

  /** Whether the database answers; without meaning in a process that has none. */
  public static final Gauge DATABASE_UP =
      gauge("gatehouse_database_up", "1 while the database answers, else 0.");

  /** Attempts to sign in or register: by way and outcome. */
  public static final Counter SIGN_INS =
      Counter.builder()
          .name("gatehouse_sign_ins_total")
          .help("Attempts to sign in; outcome: granted, refused, busy or failed.")
          .labelNames("way", "outcome")
          .register();

  private Meters() {}

  private static Gauge gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).register();
  }

  /** Tells which build this is, and adds the JVM's own meters. Once a process. */
  public static void register(String version) {
    Info.builder()
        .name("gatehouse_build_info")
        .help("The version that runs.")
        .labelNames("version")
        .register()
        .setLabelValues(version);
    io.prometheus.metrics.instrumentation.jvm.JvmMetrics.builder().register();
  }
}
