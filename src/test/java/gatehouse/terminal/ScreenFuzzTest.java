package gatehouse.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import gatehouse.terminal.View.Charset;
import gatehouse.terminal.View.Colours;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a program writes. A build tries the seeds; {@link ScreenFuzz} looks for more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class ScreenFuzzTest {

  private static final int LONGEST_SEED = 1500;
  private static final TerminalSize SMALL = new TerminalSize(13, 5);
  private static final TerminalSize LARGE = new TerminalSize(45, 14);

  /** Parts of the recordings, and programs such as no one would write. */
  static Stream<byte[]> seeds() {
    return Stream.concat(
        Recording.all()
            .map(Recording::bytes)
            .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_SEED))),
        Stream.iterate(1, seed -> seed + 1)
            .limit(8)
            .map(seed -> new RandomProgram(new Random(seed)).write(80)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void output_shows_the_same_in_one_piece_and_in_any(byte[] input) {
    var output = FuzzedOutput.of(input);
    var whole = new Screen(output.size());
    output.pieces().forEach(whole::feed);
    var cut = new Screen(output.size());
    for (byte[] piece : output.pieces()) {
      for (byte single : piece) {
        cut.feed(new byte[] {single});
      }
    }
    assertThat(ScreenState.of(cut)).isEqualTo(ScreenState.of(whole));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_repaint_brings_another_terminal_to_the_screen_for_good(byte[] input) {
    var output = FuzzedOutput.of(input);
    var original = new Screen(output.size());
    var other = new Screen(output.size());
    for (byte[] piece : output.pieces()) {
      original.feed(piece);
      other.feed(piece);
      assertThat(ScreenState.of(other)).isEqualTo(ScreenState.of(original));
      byte[] repaint = original.repaint();
      other = new Screen(output.size());
      other.feed(repaint);
      assertThat(ScreenState.of(other)).isEqualTo(ScreenState.of(original));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void differences_lead_from_frame_to_frame(byte[] input) {
    var output = FuzzedOutput.of(input);
    var original = new Screen(output.size());
    var shown = original.frame();
    var onlooker = new Screen(output.size());
    onlooker.feed(shown.repaint());
    for (byte[] piece : output.pieces()) {
      original.feed(piece);
      var frame = original.frame();
      onlooker.feed(frame.differenceFrom(shown));
      shown = frame;
      assertShows(onlooker, frame);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_terminal_can_be_shown_a_view(byte[] input) {
    var output = FuzzedOutput.of(input);
    var original = new Screen(output.size());
    output.pieces().forEach(original::feed);
    for (var charset : Charset.values()) {
      for (var size : List.of(SMALL, LARGE, output.size())) {
        var view = original.frame().view(new View(size, charset, coloursFor(charset)));
        var terminal = new Screen(size);
        terminal.feed(view.repaint());
        if (charset != Charset.CP437) { // our own screen speaks UTF-8
          assertShows(terminal, view);
        }
      }
    }
  }

  /** Cell by cell: a repaint of both would hide what no repaint draws. */
  private static void assertShows(Screen terminal, Frame frame) {
    var seen = terminal.frame();
    assertThat(seen.size()).isEqualTo(frame.size());
    for (int row = 0; row < frame.size().rows(); row++) {
      for (int column = 0; column < frame.size().columns(); column++) {
        if (!seen.row(row).sameCell(frame.row(row), column)) {
          fail("row %d, column %d differ:%n%s%n%s", row, column, seen.text(), frame.text());
        }
      }
    }
    assertThat(seen.modes()).isEqualTo(frame.modes());
    assertThat(seen.cursorRow()).isEqualTo(frame.cursorRow());
    assertThat(seen.cursorColumn()).isEqualTo(frame.cursorColumn());
  }

  /** Each charset with other colours, so that all meet. */
  private static Colours coloursFor(Charset charset) {
    return switch (charset) {
      case UTF_8 -> Colours.PALETTE_256;
      case DEC -> Colours.PALETTE_16;
      case CP437 -> Colours.PALETTE_8;
      case ASCII -> Colours.MONO;
    };
  }
}
