package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("C-ssh2222")
class SshSettingsTest {

  @Test
  void the_defaults_are_the_documented_ones() {
    assertThat(SshSettings.from(Doorway.section("")))
        .isEqualTo(
            new SshSettings(
                "0.0.0.0",
                2222,
                1024,
                Path.of("./data/ssh"),
                false,
                false,
                List.of("LANG", "LC_*", "COLORTERM", "NO_COLOR"),
                Set.of(
                    "play", "nethack", "crawl", "guest", "anonymous", "watch", "spectate", "games"),
                Duration.ofSeconds(30),
                6,
                12_000,
                0,
                Duration.ofSeconds(10),
                4,
                Duration.ofSeconds(15),
                3,
                0,
                4096,
                128 * 1024,
                1024 * 1024,
                Duration.ofSeconds(5),
                new ProxySettings(List.of(), Duration.ofSeconds(5))));
  }

  @Test
  void every_key_is_read() {
    var all =
        """
        host = "::1", port = 1, backlog = 2, host-keys = keys, legacy = yes, compression = yes
        environment = [LANG], shared-names = [Lobby]
        login-grace = 3s, tries = 4, connections = 5
        key-exchanges = 12, key-exchange-wait = 13s, channels-per-connection = 6
        keepalive { interval = 7s, misses = 8 }, io-threads = 9
        read-buffer = 10 KiB, window = 64 KiB, output-limit = 65 KiB, goodbye = 11s
        proxy { networks = ["10.0.0.0/8", "::1"], header-timeout = 12s }
        """;
    assertThat(SshSettings.from(Doorway.section(all)))
        .isEqualTo(
            new SshSettings(
                "::1",
                1,
                2,
                Path.of("keys"),
                true,
                true,
                List.of("LANG"),
                Set.of("lobby"),
                Duration.ofSeconds(3),
                4,
                5,
                12,
                Duration.ofSeconds(13),
                6,
                Duration.ofSeconds(7),
                8,
                9,
                10 * 1024,
                64 * 1024,
                65 * 1024,
                Duration.ofSeconds(11),
                new ProxySettings(List.of("10.0.0.0/8", "::1"), Duration.ofSeconds(12))));
  }

  @Test
  void a_value_that_cannot_work_is_refused_by_its_key() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SshSettings.from(Doorway.section("port = 70000")))
        .withMessage("gatehouse.ssh.port must be between 0 and 65535: 70000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SshSettings.from(Doorway.section("window = 8 GiB")))
        .withMessageContaining("gatehouse.ssh.window must be at most 64 MiB");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SshSettings.from(Doorway.section("proxy.networks = [lb.example]")))
        .withMessage("gatehouse.ssh.proxy.networks: not an IP network: lb.example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SshSettings.from(Doorway.section("proxy.header-timeout = 0s")))
        .withMessage("gatehouse.ssh.proxy.header-timeout must be positive: PT0S");
  }
}
