package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class CodePage437Test {

  private static final int BETWEEN_SCREENS = 997;
  private static final String FONT = "\033[11m";

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#codePage437")
  void a_recording_looks_as_it_does_in_utf_8(Recording recording) {
    byte[] bytes = recording.asItWas();
    var screen = new Screen(recording.size());
    var utf8 = new Screen(recording.size());
    if (!new String(bytes, ISO_8859_1).contains(FONT)) {
      screen.feed(FONT.getBytes(ISO_8859_1)); // NetHack thinks that its terminal is an IBM PC
    }
    int boxes = 0;
    int to;
    for (int from = 0; from < bytes.length; from = to) {
      to = nextSequence(bytes, from + BETWEEN_SCREENS);
      byte[] part = Arrays.copyOfRange(bytes, from, to);
      screen.feed(part);
      utf8.feed(Recording.inUtf8(part));
      assertThat(screen.text()).isEqualTo(utf8.text());
      boxes += screen.text().contains("│") ? 1 : 0;
    }
    assertThat(boxes).isGreaterThan(10);
  }

  private static int nextSequence(byte[] bytes, int from) {
    int at = Math.min(from, bytes.length);
    while (at < bytes.length && bytes[at] != '\033') {
      at++;
    }
    return at;
  }

  @Test
  void shows_what_the_rom_of_a_PC_shows() {
    assertThat(Character.toString(CodePage437.glyph(1))).isEqualTo("☺");
    assertThat(Character.toString(CodePage437.glyph('A'))).isEqualTo("A");
    assertThat(Character.toString(CodePage437.glyph(0x7F))).isEqualTo("⌂");
    assertThat(Character.toString(CodePage437.glyph(0xC9))).isEqualTo("╔");
    assertThat(Character.toString(CodePage437.glyph(0xFE))).isEqualTo("■");
  }
}
