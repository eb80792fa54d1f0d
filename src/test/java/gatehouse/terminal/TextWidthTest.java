package gatehouse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class TextWidthTest {

  @ParameterizedTest
  @CsvSource({"'', 0", "abc, 3", "é, 1", "e\u0301, 1", "龍, 2", "─, 1", "🐉, 2"})
  void text_has_the_width_terminals_give_it(String text, int columns) {
    assertThat(TextWidth.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 2, ab, bc",
    "abc, 3, abc, abc",
    "abc, 0, '', ''",
    "a龍b, 2, a, b",
    "a龍b, 3, a龍, 龍b",
    "e\u0301e\u0301, 1, e\u0301, e\u0301",
    "'', 4, '', ''"
  })
  void clipping_never_cuts_a_character(String text, int columns, String head, String tail) {
    assertThat(TextWidth.beginning(text, columns)).isEqualTo(head);
    assertThat(TextWidth.ending(text, columns)).isEqualTo(tail);
  }

  @Test
  void what_is_not_to_be_seen_becomes_a_question_mark() {
    assertThat(TextWidth.neutralised("a\033[2Jb\tc\u009B\177\u202Ed\r\n\uD800é"))
        .isEqualTo("a?[2Jb c???d???é");
  }
}
