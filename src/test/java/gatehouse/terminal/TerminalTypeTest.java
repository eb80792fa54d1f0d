package gatehouse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-types")
class TerminalTypeTest {

  @TempDir private Path first;
  @TempDir private Path second;

  private TerminalType host(String... entries) throws IOException {
    for (String entry : entries) {
      var path = second.resolve(entry);
      Files.createDirectories(path.getParent());
      Files.createFile(path);
    }
    return new TerminalType(List.of(first.resolve("absent"), first, second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x/xterm-kitty", "s/screen.xterm-256color", "l/linux", "76/vt220"})
  void a_type_the_host_knows_is_kept(String entry) throws IOException {
    String term = entry.substring(entry.indexOf('/') + 1);
    assertThat(host(entry, "x/xterm-256color").forGame(term)).isEqualTo(term);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xterm-ghostty",
        "",
        "dumb",
        "unknown",
        "..",
        ".",
        "../x/xterm",
        "x/xterm",
        "a b",
        "xte\0rm",
        "vt100\033[2J",
        "é"
      })
  void anything_else_becomes_the_nearest_one(String term) throws IOException {
    assertThat(host("x/xterm-256color", "x/xterm", "d/dumb", "u/unknown").forGame(term))
        .isEqualTo("xterm-256color");
  }

  @Test
  void a_host_that_knows_less_gives_less() throws IOException {
    assertThat(host().forGame("xterm-ghostty")).isEqualTo("vt100");
    assertThat(host("x/xterm").forGame("xterm-ghostty")).isEqualTo("xterm");
  }

  @Test
  void a_name_of_more_than_64_characters_is_none() {
    assertThat(TerminalType.sanitized("x".repeat(64))).hasSize(64);
    assertThat(TerminalType.sanitized("x".repeat(65))).isEmpty();
  }
}
