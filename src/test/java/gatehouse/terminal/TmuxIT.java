package gatehouse.terminal;

import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells with their pens, the cursor and modes, against tmux. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class TmuxIT {

  private static final int SCREENS = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#ofPrograms")
  @NeedsRealPart(TMUX)
  void a_recording_looks_the_same_all_along(Recording recording, TestReporter reporter)
      throws Exception {
    try (var tmux = new TmuxPane(folder, recording.size())) {
      var outcome = new Comparison("tmux", tmux::show, recording.size()).whole(recording, SCREENS);
      reporter.publishEntry(recording + " against tmux", outcome.toString());
      assertThat(outcome.screens()).isGreaterThan(20);
      assertThat(recording.isGame() ? outcome.met() : EnumSet.noneOf(KnownDifference.class))
          .isEmpty();
    }
  }
}
