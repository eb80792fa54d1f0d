package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GameSettingsTest {

  @Test
  void the_defaults_are_the_documented_ones() {
    assertThat(GameSettings.from(ConfigFactory.load().getConfig("gatehouse.game")))
        .isEqualTo(
            new GameSettings(
                200,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                OneGame.CURATION,
                OneGame.SETTINGS));
  }

  @Test
  void every_key_is_read() {
    var config =
        ConfigFactory.parseString(
            """
            most-games = 1, open-timeout = 2s, end-timeout = 3s, attach-timeout = 4s
            drain-timeout = 5s, init-delay = 15s, look-after-interval = 26s, lease = 27s
            catalogue { look = 16s, settle = 17s, recheck = 18s, timeout = 19s }
            ring = 6, output-chunk = 7, most-watchers = 1000, ticket-lifetime = 8s
            detached-grace = 9s, stall-timeout = 10s, settling-time = 11s
            last-output-timeout = 12s, record-timeout = 13s, kill-patience = 14s
            notice-time = 16s, health.interval = 17s, runaway { cpu = 18, time = 19s }
            stuck.time = 20s, end-warning = 21s
            """);
    assertThat(GameSettings.from(config))
        .isEqualTo(
            new GameSettings(
                1,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(26),
                Duration.ofSeconds(27),
                new CurationSettings(
                    Duration.ofSeconds(16),
                    Duration.ofSeconds(17),
                    Duration.ofSeconds(18),
                    Duration.ofSeconds(19)),
                new RunningGameSettings(
                    6,
                    7,
                    1000,
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(11),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(13),
                    Duration.ofSeconds(14),
                    Duration.ofSeconds(16),
                    new HealthSettings(
                        Duration.ofSeconds(17),
                        18,
                        Duration.ofSeconds(19),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(21)))));
  }

  @Test
  void a_time_that_is_none_is_refused_by_name() {
    var config =
        ConfigFactory.parseString("gatehouse.game.stall-timeout = 0s")
            .withFallback(ConfigFactory.load());
    assertThatThrownBy(() -> GameSettings.from(config.getConfig("gatehouse.game")))
        .hasMessage("gatehouse.game.stall-timeout must be above zero");
  }
}
