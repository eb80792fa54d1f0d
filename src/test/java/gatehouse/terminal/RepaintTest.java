package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A repaint is right if nobody can tell, then or ever after, that it was one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class RepaintTest {

  private static final int BETWEEN_CUTS = 97;

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#all")
  void brings_a_blank_and_a_used_terminal_to_the_screen_wherever_a_recording_is_cut(
      Recording recording) {
    cutEvery(BETWEEN_CUTS, recording);
  }

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#random")
  void brings_a_blank_and_a_used_terminal_to_the_screen_wherever_random_output_is_cut(
      Recording program) {
    cutEvery(1, program);
  }

  private void cutEvery(int step, Recording recording) {
    byte[] bytes = recording.bytes();
    var random = new Random(bytes.length);
    var original = new Screen(recording.size());
    for (int cut = 0; cut < bytes.length; cut += step) {
      String state = ScreenState.of(original);
      byte[] repaint = original.repaint();
      var blank = new Screen(recording.size());
      var used = used(recording.size(), random);
      blank.feed(repaint);
      used.feed(repaint);
      assertThat(ScreenState.of(blank)).as("blank at %d", cut).isEqualTo(state);
      assertThat(ScreenState.of(used)).as("used at %d", cut).isEqualTo(state);
      assertThat(blank.repaint()).as("again at %d", cut).isEqualTo(repaint);
      int next = Math.min(cut + step, bytes.length);
      original.feed(bytes, cut, next);
      blank.feed(bytes, cut, next);
      assertThat(ScreenState.of(blank))
          .as("a step after %d", cut)
          .isEqualTo(ScreenState.of(original));
      if (random.nextInt(50) == 0) {
        blank.feed(bytes, next, bytes.length);
        assertThat(ScreenState.of(blank)).isEqualTo(atEnd(recording));
      }
    }
  }

  private static String atEnd(Recording recording) {
    var screen = new Screen(recording.size());
    screen.feed(recording.bytes());
    return ScreenState.of(screen);
  }

  private static Screen used(TerminalSize size, Random random) {
    var used = new Screen(size);
    used.feed(new RandomProgram(random).write(60));
    return used;
  }

  @Test
  void of_a_game_of_NetHack_is_short() {
    var recording = Recording.all().findFirst().orElseThrow();
    var screen = new Screen(recording.size());
    for (byte next : recording.bytes()) {
      screen.feed(new byte[] {next});
      assertThat(screen.repaint()).hasSizeLessThan(3 * 1024);
    }
  }

  @Test
  void says_that_a_sequence_is_unfinished_and_carries_it() {
    var screen = new Screen(new TerminalSize(10, 2));
    for (String part : new String[] {"\033", "[", "3", "1", ";"}) {
      screen.feed(part.getBytes(US_ASCII));
      assertThat(screen.midSequence()).isTrue();
    }
    assertThat(new String(screen.repaint(), US_ASCII)).endsWith("\033[31;");
    screen.feed(new byte[] {'m'});
    assertThat(screen.midSequence()).isFalse();
  }
}
