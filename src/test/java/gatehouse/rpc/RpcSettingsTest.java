package gatehouse.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RpcSettingsTest {

  @Test
  void the_defaults_are_those_of_the_reference() {
    assertThat(RpcSettings.from(ConfigFactory.load().getConfig("gatehouse.rpc")))
        .isEqualTo(
            new RpcSettings(
                10_000,
                64 * 1024,
                16 * 1024 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5)));
  }

  @Test
  void every_key_is_read() {
    var all =
        ConfigFactory.parseString(
            """
            max-concurrent-streams = 1
            stream-buffer = 2 B
            connection-buffer = 3 B
            ping-interval = 4 s
            ping-timeout = 2 s
            """);
    assertThat(RpcSettings.from(all))
        .isEqualTo(new RpcSettings(1, 2, 3, Duration.ofSeconds(4), Duration.ofSeconds(2)));
  }

  @Test
  void what_cannot_work_is_refused_by_its_key() {
    assertThatThrownBy(() -> new RpcSettings(1, 2, 1, Duration.ofSeconds(4), Duration.ofSeconds(2)))
        .hasMessageContaining("gatehouse.rpc.connection-buffer");
    assertThatThrownBy(() -> new RpcSettings(1, 2, 3, Duration.ofSeconds(4), Duration.ofSeconds(3)))
        .hasMessageContaining("gatehouse.rpc.ping-interval");
    assertThatThrownBy(() -> new RpcSettings(0, 2, 3, Duration.ofSeconds(4), Duration.ofSeconds(2)))
        .hasMessageContaining("gatehouse.rpc.max-concurrent-streams");
  }
}
