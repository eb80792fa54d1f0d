package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.terminal.ProgramRequest.Identify;
import gatehouse.terminal.ProgramRequest.Identity;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-clipboard")
class ProgramRequestTest {

  private final Screen screen = new Screen(TerminalSize.STANDARD);

  private void write(String output) {
    screen.feed(output.getBytes(UTF_8));
  }

  private static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("\033[c", new Identify(Identity.PRIMARY), "\033[?62;22c"),
        Arguments.of("\033[0c", new Identify(Identity.PRIMARY), "\033[?62;22c"),
        Arguments.of("\033[>c", new Identify(Identity.SECONDARY), "\033[>1;0;0c"),
        Arguments.of("\033[=c", new Identify(Identity.TERTIARY), ""),
        Arguments.of("\033[>q", new Identify(Identity.VERSION), ""),
        Arguments.of("\005", new Identify(Identity.ANSWERBACK), ""),
        Arguments.of("\033[5n", new ProgramRequest.Status(), "\033[0n"),
        Arguments.of("\033[3;4H\033[6n", new ProgramRequest.Position(3, 4), "\033[3;4R"),
        Arguments.of(
            "\033[5;9r\033[?6h\033[2;4H\033[6n", new ProgramRequest.Position(2, 4), "\033[2;4R"),
        Arguments.of("\033[?2026$p", new ProgramRequest.Mode(2026, false), "\033[?2026;0$y"),
        Arguments.of("\033[4$p", new ProgramRequest.Mode(4, true), "\033[4;0$y"),
        Arguments.of("\033P$qm\033\\", new ProgramRequest.Setting("m"), "\033P0$r\033\\"),
        Arguments.of("\033]11;?\007", new ProgramRequest.Colour("11"), ""),
        Arguments.of("\033]4;7;?\033\\", new ProgramRequest.Colour("4;7"), ""),
        Arguments.of("\033[21t", new ProgramRequest.Title(), ""),
        Arguments.of("\033[18t", new ProgramRequest.Size(TerminalSize.STANDARD), "\033[8;24;80t"),
        Arguments.of("\033]52;c;?\007", new ProgramRequest.Paste("c"), ""),
        Arguments.of("\033]52;c;aGk=\007", new ProgramRequest.Copy("c", "aGk="), ""));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void is_told_once_and_has_an_answer_where_one_does_no_harm(
      String output, ProgramRequest request, String answer) {
    write(output);
    assertThat(screen.requests()).containsExactly(request);
    assertThat(screen.requests()).isEmpty();
    assertThat(request.answer().orElse("")).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[1c",
        "\033[?1;2c",
        "\033[7n",
        "\033[?6n",
        "\033[!p",
        "\033[2 q",
        "\033[8;30;80t",
        "\033]2;?\007",
        "\033]8;;http://x/\007",
        "\033]52\007",
        "\033P+q544e\033\\",
        "\033[\030c"
      })
  void is_nothing_that_only_looks_like_one(String output) {
    write(output);
    assertThat(screen.requests()).isEmpty();
  }

  @Test
  void is_kept_among_the_latest_few_only() {
    write("\033[c".repeat(1000) + "\033[5n");
    assertThat(screen.requests()).hasSize(16).endsWith(new ProgramRequest.Status());
  }

  @Test
  void is_no_part_of_a_repaint() {
    write("\033[c\033]52;c;aGk=\007");
    var other = new Screen(TerminalSize.STANDARD);
    other.feed(screen.repaint());
    assertThat(other.requests()).isEmpty();
  }
}
