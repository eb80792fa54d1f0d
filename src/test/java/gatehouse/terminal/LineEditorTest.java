package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-clipboard")
class LineEditorTest {

  private static LineEditor.Result type(LineEditor editor, String typed) {
    LineEditor.Result result = new LineEditor.Editing(editor);
    var decoder = new KeyDecoder();
    var keys = new ArrayList<>(decoder.decode(typed.getBytes(UTF_8)));
    keys.addAll(decoder.flush());
    for (Key key : keys) {
      if (result instanceof LineEditor.Editing(LineEditor next)) {
        result = next.type(key);
      }
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource({
    "'abc', 'abc|'",
    "'abc\177', 'ab|'",
    "'\177', '|'",
    "'ab cd\027', 'ab |'",
    "'ab cd  \027\027', '|'",
    "'abc\025', '|'",
    "'abc\033[Dx', 'abx|c'",
    "'abc\001x', 'x|abc'",
    "'abc\001\005x', 'abcx|'",
    "'abc\033[Hx\033[Fy', 'xabcy|'",
    "'abc\001\033[3~', '|bc'",
    "'abc\033[3~', 'abc|'",
    "'abc\033[D\033[D\013', 'a|'",
    "'abc\033[D\033[D\025', '|bc'",
    "'abc\033[C\033[A\033[B\t\033[5~', 'abc|'",
    "'abc\001\033[D\033[Cx', 'ax|bc'",
    "'1234567890123', '12345678|'",
    "'a\033[200~b\007c\033[201~', 'abc|'",
    "'12345\033[200~6789\033[201~', '12345678|'",
    "'ne\u0301\177', 'n|'",
    "'x👩‍👧\033[Dy', 'xy|👩‍👧'",
  })
  void keys_edit_the_line(String typed, String line) {
    assertThat(type(LineEditor.plain(8), typed))
        .isInstanceOfSatisfying(
            LineEditor.Editing.class,
            editing -> {
              var text = new StringBuilder(editing.next().shown());
              text.insert(editing.next().cursor(), '|');
              assertThat(text).hasToString(line);
              assertThat(line).startsWith(editing.next().shownBeforeCursor() + "|");
            });
  }

  @Test
  void a_paste_ends_at_its_first_line_end_and_submits_nothing() {
    assertThat(type(LineEditor.plain(20), "\033[200~one\rtwo\033[201~"))
        .isEqualTo(new LineEditor.Editing(new LineEditor("one", 3, 20, false)));
  }

  @Test
  void enter_submits() {
    assertThat(type(LineEditor.plain(20), "alice\r")).isEqualTo(new LineEditor.Submitted("alice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\003", "\004", "abc\033"})
  void control_c_control_d_and_escape_abort(String typed) {
    assertThat(type(LineEditor.plain(20), typed)).isEqualTo(new LineEditor.Aborted());
  }

  @Test
  void a_masked_line_shows_nothing_and_is_told_by_nothing() {
    assertThat(type(LineEditor.masked(20), "secret"))
        .isInstanceOfSatisfying(
            LineEditor.Editing.class,
            editing -> {
              assertThat(editing.next().shown()).isEmpty();
              assertThat(editing.next().shownBeforeCursor()).isEmpty();
              assertThat(editing.toString()).doesNotContain("secret");
            });
    assertThat(type(LineEditor.masked(20), "secret\r"))
        .isEqualTo(new LineEditor.Submitted("secret"))
        .asString()
        .doesNotContain("secret");
  }
}
