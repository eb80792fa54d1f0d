package gatehouse.terminal;

import static gatehouse.testkit.NeedsRealPart.NODE;
import static gatehouse.testkit.NeedsRealPart.XTERM_JS;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.util.EnumSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells with their pens, the cursor and modes, against xterm.js. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
@Timeout(120)
class XtermJsIT {

  private static final int SCREENS = 100;
  private static final int STEPS_BETWEEN_SCREENS = 9;

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#ofPrograms")
  @NeedsRealPart({NODE, XTERM_JS})
  void a_recording_looks_the_same_all_along(Recording recording, TestReporter reporter)
      throws Exception {
    try (var xterm = new XtermJs()) {
      xterm.fresh(recording.size());
      var outcome =
          new Comparison("xterm.js", xterm::show, recording.size()).whole(recording, SCREENS);
      reporter.publishEntry(recording + " against xterm.js", outcome.toString());
      assertThat(outcome.screens()).isGreaterThan(20);
      assertThat(recording.isGame() ? outcome.met() : EnumSet.noneOf(KnownDifference.class))
          .isEmpty();
    }
  }

  @Test
  @NeedsRealPart({NODE, XTERM_JS})
  void the_corpus_looks_the_same_but_for_known_differences() throws Exception {
    var corpus = Recording.corpus();
    try (var xterm = new XtermJs()) {
      xterm.fresh(corpus.size());
      var comparison = new Comparison("xterm.js", xterm::show, corpus.size());
      comparison.withoutKnownDifferences(corpus, STEPS_BETWEEN_SCREENS);
    }
  }

  @Test
  @NeedsRealPart({NODE, XTERM_JS})
  void random_output_looks_the_same_but_for_known_differences() throws Exception {
    var met = EnumSet.noneOf(KnownDifference.class);
    try (var xterm = new XtermJs()) {
      for (Recording program : programs().toList()) {
        xterm.fresh(program.size());
        var comparison = new Comparison("xterm.js", xterm::show, program.size());
        met.addAll(comparison.withoutKnownDifferences(program, STEPS_BETWEEN_SCREENS).met());
      }
    }
    assertThat(met).as("the list has none too many").containsExactly(KnownDifference.values());
  }

  /** xterm.js has no terminal of less than two columns. */
  private static Stream<Recording> programs() {
    return IntStream.rangeClosed(1, 100)
        .mapToObj(Recording::random)
        .filter(program -> program.size().columns() > 2);
  }
}
