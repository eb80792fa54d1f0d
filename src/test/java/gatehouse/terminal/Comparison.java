package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Our screen and another terminal side by side, given the same and compared again and again. */
final class Comparison {

  /** Another terminal. */
  interface Other {

    /** Shows what a program wrote, and tells what is shown then. */
    Picture show(byte[] piece) throws Exception;
  }

  /** How much was compared, and which known differences there would have been. */
  record Outcome(int screens, Set<KnownDifference> met) {}

  private final String name;
  private final Other other;
  private final Screen screen;
  private final Set<KnownDifference> met = EnumSet.noneOf(KnownDifference.class);
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
  private int screens;

  Comparison(String name, Other other, TerminalSize size) {
    this.name = name;
    this.other = other;
    screen = new Screen(size);
  }

  /**
   * All of a program, so many screens of it. Where it erases at the margin the other terminal is
   * told first where the cursor is, which for ours changes nothing.
   */
  Outcome whole(Recording recording, int screens) throws Exception {
    var steps = Steps.of(recording.bytes(), recording.size());
    for (int i = 0; i < steps.size(); i++) {
      byte[] step = steps.get(i);
      if (KnownDifference.erasesAtTheMargin(screen.canvas(), new String(step, UTF_8))) {
        met.add(KnownDifference.PENDING_WRAP);
        piece.writeBytes("\033[%dG".formatted(screen.cursorColumn() + 1).getBytes(US_ASCII));
      }
      give(step);
      if (steps.size() * (long) this.screens < i * (long) screens && atRest()) {
        compare(i, steps);
      }
    }
    compare(steps.size() - 1, steps);
    return new Outcome(this.screens, met);
  }

  /** A program without the steps where the two are known to differ, every so many steps. */
  Outcome withoutKnownDifferences(Recording program, int every) throws Exception {
    var steps = Steps.of(program.bytes(), program.size());
    for (int i = 0; i < steps.size(); i++) {
      var known = KnownDifference.metBy(screen.canvas(), new String(steps.get(i), UTF_8));
      if (known.isPresent()) {
        met.add(known.get());
      } else {
        give(steps.get(i));
      }
      if (i % every == 0) {
        compare(i, steps);
      }
    }
    return new Outcome(screens, met);
  }

  private void give(byte[] step) {
    screen.feed(step);
    piece.writeBytes(step);
  }

  /** Whether a query of ours may follow here without having an effect. */
  private boolean atRest() {
    return screen.canvas().lastPrinted == Canvas.NOTHING_PRINTED
        && screen.canvas().singleShift == 0;
  }

  private void compare(int step, List<byte[]> steps) throws Exception {
    var there = other.show(piece.toByteArray());
    assertThat(Picture.of(screen).differencesFrom(name, there))
        .as("step %d, known differences met: %s, after %s", step, met, Steps.upTo(step, steps))
        .isEmpty();
    piece.reset();
    screens++;
  }
}
