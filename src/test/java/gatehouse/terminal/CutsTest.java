package gatehouse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes come in pieces of any size, and a screen must not tell. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class CutsTest {

  private static final int PASSES = 25;
  private static final int CUTS = 100;

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#all")
  void a_recording_leaves_the_same_screen_wherever_it_is_cut(Recording recording) {
    var whole = new Screen(recording.size());
    whole.feed(recording.bytes());
    for (int seed = 1; seed <= PASSES; seed++) {
      assertThat(ScreenState.of(joined(recording, seed)))
          .as("seed %d", seed)
          .isEqualTo(ScreenState.of(whole));
    }
  }

  private static Screen joined(Recording recording, int seed) {
    byte[] bytes = recording.bytes();
    int[] cuts = new Random(seed).ints(CUTS, 0, bytes.length + 1).sorted().toArray();
    var screen = new Screen(recording.size());
    int from = 0;
    for (int cut : cuts) {
      screen.feed(bytes, from, cut);
      from = cut;
    }
    screen.feed(bytes, from, bytes.length);
    return screen;
  }
}
