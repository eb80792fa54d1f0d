package gatehouse.play;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-types")
class DisplayTest {

  private static final TerminalSize SIZE = new TerminalSize(20, 3);
  private static final ByteString GREEN_E_ACUTE =
      ByteString.fromString("\u001b[2J\u001b[H\u001b[38;5;46mcaf\u00e9\u001b[2;5Hx");

  /** The other end: a terminal that draws what it is told. */
  private final Screen terminal = new Screen(SIZE);

  private String text(ByteString bytes) {
    return bytes.decodeString(StandardCharsets.UTF_8);
  }

  private void draw(ByteString bytes) {
    terminal.feed(bytes.toArray());
  }

  @Test
  void a_terminal_that_understands_the_game_gets_its_bytes() {
    var display = Display.of("xterm-kitty", "xterm-256color", SIZE);
    assertThat(display.show(GREEN_E_ACUTE)).isEqualTo(GREEN_E_ACUTE);
  }

  @Test
  void another_gets_pictures_in_characters_and_colours_it_has() {
    var display = Display.of("vt100", "xterm-256color", SIZE);
    var first = display.show(GREEN_E_ACUTE);
    assertThat(text(first)).doesNotContain("38;5").doesNotContain("\u00e9");
    draw(first);
    assertThat(terminal.text()).startsWith("cafe").contains("    x");
  }

  @Test
  void pictures_after_the_first_are_what_changed() {
    var display = Display.of("vt100", "xterm-256color", SIZE);
    draw(display.show(GREEN_E_ACUTE));
    var change = display.show(ByteString.fromString("y"));
    assertThat(text(change)).doesNotContain("caf");
    draw(change);
    assertThat(terminal.text()).startsWith("cafe").contains("    xy");
  }

  @Test
  void a_picture_of_another_size_is_whole() {
    var display = Display.of("vt100", "xterm-256color", SIZE);
    display.show(GREEN_E_ACUTE);
    display.resize(new TerminalSize(10, 3));
    assertThat(text(display.show(ByteString.fromString("z")))).contains("cafe");
  }

  @Test
  void questions_of_the_game_are_answered_only_where_its_terminal_does_not_see_them() {
    var question = ByteString.fromString("\u001b[2;3H\u001b[6n\u001b]52;c;?\u0007");
    var pictures = Display.of("vt100", "xterm-256color", SIZE);
    assertThat(text(pictures.show(question))).doesNotContain("6n");
    assertThat(text(pictures.answers())).isEqualTo("\u001b[2;3R");
    assertThat(text(pictures.answers())).isEmpty();
    var raw = Display.of("xterm-256color", "xterm-256color", SIZE);
    assertThat(raw.show(question)).isEqualTo(question);
    assertThat(text(raw.answers())).isEmpty();
  }
}
