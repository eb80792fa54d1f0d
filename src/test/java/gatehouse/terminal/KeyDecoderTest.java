package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gatehouse.terminal.Key.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-clipboard")
class KeyDecoderTest {

  private final KeyDecoder decoder = new KeyDecoder();

  private List<Key> keys(String typed) {
    return decoder.decode(typed.getBytes(UTF_8));
  }

  @Nested
  class Plain_keys {

    @Test
    void letters_are_symbols() {
      assertThat(keys("aZ~")).containsExactly(Key.of('a'), Key.of('Z'), Key.of('~'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\0"})
    void each_way_to_end_a_line_is_one_enter(String end) {
      assertThat(keys("a" + end + "b")).containsExactly(Key.of('a'), Named.ENTER, Key.of('b'));
    }

    @Test
    void a_line_end_cut_in_two_is_one_enter() {
      assertThat(keys("\r")).containsExactly(Named.ENTER);
      assertThat(keys("\n")).isEmpty();
      assertThat(keys("\n")).containsExactly(Named.ENTER);
    }

    @Test
    void both_codes_of_the_backspace_key_are_backspace() {
      assertThat(keys("\177\b")).containsExactly(Named.BACKSPACE, Named.BACKSPACE);
    }

    @Test
    void control_keys_bear_their_letter() {
      assertThat(keys("\003\025\034\0"))
          .containsExactly(
              new Key.Control('C'),
              new Key.Control('U'),
              new Key.Control('\\'),
              new Key.Control('@'));
    }
  }

  @Nested
  class Characters_beyond_ascii {

    @Test
    void are_put_together_wherever_they_are_cut() {
      byte[] typed = "é龍🐉".getBytes(UTF_8);
      var keys = new ArrayList<Key>();
      for (int i = 0; i < typed.length; i++) {
        keys.addAll(decoder.decode(typed, i, i + 1));
      }
      assertThat(keys)
          .containsExactly(
              new Key.Symbol('é'), new Key.Symbol('龍'), new Key.Symbol("🐉".codePointAt(0)));
    }

    @Test
    void what_is_no_utf_8_becomes_a_replacement_character_and_eats_nothing() {
      assertThat(decoder.decode("\u00E9a\u00E9\u00E9x\u00C0\r".getBytes(ISO_8859_1)))
          .containsExactly(
              new Key.Symbol(0xFFFD),
              Key.of('a'),
              new Key.Symbol(0xFFFD),
              new Key.Symbol(0xFFFD),
              Key.of('x'),
              new Key.Symbol(0xFFFD),
              Named.ENTER);
    }

    @Test
    void control_characters_beyond_ascii_are_ignored() {
      assertThat(keys("\u009B")).containsExactly(new Key.Ignored());
    }
  }

  @Nested
  class Sequences {

    @ParameterizedTest
    @CsvSource({
      "[A, UP",
      "OA, UP",
      "[1;5A, UP",
      "O5A, UP",
      "[B, DOWN",
      "OB, DOWN",
      "[C, RIGHT",
      "OC, RIGHT",
      "[D, LEFT",
      "OD, LEFT",
      "[1;2D, LEFT",
      "[H, HOME",
      "OH, HOME",
      "[1~, HOME",
      "[7~, HOME",
      "[F, END",
      "OF, END",
      "[4~, END",
      "[8~, END",
      "[5~, PAGE_UP",
      "[6~, PAGE_DOWN",
      "[3~, DELETE",
      "[3;5~, DELETE",
      "[2~, INSERT",
      "OM, ENTER"
    })
    void name_keys_wherever_they_are_cut(String sequence, Named key) {
      byte[] typed = ("\033" + sequence).getBytes(UTF_8);
      for (int cut = 0; cut <= typed.length; cut++) {
        var keys = new ArrayList<>(decoder.decode(typed, 0, cut));
        keys.addAll(decoder.decode(typed, cut, typed.length));
        assertThat(keys).containsExactly(key);
        assertThat(decoder.pending()).isFalse();
      }
    }

    @Test
    void of_the_keypad_in_application_mode_are_its_symbols() {
      assertThat(keys("\033Op\033Oy\033Oj\033On"))
          .containsExactly(Key.of('0'), Key.of('9'), Key.of('*'), Key.of('.'));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[<0;10;20M",
          "[<0;10;20m",
          "[M !!",
          "[I",
          "[O",
          "[[A",
          "[15~",
          "[Z",
          "[?1;2c",
          "]11;rgb:0/0/0\033\\",
          "]11;rgb:0/0/0\007",
          "P1+r\033\\",
          "x",
          "OP",
          "[200;3h"
        })
    void that_mean_nothing_here_are_swallowed_whole(String sequence) {
      assertThat(keys("\033" + sequence + "q")).containsExactly(new Key.Ignored(), Key.of('q'));
    }

    @Test
    void without_end_are_bounded_and_left_by_any_control_key() {
      assertThat(keys("\033[" + "1;".repeat(100_000))).isEmpty();
      assertThat(keys("\003")).containsExactly(new Key.Ignored(), new Key.Control('C'));
    }
  }

  @Nested
  class An_escape_alone {

    @Test
    void is_pending_until_the_wait_is_over() {
      assertThat(keys("\033")).isEmpty();
      assertThat(decoder.pending()).isTrue();
      assertThat(decoder.flush()).containsExactly(Named.ESCAPE);
      assertThat(decoder.pending()).isFalse();
      assertThat(decoder.flush()).isEmpty();
    }

    @Test
    void twice_is_one_key_and_one_pending() {
      assertThat(keys("\033\033")).containsExactly(Named.ESCAPE);
      assertThat(decoder.flush()).containsExactly(Named.ESCAPE);
    }

    @Test
    void before_a_control_key_is_a_key_of_its_own() {
      assertThat(keys("\033\r")).containsExactly(Named.ESCAPE, Named.ENTER);
    }

    @Test
    void with_the_beginning_of_a_sequence_means_nothing_after_the_wait() {
      keys("\033[1;");
      assertThat(decoder.flush()).containsExactly(new Key.Ignored());
      assertThat(keys("a")).containsExactly(Key.of('a'));
    }
  }

  @Nested
  class A_paste {

    @Test
    void is_one_key_wherever_it_is_cut() {
      byte[] typed = "\033[200~se\033[cret é\033[201~!".getBytes(UTF_8);
      for (int cut = 0; cut <= typed.length; cut++) {
        var keys = new ArrayList<>(decoder.decode(typed, 0, cut));
        keys.addAll(decoder.decode(typed, cut, typed.length));
        assertThat(keys).containsExactly(new Key.Paste("se\033[cret é"), Key.of('!'));
      }
    }

    @Test
    void waits_for_its_end_without_a_timer() {
      keys("\033[200~half");
      assertThat(decoder.pending()).isFalse();
    }

    @Test
    void that_is_over_long_loses_its_end() {
      var keys = keys("\033[200~" + "x".repeat(1_000_000) + "\033[201~");
      assertThat(keys).containsExactly(new Key.Paste("x".repeat(4096)));
    }
  }

  @Test
  void garbage_never_breaks_it() {
    byte[] garbage = new byte[1_000_000];
    new Random(42).nextBytes(garbage);
    assertThatCode(() -> decoder.decode(garbage)).doesNotThrowAnyException();
  }
}
