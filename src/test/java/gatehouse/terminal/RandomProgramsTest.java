package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.terminal.View.Charset;
import gatehouse.terminal.View.Colours;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many programs on one screen; how many, the environment variable RANDOM_PROGRAMS may say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class RandomProgramsTest {

  private static final int PROGRAMS =
      Integer.parseInt(System.getenv().getOrDefault("RANDOM_PROGRAMS", "3000"));
  private static final View PHONE =
      new View(new TerminalSize(53, 21), Charset.ASCII, Colours.PALETTE_8);
  private static final long SLACK = 8 << 20;

  private final Random random = new Random(1);
  private final Screen screen = new Screen(TerminalSize.STANDARD);

  @Test
  void leave_a_screen_that_works_and_no_larger_than_before() {
    run(PROGRAMS / 10);
    long tenth = liveHeap();
    run(PROGRAMS * 4 / 10);
    long half = liveHeap();
    run(PROGRAMS / 2);
    long end = liveHeap();
    System.out.printf("Live heap after 10, 50, 100 %%: %d, %d, %d bytes%n", tenth, half, end);
    assertThat(end).isLessThan(tenth + SLACK);
    screen.resize(TerminalSize.STANDARD);
    screen.feed("\033c\033[Hstill here".getBytes(US_ASCII));
    assertThat(screen.lineText(0)).isEqualTo("still here");
  }

  private void run(int programs) {
    for (int i = 0; i < programs; i++) {
      if (random.nextInt(20) == 0) {
        screen.resize(new TerminalSize(1 + random.nextInt(132), 1 + random.nextInt(50)));
      }
      var before = screen.frame();
      screen.feed(damaged(new RandomProgram(random).write(1 + random.nextInt(60))));
      screen.frame().differenceFrom(before);
      if (random.nextInt(10) == 0) {
        screen.repaint();
        screen.frame().view(PHONE).repaint();
      }
    }
  }

  /** With one byte of a few programs replaced by any. */
  private byte[] damaged(byte[] output) {
    if (output.length > 0 && random.nextInt(4) == 0) {
      output[random.nextInt(output.length)] = (byte) random.nextInt(256);
    }
    return output;
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
