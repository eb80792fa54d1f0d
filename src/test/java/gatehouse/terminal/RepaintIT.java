package gatehouse.terminal;

import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repaints on a real terminal that is not ours: tmux. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class RepaintIT {

  private static final int SCREENS = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#all")
  @NeedsRealPart(TMUX)
  void look_and_behave_as_the_screen_they_were_made_from(Recording recording) throws Exception {
    byte[] bytes = recording.bytes();
    var screen = new Screen(recording.size());
    int from = 0;
    try (var used = new TmuxPane(Files.createDirectory(folder.resolve("used")), screen.size())) {
      for (int i = 1; i <= SCREENS; i++) {
        int to = bytes.length / (SCREENS + 1) * i;
        screen.feed(bytes, from, to);
        from = to;
        while (screen.midSequence()) {
          screen.feed(bytes, from, ++from);
        }
        assertThat(Picture.of(screen).differencesFrom("tmux", onFreshPane(screen, i)))
            .as("fresh, at %d", to)
            .isEmpty();
        assertThat(Picture.of(screen).differencesFrom("tmux", used.show(screen.repaint())))
            .as("used, at %d", to)
            .isEmpty();
      }
    }
  }

  private Picture onFreshPane(Screen screen, int number) throws Exception {
    Path own = Files.createDirectory(folder.resolve("fresh-" + number));
    try (var fresh = new TmuxPane(own, screen.size())) {
      return fresh.show(screen.repaint());
    }
  }
}
