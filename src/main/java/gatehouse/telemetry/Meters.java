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
          .help("TCP connections to the SSH port: let_in, or turned_away by admission.")
          .labelNames("outcome")
          .register();

  /** Connections that were let in. */
  public static final CounterDataPoint LET_IN = ACCEPTED.labelValues("let_in");

  /** Connections that were refused at once. */
  public static final CounterDataPoint TURNED_AWAY = ACCEPTED.labelValues("turned_away");

  /** Connections that were refused or ended before anybody had signed in: by reason. */
  public static final Counter SSH_REFUSED =
      Counter.builder()
          .name("gatehouse_ssh_refused_total")
          .help("SSH connections refused or ended by admission, by reason; see operating.md.")
          .labelNames("reason")
          .register();

  /** Open SSH connections that have not signed in. */
  public static final Gauge SSH_UNAUTHENTICATED =
      gauge("gatehouse_ssh_unauthenticated", "Open SSH connections that have not signed in.");

  /** Networks that have, or had of late, a penalty. */
  public static final Gauge SSH_PENALISED =
      gauge("gatehouse_ssh_penalised_networks", "Networks that have, or had of late, a penalty.");

  /** Whether the file of networks holds a mistake, so that older lists are in use. */
  public static final Gauge ACCESS_LISTS_REFUSED_NOW =
      gauge(
          "gatehouse_ssh_access_lists_refused",
          "1 while the file of networks has a mistake and older lists are in use.");

  private static final Counter PROXY_HEADERS =
      Counter.builder()
          .name("gatehouse_ssh_proxy_headers_total")
          .help("Connections from load balancers; refused: without a right PROXY header in time.")
          .labelNames("outcome")
          .register();

  /** Connections that load balancers made for clients. */
  public static final CounterDataPoint PROXIED = PROXY_HEADERS.labelValues("client");

  /** Connections that load balancers made for themselves. */
  public static final CounterDataPoint PROXY_ITSELF = PROXY_HEADERS.labelValues("itself");

  /** Connections of load balancers that did not say for whom. */
  public static final CounterDataPoint PROXY_REFUSED = PROXY_HEADERS.labelValues("refused");

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

  /** People for whom there is no room at this gateway yet. */
  public static final Gauge PEOPLE_WAITING =
      gauge("gatehouse_people_waiting", "People in the queue of a gateway that is full.");

  /** People for whom there was no room even in the queue. */
  public static final Counter PEOPLE_TURNED_AWAY =
      Counter.builder()
          .name("gatehouse_people_turned_away_total")
          .help("People for whom even the queue was full.")
          .register();

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

  private static final Counter CATALOGUE_RELOADS =
      Counter.builder()
          .name("gatehouse_catalogue_reloads_total")
          .help("Times the catalogue was read again; result: taken, or refused for a mistake.")
          .labelNames("result")
          .register();

  /** Catalogues without a mistake. */
  public static final CounterDataPoint CATALOGUE_TAKEN = CATALOGUE_RELOADS.labelValues("taken");

  /** Catalogues with one. */
  public static final CounterDataPoint CATALOGUE_REFUSED = CATALOGUE_RELOADS.labelValues("refused");

  /** Whether the files hold a mistake, so that an older catalogue is in use. */
  public static final Gauge CATALOGUE_REFUSED_NOW =
      gauge(
          "gatehouse_catalogue_refused",
          "1 while the files of the catalogue have a mistake and an older one is in use.");

  /** Places for games on this node: used and free. */
  public static final Gauge SLOTS =
      Gauge.builder()
          .name("gatehouse_game_slots")
          .help("Places for games on this node; state: used or free.")
          .labelNames("state")
          .register();

  /** Games that were not started for want of room: by what there was too little of. */
  public static final Counter GAMES_REFUSED =
      Counter.builder()
          .name("gatehouse_games_refused_total")
          .help("Games not started; lack: places, ptys, memory, processes, files or disk.")
          .labelNames("lack")
          .register();

  /** What games of this node use of processors, by game. */
  public static final Counter GAME_CPU =
      Counter.builder()
          .name("gatehouse_game_cpu_seconds_total")
          .help("Seconds of processors that games of this node have used.")
          .labelNames("game")
          .register();

  /** Memory of the games that run on this node, by game. */
  public static final Gauge GAME_MEMORY =
      Gauge.builder()
          .name("gatehouse_game_memory_bytes")
          .help("Resident memory of games on this node; what processes share counts for each.")
          .labelNames("game")
          .register();

  /** Processes of the games that run on this node, by game. */
  public static final Gauge GAME_PROCESSES =
      Gauge.builder()
          .name("gatehouse_game_processes")
          .help("Processes of games on this node.")
          .labelNames("game")
          .register();

  /** Games that were ended for what they did or did not do: by game and cause. */
  public static final Counter GAMES_ENDED_BY_POLICY =
      Counter.builder()
          .name("gatehouse_games_ended_by_policy_total")
          .help("Games that were ended; cause: idle, too_long, runaway or stuck.")
          .labelNames("game", "cause")
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
