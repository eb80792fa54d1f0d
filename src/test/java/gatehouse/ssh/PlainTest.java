package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainTest {

  @Test
  void a_name_keeps_its_letters_and_digits_and_nothing_else() {
    assertThat(Plain.name("alice7")).isEqualTo("alice7");
    assertThat(Plain.name("a\033]0;x\007b\0-é")).isEqualTo("a??0?x?b???");
    assertThat(Plain.name("x".repeat(5000))).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xterm-256color", "screen.xterm-256color", "vt100+pp", "xterm_1"})
  void a_terminal_name_is_kept(String name) {
    assertThat(Plain.term(name.getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc/passwd", "xterm\0", "x y", "é", "-x", ".", "\033[2J"})
  void what_is_no_terminal_name_is_none(String name) {
    assertThat(Plain.term(name.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void a_terminal_name_has_at_most_64_characters() {
    assertThat(Plain.term("x".repeat(64).getBytes(StandardCharsets.UTF_8))).hasSize(64);
    assertThat(Plain.term("x".repeat(255).getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void a_log_line_is_one_line_of_printable_ASCII() {
    assertThat(Plain.text("no\r\nway\033[1mé")).isEqualTo("no??way?[1m?");
  }

  @Test
  void an_address_with_colons_stands_in_brackets() {
    assertThat(Plain.address(new InetSocketAddress(InetAddress.ofLiteral("203.0.113.7"), 5)))
        .isEqualTo("203.0.113.7:5");
    assertThat(Plain.address(new InetSocketAddress(InetAddress.ofLiteral("::1"), 5)))
        .isEqualTo("[0:0:0:0:0:0:0:1]:5");
  }
}
