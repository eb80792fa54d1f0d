package gatehouse.game.builtin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-save")
class SaveTest {

  private static final Save SAVE = new Save("Alice", -42, 1_795_000_000, 17, "hjkl..q");

  @TempDir Path folder;

  @Test
  void is_read_as_it_was_written() throws IOException {
    SAVE.write(file());

    assertThat(Save.read(file())).isEqualTo(SAVE);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void of_no_moves_is_one_too() throws IOException {
    var fresh = new Save("Alice", 1, 2, 0, "");
    fresh.write(file());

    assertThat(Save.read(file())).isEqualTo(fresh);
  }

  @Test
  void is_refused_if_any_byte_of_it_is_another() throws IOException {
    SAVE.write(file());
    byte[] good = Files.readAllBytes(file());
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file(), bad);
      assertThatThrownBy(() -> Save.read(file()))
          .as("byte %d", at)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("it");
    }
  }

  @Test
  void is_refused_if_it_is_cut_short() throws IOException {
    SAVE.write(file());
    var good = Files.readString(file());
    for (int length = 0; length < good.length(); length++) {
      Files.writeString(file(), good.substring(0, length));
      assertThatThrownBy(() -> Save.read(file())).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void is_refused_if_it_is_something_else_altogether() throws IOException {
    Files.writeString(file(), "\u00e4".repeat(100), ISO_8859_1);
    assertThatThrownBy(() -> Save.read(file())).hasMessage("it is not of version 1");
    Files.write(file(), new byte[100_000]);
    assertThatThrownBy(() -> Save.read(file())).hasMessage("it is too large");
  }

  private Path file() {
    return folder.resolve("cellar.save");
  }
}
