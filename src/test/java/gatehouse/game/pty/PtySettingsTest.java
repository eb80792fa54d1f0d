package gatehouse.game.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PtySettingsTest {

  @Test
  void the_defaults_are_the_documented_ones() {
    var section = ConfigFactory.defaultReference().getConfig("gatehouse.game.pty");
    assertThat(PtySettings.from(section))
        .isEqualTo(new PtySettings(256, 16 * 1024, 256 * 1024, Duration.ofSeconds(5)));
  }

  @Test
  void every_key_is_read() {
    var section =
        ConfigFactory.parseString(
            "most-ptys = 1, read-size = 2 KiB, write-buffer = 3 KiB, write-timeout = 4 s");
    assertThat(PtySettings.from(section))
        .isEqualTo(new PtySettings(1, 2048, 3072, Duration.ofSeconds(4)));
  }

  @Test
  void nothing_may_be_zero() {
    assertThatThrownBy(() -> new PtySettings(256, 0, 1, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gatehouse.game.pty.read-size must be more than 0");
  }
}
