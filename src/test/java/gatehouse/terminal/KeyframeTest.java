package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class KeyframeTest {

  private static final int BETWEEN_KEYFRAMES = 1999;

  @ParameterizedTest
  @MethodSource({"gatehouse.terminal.Recording#all", "gatehouse.terminal.Recording#random"})
  void is_read_back_as_the_screen_it_was_written_from(Recording recording) {
    byte[] bytes = recording.bytes();
    var screen = new Screen(recording.size());
    for (int at = 0; at < bytes.length; at += BETWEEN_KEYFRAMES) {
      screen.feed(bytes, at, Math.min(at + BETWEEN_KEYFRAMES, bytes.length));
      var again = Keyframe.read(Keyframe.write(screen));
      assertThat(ScreenState.of(again)).isEqualTo(ScreenState.of(screen));
    }
  }

  @Test
  void of_a_game_of_NetHack_is_small() {
    var recording = Recording.all().findFirst().orElseThrow();
    var screen = new Screen(recording.size());
    screen.feed(recording.bytes(), 0, recording.bytes().length / 2);
    assertThat(Keyframe.write(screen)).hasSizeLessThan(1024);
  }

  @Test
  void that_is_cut_short_or_something_else_is_refused_in_words() {
    var screen = new Screen(TerminalSize.STANDARD);
    screen.feed("@".getBytes(UTF_8));
    byte[] whole = Keyframe.write(screen);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Keyframe.read(cut))
          .withMessageStartingWith("keyframe: ");
    }
    byte[] later = whole.clone();
    later[0] = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keyframe.read(later))
        .withMessage("keyframe: version 9, not 1");
    byte[] empty = whole.clone();
    Arrays.fill(empty, 1, 5, (byte) 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Keyframe.read(empty))
        .withMessage("keyframe: no screen is 0x0");
  }

  @Test
  void that_is_damaged_is_refused_or_shows_something_else_and_never_breaks() {
    var random = new Random(1);
    byte[] whole = Keyframe.write(new Screen(TerminalSize.STANDARD));
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
      assertThatCode(() -> readIfPossible(damaged)).doesNotThrowAnyException();
    }
  }

  private static void readIfPossible(byte[] damaged) {
    try {
      Keyframe.read(damaged);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("keyframe: ");
    }
  }
}
