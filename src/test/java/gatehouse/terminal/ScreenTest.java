package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Screens of 8 by 4; {@code /} is the end of a row, and rows after the last one told are empty. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class ScreenTest {

  private static final String ALPHABET = "abcdefgh\r\nijklmnop\r\nqrstuvwx\r\nyz";

  private final Screen screen = new Screen(new TerminalSize(8, 4));

  private void write(String output) {
    screen.feed(output.getBytes(UTF_8));
  }

  private String shown() {
    return screen.text().stripTrailing().replace('\n', '/');
  }

  private String cursor() {
    return screen.cursorRow() + "," + screen.cursorColumn();
  }

  @Nested
  class Printing {

    @ParameterizedTest
    @CsvSource({
      "abc, abc, '0,3'",
      "abcdefgh, abcdefgh, '0,7'",
      "abcdefghi, abcdefgh/i, '1,1'",
      "'abcdefgh\ri', ibcdefgh, '0,1'",
      "'abcdefgh\bX', 'abcdefXh', '0,7'",
      "'abcdefgh\033[31mi', abcdefgh/i, '1,1'",
      "'abcdefgh\033[Ki', abcdefgi, '0,7'",
      "'\033[?7labcdefghijk', abcdefgk, '0,7'",
      "'1\n2\n3\n4\n5', ' 2/  3/   4/    5', '3,5'",
      "'a\tb', 'a      b', '0,7'",
      "'\033[4habc\rX', Xabc, '0,1'",
      "'abcdefgh\033[4h\rX', Xabcdefg, '0,1'",
      "'a\033[3b', aaaa, '0,4'",
      "'a\033[m\033[3b', a, '0,1'",
      "'a\033[2b\033[2b', aaa, '0,3'",
      "'a\177\033[2b', a, '0,1'",
      "'abcdefgh\ti', abcdefgh/i, '1,1'",
      "'abcdefgh\033[Ii', abcdefgh/i, '1,1'",
      "'\033[3b', '', '0,0'",
      "'a\033[99999b', aaaaaaaa/aaaaaaaa/aaaaaaaa/aaaaaaaa, '3,7'",
      "'\033[2;1Ha\033[33b', aaaaaaaa/aaaaaaaa/aaaaaaaa/aa, '3,2'",
      "'ab\033[20h\nc\033[20l\nd', ab/c/ d, '2,2'",
      "'\033[1:2Cx', x, '0,1'",
      "'🇨🇭x', 🇨🇭x, '0,3'",
      "'👋🏽x', 👋🏽x, '0,5'",
    })
    void follows_the_cursor(String output, String text, String cursor) {
      write(output);
      assertThat(shown()).isEqualTo(text);
      assertThat(cursor()).isEqualTo(cursor);
    }

    @ParameterizedTest
    @CsvSource({
      "龍a, 龍a, '0,3'",
      "abcdefg龍, abcdefg/龍, '1,2'",
      "abcdef龍, abcdef龍, '0,7'",
      "abcdef龍x, abcdef龍/x, '1,1'",
      "'龍\rx', x, '0,1'",
      "'龍\033[2Gx', ' x', '0,2'",
      "'a龍\033[2D\033[P', 'a', '0,1'",
      "'龍龍\r\033[4h\033[Cx', ' x 龍', '0,2'",
      "'\033[?7labcdefg龍', abcdefg, '0,7'",
      "'龍龍龍龍\033[3G\033[X', '龍  龍龍', '0,2'",
      "'龍龍龍龍\033[2G\033[K', '', '0,1'",
      "'e\u0301x', e\u0301x, '0,2'",
      "'龍\u0301x', 龍\u0301x, '0,3'",
      "'abcdefgh\u0301x', abcdefgh\u0301/x, '1,1'",
      "'\u0301x', x, '0,1'",
    })
    void knows_wide_and_combining_characters(String output, String text, String cursor) {
      write(output);
      assertThat(shown()).isEqualTo(text);
      assertThat(cursor()).isEqualTo(cursor);
    }

    @Test
    void survives_what_is_no_utf_8() {
      screen.feed("a\u00E9\u00E9b\u00C0\r".getBytes(ISO_8859_1));
      assertThat(shown()).isEqualTo("a\uFFFD\uFFFDb\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({
      "'\033(0lqk\033(Bq', ┌─┐q",
      "'\033)0q\016q\017q', q─q",
      "'\033*0q\033nq\017q', q─q",
      "'\033*0q\033Nqq', q─q",
      "'\033+0q\033Oqq', q─q",
      "'\033(A#', £",
      "'\033(0é~', é·",
    })
    void uses_the_character_set_in_use(String output, String text) {
      write(output);
      assertThat(shown()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
      "'\033[11m\u00DA\u00C4\u00BF\033[10m', ┌─┐",
      "'\033[11mab\001\002\177', ab☺☻⌂",
      "'\033[12mCDZ\033[10mZ', ├─┌Z",
      "'\033[11ma\r\u00B3\033[m\u00B3', ││",
      "'\033[38;5;11m\033[48:5:11m\u00C3\u00A9', é",
      "'\033[11m\033c\u00C3\u00A9', é",
      "'\033[11m\u00C4\033[3b', ─",
      "'\033[11m\033[6\u00C5x', ┼x",
    })
    void shows_the_characters_of_the_IBM_PC_in_its_font(String output, String text) {
      screen.feed(output.getBytes(ISO_8859_1));
      assertThat(shown()).isEqualTo(text);
    }
  }

  @Nested
  class Moving {

    @ParameterizedTest
    @CsvSource({
      "'\033[3;4H', '2,3'",
      "'\033[3;4f', '2,3'",
      "'\033[99;99H', '3,7'",
      "'\033[0;0H', '0,0'",
      "'\033[3;4H\033[H', '0,0'",
      "'\033[3;4H\033[A\033[2D', '1,1'",
      "'\033[3;4H\033[9A\033[9D', '0,0'",
      "'\033[9B\033[9C', '3,7'",
      "'\033[3;4H\033[E', '3,0'",
      "'\033[3;4H\033[2F', '0,0'",
      "'\033[5G\033[3d', '2,4'",
      "'\033[5`\033[2a\033[2e', '2,6'",
      "'\033[6G\033[Z', '0,0'",
      "'\033[3G\033H\r\t', '0,2'",
      "'\033[3G\033H\033[g\r\t', '0,7'",
      "'\033[3G\033H\033[5G\033H\r\033[2I', '0,4'",
      "'\033[3g\t', '0,7'",
      "'\033[2;3H\0337\033[H\0338', '1,2'",
      "'\033[2;3H\033[s\033[H\033[u', '1,2'",
      "'\033[2;3H\033[?1048h\033[H\033[?1048l', '1,2'",
      "'\033[3;3H\033[2;3r', '0,0'",
      "'\033[2;3r\033[?6h', '1,0'",
      "'\033[2;3r\033[?6h\033[9;9H', '2,7'",
      "'\033[2;3r\033[3;1H\033[9A', '1,0'",
      "'\033[2;3r\033[4;1H\033[9A', '1,0'",
      "'\033[2;3r\033[9A', '0,0'",
      "'\033[2;3r\033[2;1H\033[9e', '3,0'",
      "'\033[2;3r\033[?6h\033[9e', '2,0'",
      "'\033[2;3H\033E', '2,0'",
      "'abc\u0085', '1,0'",
      "'\u009B3;4H', '2,3'",
    })
    void goes_where_it_should(String output, String cursor) {
      write(output);
      assertThat(cursor()).isEqualTo(cursor);
    }
  }

  @Nested
  class Erasing_and_shifting {

    @ParameterizedTest
    @CsvSource({
      "'\033[2;3H\033[J', abcdefgh/ij",
      "'\033[2;3H\033[1J', '/   lmnop/qrstuvwx/yz'",
      "'\033[2;3H\033[2J', ''",
      "'\033[2;3H\033[3J', abcdefgh/ijklmnop/qrstuvwx/yz",
      "'\033[2;3H\033[K', abcdefgh/ij/qrstuvwx/yz",
      "'\033[2;3H\033[1K', abcdefgh/   lmnop/qrstuvwx/yz",
      "'\033[2;3H\033[2K', abcdefgh//qrstuvwx/yz",
      "'\033[2;3H\033[2X', abcdefgh/ij  mnop/qrstuvwx/yz",
      "'\033[2;3H\033[2P', abcdefgh/ijmnop/qrstuvwx/yz",
      "'\033[2;3H\033[2@', abcdefgh/ij  klmn/qrstuvwx/yz",
      "'\033[2;3H\033[L', abcdefgh//ijklmnop/qrstuvwx",
      "'\033[2;3H\033[M', abcdefgh/qrstuvwx/yz",
      "'\033[2;3H\033[99M', abcdefgh",
      "'\033[S', ijklmnop/qrstuvwx/yz",
      "'\033[T', /abcdefgh/ijklmnop/qrstuvwx",
      "'\033[2;3r\033[S', abcdefgh/qrstuvwx//yz",
      "'\033[2;3r\033[3;1H\n', abcdefgh/qrstuvwx//yz",
      "'\033[2;3r\033[2;1H\033M', abcdefgh//ijklmnop/yz",
      "'\033[2;3r\033[1;1H\033M', abcdefgh/ijklmnop/qrstuvwx/yz",
      "'\033[2;3r\033[4;1H\n', abcdefgh/ijklmnop/qrstuvwx/yz",
      "'\033[2;3r\033[1;1H\033[L', abcdefgh/ijklmnop/qrstuvwx/yz",
      "'\033#8', EEEEEEEE/EEEEEEEE/EEEEEEEE/EEEEEEEE",
      "'\033c', ''",
    })
    void leaves_the_rest_alone(String output, String text) {
      write(ALPHABET);
      write(output);
      assertThat(shown()).isEqualTo(text);
    }

    @Test
    void erased_cells_have_the_background_of_the_pen() {
      write("\033[1;31;44mab\033[K");
      assertThat(ScreenState.of(screen)).contains("ab{a000000}      |");
    }
  }

  @Nested
  class The_pen {

    @ParameterizedTest
    @CsvSource({
      "'\033[1;3;7m', '\033[0;1;3;7m'",
      "'\033[1;3;7m\033[22;23;27m', '\033[0m'",
      "'\033[31;42m', '\033[0;31;42m'",
      "'\033[91;102m', '\033[0;91;102m'",
      "'\033[38;5;200;48;5;9m', '\033[0;38;5;200;101m'",
      "'\033[38:5:200m', '\033[0;38;5;200m'",
      "'\033[38;2;1;2;3;1m', '\033[0;1;38;2;1;2;3m'",
      "'\033[38:2:1:2:3;1m', '\033[0;1;38;2;1;2;3m'",
      "'\033[38:2::1:2:3;1m', '\033[0;1;38;2;1;2;3m'",
      "'\033[48:2:0:255:254:253m', '\033[0;48;2;255;254;253m'",
      "'\033[58;5;1;1m', '\033[0;1m'",
      "'\033[58:2::1:2:3;1m', '\033[0;1m'",
      "'\033[38;5m', '\033[0m'",
      "'\033[38m', '\033[0m'",
      "'\033[4m', '\033[0;4m'",
      "'\033[4:3m', '\033[0;4:3m'",
      "'\033[4:3m\033[4:0m', '\033[0m'",
      "'\033[21m', '\033[0;21m'",
      "'\033[1m\033[m', '\033[0m'",
      "'\033[1m\033[;3m', '\033[0;3m'",
      "'\033[>4;1m', '\033[0m'",
      "'\033[1!m', '\033[0m'",
    })
    void is_what_was_selected(String output, String pen) {
      write(output);
      var sequence = new StringBuilder();
      Style.append(screen.canvas().cursor.pen, sequence);
      assertThat(sequence).hasToString(pen);
    }
  }

  @Nested
  class The_alternate_screen {

    @ParameterizedTest
    @ValueSource(ints = {47, 1047, 1049})
    void hides_the_main_one_and_gives_it_back(int mode) {
      write("main\033[?" + mode + "h");
      assertThat(screen.alternateShown()).isTrue();
      assertThat(shown()).isEmpty();
      write("\033[2;1Hother\033[?" + mode + "l");
      assertThat(screen.alternateShown()).isFalse();
      assertThat(shown()).isEqualTo("main");
    }

    @Test
    void gives_the_cursor_back_too() {
      write("main\033[?1049h\033[3;3H\0337\033[?1049l");
      assertThat(cursor()).isEqualTo("0,4");
    }
  }

  @Nested
  class Sequences {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\033]2;title\007",
          "\033]2;title\033\\",
          "\033]52;c;xxxx\007",
          "\033P1$qm\033\\",
          "\033_apc\033\\",
          "\033^pm\033\\",
          "\033Xsos\033\\",
          "\033[?1;2c",
          "\033[>c",
          "\033[6n",
          "\033[1;2;3;4;5;6;7;8x",
          "\033[8;30;100t",
          "\033%G",
          "\033]R",
          "\033]P0000000",
          "\033[13",
          "\033[\030",
          "\033P\030",
          "\033[1$}",
          "\033[1<m",
          "\033 F",
          "\u0090",
          "\u009D"
        })
    void that_show_nothing_leave_nothing(String sequence) {
      write("a" + sequence);
      write(screen.midSequence() ? "mb" : "b");
      assertThat(shown()).isEqualTo("ab");
    }

    @Test
    void act_on_control_characters_within() {
      write("ab\033[\r2Cx");
      assertThat(shown()).isEqualTo("abx");
    }

    @Test
    void set_a_title_that_is_bounded_and_harmless() {
      write("\033]0;Ti\u009Bt\u00E9l" + "x".repeat(100_000) + "\007");
      assertThat(screen.title()).startsWith("Titélxxx").hasSize(255);
    }

    @Test
    void that_never_end_take_no_memory_and_are_left_by_the_next() {
      write("\033[" + "1;".repeat(100_000) + "mok");
      assertThat(shown()).isEqualTo("ok");
    }
  }

  @Nested
  class Resizing {

    @Test
    void keeps_what_fits_and_the_row_of_the_cursor() {
      write(ALPHABET);
      screen.resize(new TerminalSize(5, 2));
      assertThat(shown()).isEqualTo("qrstu/yz");
      assertThat(cursor()).isEqualTo("1,2");
      screen.resize(new TerminalSize(9, 3));
      write("!");
      assertThat(shown()).isEqualTo("qrstu/yz!");
    }

    @Test
    void leaves_no_half_of_a_wide_character() {
      write("abc龍");
      screen.resize(new TerminalSize(4, 4));
      assertThat(shown()).isEqualTo("abc");
    }

    @Test
    void makes_the_whole_screen_scroll() {
      write("\033[2;3r");
      screen.resize(new TerminalSize(8, 6));
      write("\033[6;1Hx\n");
      assertThat(shown()).isEqualTo("////x");
    }
  }

  @ParameterizedTest
  @CsvSource({"80,24", "1,1", "2,1", "1,2", "512,3"})
  void garbage_never_breaks_it(int columns, int rows) {
    var any = new Screen(new TerminalSize(columns, rows));
    var random = new Random(columns * 1000L + rows);
    byte[] garbage = new byte[200_000];
    random.nextBytes(garbage);
    assertThatCode(
            () -> {
              any.feed(garbage);
              for (int i = 0; i < 40; i++) {
                any.feed(new RandomProgram(random).write(2000));
                any.resize(TerminalSize.sanitized(1 + random.nextInt(90), 1 + random.nextInt(40)));
                any.repaint();
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void the_reset_after_a_game_leaves_nothing_behind() {
    var random = new Random(5);
    for (int i = 0; i < 200; i++) {
      var used = new Screen(new TerminalSize(20, 5));
      used.feed(new RandomProgram(random).write(60));
      used.feed(TerminalReset.bytes("xterm"));
      used.feed("menu".getBytes(UTF_8));
      assertThat(used.text()).isEqualTo("menu\n\n\n\n\n");
      assertThat(used.alternateShown()).isFalse();
      assertThat(ScreenState.of(used))
          .contains(
              "applicationCursor=false",
              "applicationKeypad=false",
              "bracketedPaste=false",
              "cursorShape=0",
              "cursorVisible=true",
              "focusReports=false",
              "insert=false",
              "mouseFormat=0",
              "mouseReports=0",
              "reverseVideo=false",
              "synchronizedOutput=false",
              "autowrap=true",
              "region 0 4");
    }
    assertThat(TerminalReset.bytes("dumb")).asString().isEqualTo("\r\n");
  }
}
