package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.3-rate")
class AdmissionSettingsTest {

  @Test
  void the_defaults_are_the_documented_ones() {
    var reference = ConfigFactory.defaultReference().resolve();
    assertThat(AdmissionSettings.from(reference.getConfig("gatehouse.admission")))
        .isEqualTo(
            new AdmissionSettings(
                500,
                30,
                200,
                10,
                new RateSettings(Duration.ofMillis(200), 100, 65536),
                Duration.ofSeconds(2),
                24,
                64,
                List.of("127.0.0.0/8", "::1"),
                Path.of("networks.txt"),
                Duration.ofSeconds(1),
                new PenaltySettings(
                    Map.of(
                        Offence.WRONG_PASSWORD, Duration.ofSeconds(5),
                        Offence.NO_ATTEMPT, Duration.ofSeconds(1),
                        Offence.GRACE_EXCEEDED, Duration.ofSeconds(10),
                        Offence.BROKEN_PROTOCOL, Duration.ofSeconds(10),
                        Offence.REFUSED, Duration.ofSeconds(1)),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(10),
                    65536,
                    Duration.ofMinutes(1)),
                new GuessSettings(Duration.ofMinutes(5), 20, 3, 65536)));
  }

  @Test
  void every_key_is_read() {
    var all =
        """
        unauthenticated = 1, unauthenticated-per-source = 2, connections-per-source = 3
        connections-per-account = 4, moment = 5s, source { ipv4-prefix = 6, ipv6-prefix = 7 }
        exempt = ["10.0.0.0/8"], lists = list, look = 8s
        penalties {
          wrong-password = 9s, no-attempt = 10s, grace-exceeded = 11s, broken-protocol = 12s
          refused = 13s, threshold = 14s, longest = 15s, most-sources = 16, shared-from = 24s
        }
        rate { each = 21s, burst = 22, most-sources = 23 }
        guesses { each = 17s, of-all = 18, of-one = 19, most-accounts = 20 }
        """;
    assertThat(AdmissionSettings.from(ConfigFactory.parseString(all)))
        .isEqualTo(
            new AdmissionSettings(
                1,
                2,
                3,
                4,
                new RateSettings(Duration.ofSeconds(21), 22, 23),
                Duration.ofSeconds(5),
                6,
                7,
                List.of("10.0.0.0/8"),
                Path.of("list"),
                Duration.ofSeconds(8),
                new PenaltySettings(
                    Map.of(
                        Offence.WRONG_PASSWORD, Duration.ofSeconds(9),
                        Offence.NO_ATTEMPT, Duration.ofSeconds(10),
                        Offence.GRACE_EXCEEDED, Duration.ofSeconds(11),
                        Offence.BROKEN_PROTOCOL, Duration.ofSeconds(12),
                        Offence.REFUSED, Duration.ofSeconds(13)),
                    Duration.ofSeconds(14),
                    Duration.ofSeconds(15),
                    16,
                    Duration.ofSeconds(24)),
                new GuessSettings(Duration.ofSeconds(17), 18, 19, 20)));
  }
}
