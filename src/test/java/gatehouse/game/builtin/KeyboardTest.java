package gatehouse.game.builtin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-launch")
class KeyboardTest {

  @ParameterizedTest
  @CsvSource({
    "hj, hj",
    "^[[A^[[B^[[C^[[D, kjlh",
    "^[OA^[OD, kh",
    "^[[1;5Ax, kx",
    "^[[3~x, 0x",
    "^[^[[Ax, kx",
    "^[x, x",
    "^[[20, ''",
    "^[, ''"
  })
  void reads(String bytes, String keys) {
    var input = bytes.replace("^[", "\033").getBytes(ISO_8859_1);
    var keyboard = new Keyboard(new ByteArrayInputStream(input));
    var read = new StringBuilder();
    for (char key = keyboard.next(); key != Keyboard.HUNG_UP; key = keyboard.next()) {
      read.append(key == 0 ? '0' : key);
    }

    assertThat(read).hasToString(keys);
  }
}
