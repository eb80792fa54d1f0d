package gatehouse.game.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-config")
class StopStepTest {

  @Test
  void a_signal_is_sent_and_its_effect_awaited() {
    assertThat(StopStep.parse("signal TERM 12s"))
        .isEqualTo(new StopStep.SendSignal(StopStep.Signal.TERM, Duration.ofSeconds(12)));
  }

  @Test
  void five_seconds_are_waited_if_nothing_is_said() {
    assertThat(StopStep.parse("close-pty")).isEqualTo(new StopStep.ClosePty(Duration.ofSeconds(5)));
  }

  @Test
  void keys_are_unescaped() {
    assertThat(StopStep.parse("keys \"a \\x18\\e\\r\\n\\t\\\\\\\"\\x80\""))
        .isEqualTo(new StopStep.TypeKeys("a \030\033\r\n\t\\\"\u0080", Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "signal",
        "signal hup",
        "signal HUP 10",
        "signal HUP 99999s",
        "keys",
        "keys \"\"",
        "keys \"\\x1\"",
        "keys \"\\q\"",
        "keys \"ä\"",
        "close-pty now",
        "signal HUP 1s signal KILL"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> StopStep.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a step is");
  }
}
