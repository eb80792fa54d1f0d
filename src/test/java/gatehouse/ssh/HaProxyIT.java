package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import gatehouse.telemetry.Meters;
import gatehouse.testkit.Akka;
import gatehouse.testkit.NeedsRealPart;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Akka.class)
@NeedsRealPart({NeedsRealPart.HAPROXY, NeedsRealPart.SSH})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-S3")
class HaProxyIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Doorway doorway;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    doorway = Doorway.open(system, "proxy.networks = [\"127.0.0.1\"]");
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "send-proxy | 127.0.0.7 | 127.0.0.1 | 127.0.0.7:",
        "send-proxy | ::1 | ::1 | [0:0:0:0:0:0:0:1]:",
        "send-proxy-v2 | 127.0.0.7 | 127.0.0.1 | 127.0.0.7:",
        "send-proxy-v2 | ::1 | ::1 | [0:0:0:0:0:0:0:1]:",
        "send-proxy-v2 proxy-v2-options crc32c | 127.0.0.7 | 127.0.0.1 | 127.0.0.7:"
      })
  void says_who_plays(String options, String from, String to, String seen) throws Exception {
    try (var proxy = HaProxy.start(folder, doorway, options)) {
      var ssh = new OpenSsh(folder, proxy.port());
      var process = ssh.start("-tt", "-b", from, "play@" + to);
      var guest = doorway.guest().echoes();
      assertThat(guest.line().peer()).startsWith(seen);
      process.outputWriter().append("hjklq").flush();
      assertThat(ssh.ended(process).out()).isEqualTo("hjklq");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"send-proxy", "send-proxy-v2", "send-proxy-v2 proxy-v2-options crc32c"})
  void finds_the_servers_well(String options) throws Exception {
    double refused = Meters.PROXY_REFUSED.get();
    try (var proxy = HaProxy.start(folder, doorway, options)) {
      await()
          .atMost(PATIENCE)
          .until(() -> proxy.states().lines().allMatch(line -> line.contains(",L7OK,")));
    }
    assertThat(Meters.PROXY_REFUSED.get()).isEqualTo(refused);
  }

  @Test
  void checks_in_its_own_name() throws Exception {
    double before = Meters.PROXY_ITSELF.get();
    try (var proxy = HaProxy.start(folder, doorway, "send-proxy-v2")) {
      await().atMost(PATIENCE).until(() -> Meters.PROXY_ITSELF.get() > before + 2);
      assertThat(proxy.states()).contains(",UP,");
      assertThat(doorway.isEmpty()).isTrue();
    }
  }

  @Test
  void takes_the_servers_for_down_when_it_does_not_say_who_connects() throws Exception {
    try (var proxy = HaProxy.start(folder, doorway, "")) {
      await()
          .atMost(PATIENCE)
          .until(() -> proxy.states().lines().allMatch(line -> line.contains(",DOWN,")));
    }
  }
}
