package gatehouse.game.saves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SavesSettingsTest {

  @Test
  void the_defaults_are_the_documented_ones() {
    var config =
        ConfigFactory.parseString("gatehouse.data-dir = /data").withFallback(ConfigFactory.load());
    assertThat(SavesSettings.from(config))
        .isEqualTo(new SavesSettings(Path.of("/data/saves"), 5, 64 << 20, 64 << 20));
  }

  @Test
  void settings_that_could_keep_nothing_are_refused_by_name() {
    assertThatThrownBy(() -> new SavesSettings(Path.of("/"), 0, 1, 1))
        .hasMessage("gatehouse.game.saves.versions must be above zero");
  }
}
