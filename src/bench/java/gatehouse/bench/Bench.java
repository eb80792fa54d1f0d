package gatehouse.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.testkit.RemoteTerminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.BuiltinDHFactories;

/**
 * Puts load on gatehouse, on Debian's OpenSSH and on a bare MINA server in turn, and prints what each
 * took.
 *
 * <p>{@code mvn -q -Pbench test-compile exec:exec}; see {@code bench.conf} for what can be changed.
 */
public final class Bench {

  private final Config settings;
  private final SshClient client;
  private final KeyPair key;
  private final Report report = new Report();

  private Bench(Config settings, SshClient client, KeyPair key) {
    this.settings = settings;
    this.client = client;
    this.key = key;
  }

  /** Runs what {@code bench.conf} and the environment variable BENCH say; no arguments. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(run(Optional.ofNullable(System.getenv("BENCH")).orElse("")));
  }

  /** Runs all scenarios; the answer is the table. */
  static String run(String overlay) throws Exception {
    var settings =
        ConfigFactory.parseString("bench { " + overlay + " }")
            .withFallback(ConfigFactory.parseResources("bench.conf"))
            .resolve()
            .getConfig("bench");
    var key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    try (var client = RemoteTerminal.client()) {
      client.addPublicKeyIdentity(key);
      insist(client, settings.getString("kex"));
      var bench = new Bench(settings, client, key);
      bench.runAll();
      bench.report.write(Path.of(settings.getString("report")), circumstances());
      return bench.report.table();
    }
  }

  /** Leaves the client no other key exchange, if one is named. */
  private static void insist(SshClient client, String kex) {
    if (!kex.isEmpty()) {
      var factories = BuiltinDHFactories.parseDHFactoriesList(kex).getParsedFactories();
      client.setKeyExchangeFactories(
          NamedFactory.setUpTransformedFactories(false, factories, ClientBuilder.DH2KEX));
    }
  }

  private void runAll() throws Exception {
    for (var scenario : scenarios()) {
      for (int round = 0; round < settings.getInt("rounds"); round++) {
        run(scenario);
      }
    }
  }

  private List<Scenario> scenarios() {
    var scenarios = new ArrayList<Scenario>();
    for (var name : settings.getStringList("scenarios")) {
      var of = settings.getConfig(name);
      switch (name) {
        case "idle" -> scenarios.add(new IdleScenario(of, client));
        case "storm" -> scenarios.add(new StormScenario(of, client));
        case "arrivals" -> scenarios.add(new ArrivalsScenario(of, client));
        case "echo" ->
            of.getIntList("sessions")
                .forEach(sessions -> scenarios.add(new EchoScenario(of, sessions, client)));
        case "spectators" -> scenarios.add(new SpectatorScenario(of, client));
        default -> throw new IllegalArgumentException("bench.scenarios: no such one: " + name);
      }
    }
    return scenarios;
  }

  /** Each server is started anew, so that none suffers from what it did before. */
  private void run(Scenario scenario) throws Exception {
    for (var name : List.of(Subject.OPENSSH, Subject.MINA, Subject.GATEHOUSE)) {
      var folder = Files.createTempDirectory("gatehouse-bench");
      try (var subject = start(name, folder)) {
        if (scenario.suits(subject)) {
          report.add(scenario.run(subject));
        }
      } finally {
        delete(folder);
      }
    }
  }

  private Subject start(String name, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    return switch (name) {
      case Subject.GATEHOUSE -> new Gatehouse(folder);
      case Subject.MINA -> new BareMina(folder);
      default -> new OpenSsh(folder, PublicKeyEntry.toString(key.getPublic()));
    };
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Map<String, String> circumstances() throws IOException {
    var found = new TreeMap<String, String>();
    found.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    found.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    found.put("java", Runtime.version().toString());
    found.put("kernel", System.getProperty("os.version"));
    found.put("openssh", output("ssh", "-V"));
    return found;
  }

  private static String output(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
