package gatehouse.terminal;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets Jazzer look for bytes that {@link ScreenFuzzTest} has not thought of, until some fail or the
 * time is up: {@code JAZZER_FUZZ=1 mvn test -Dtest=ScreenFuzz#repaint}, one method at a time. No
 * part of a build, as Jazzer's agent would stay with the tests that follow.
 */
class ScreenFuzz {

  /** From the seeds of the tests on, with what is rarely found by chance. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @MethodSource("gatehouse.terminal.ScreenFuzzTest#seeds")
  @DictionaryEntries({"\033[", "\033]2;", "\033[?1049h", "\033(0", "\033[4h", "\033[2;3r", "龍"})
  @FuzzTest(maxDuration = "10m")
  @interface Fuzz {}

  private final ScreenFuzzTest screens = new ScreenFuzzTest();

  @Fuzz
  void pieces(byte[] input) {
    screens.output_shows_the_same_in_one_piece_and_in_any(input);
  }

  @Fuzz
  void repaint(byte[] input) {
    screens.a_repaint_brings_another_terminal_to_the_screen_for_good(input);
  }

  @Fuzz
  void differences(byte[] input) {
    screens.differences_lead_from_frame_to_frame(input);
  }

  @Fuzz
  void views(byte[] input) {
    screens.any_terminal_can_be_shown_a_view(input);
  }
}
