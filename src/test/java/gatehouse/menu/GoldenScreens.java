package gatehouse.menu;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;

/**
 * Compares what a terminal shows with {@code src/test/resources/screens}. What differs is left in
 * {@code target/screens}, to be looked at and copied over.
 */
final class GoldenScreens {

  static final List<TerminalSize> SIZES =
      List.of(
          new TerminalSize(80, 24),
          new TerminalSize(53, 21),
          new TerminalSize(40, 15),
          new TerminalSize(132, 50));

  private GoldenScreens() {}

  /** Compares in all sizes. */
  static void check(String name, Function<TerminalSize, Page> pages) {
    SoftAssertions.assertSoftly(soft -> {
      for (TerminalSize size : SIZES) {
        String file = name + "-" + size;
        String shown = shown(pages.apply(size), size);
        soft.assertThat(shown).as(file).isEqualTo(expected(file, shown));
      }
    });
  }

  /** What a terminal that was full before shows, and below it where the cursor is. */
  static String shown(Page page, TerminalSize size) {
    var screen = new Screen(size);
    screen.feed("\033#8\033[1;7mgame".getBytes(UTF_8));
    screen.feed(page.draw(size));
    return screen.text() + "cursor at " + screen.cursorRow() + ", " + screen.cursorColumn() + "\n";
  }

  private static String expected(String file, String shown) {
    try {
      var golden = Path.of("src/test/resources/screens", file + ".txt");
      String expected = Files.exists(golden) ? Files.readString(golden) : "";
      if (!shown.equals(expected)) {
        var actual = Path.of("target/screens", file + ".txt");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, shown);
      }
      return expected;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
