package gatehouse.play;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class NoticesTest {

  private static final TerminalSize SIZE = new TerminalSize(20, 6);

  private final Screen told = new Screen(SIZE);
  private final Screen untold = new Screen(SIZE);

  private void bothShow(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    told.feed(bytes);
    untold.feed(bytes);
  }

  private void notice() {
    told.feed(Notices.overGame(SIZE, "Your time is up in 2 minutes").toArrayUnsafe());
  }

  @Test
  void it_is_on_the_last_row_as_far_as_there_is_room() {
    bothShow("\033[Hone\033[6;1Hlast");
    notice();
    assertThat(told.lineText(5)).isEqualTo("Your time is up in");
    assertThat(told.lineText(0)).isEqualTo("one");
  }

  /** Once its line is wiped, the screen is, to the last mode, as if it had never been there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[2;3Hx",
        "\033[31;44mred",
        "\033[2;4r\033[4;1Hin a region",
        "\033[2;5r\033[?6h\033[2;2Hrelative to it",
        "\033(0lqk",
        "\033)0\016lqk",
        "\033[4h\033[Habc\033[1;2H",
        "\033[?1049h\033[Halternate",
        "\033[?25l\033[?1h\033=",
        "12345678901234567890",
      })
  void a_game_goes_on_under_it_as_if_it_were_not_there(String before) {
    bothShow("\033[Hone\r\ntwo" + before);
    notice();
    assertThat(told.cursorRow()).isEqualTo(untold.cursorRow());
    assertThat(told.cursorColumn()).isEqualTo(untold.cursorColumn());
    bothShow("more");
    bothShow("\0337\033[?6l\033[6;1H\033[0m\033[2K\0338");
    assertThat(new String(told.repaint(), StandardCharsets.UTF_8))
        .isEqualTo(new String(untold.repaint(), StandardCharsets.UTF_8));
  }

  @Test
  void a_repaint_after_it_leaves_no_trace() {
    bothShow("\033[2;3Hhere\0337\033[6;1Hlast row\033[3;3H");
    notice();
    told.feed(untold.repaint());
    assertThat(told.repaint()).isEqualTo(untold.repaint());
    bothShow("\0338x");
    assertThat(told.text()).isEqualTo(untold.text());
  }

  @Test
  void what_it_says_cannot_do_anything_to_a_terminal() {
    told.feed(Notices.overGame(SIZE, "a\033[2Jb").toArrayUnsafe());
    assertThat(told.lineText(5)).contains("a").contains("b").doesNotContain("\033");
  }
}
