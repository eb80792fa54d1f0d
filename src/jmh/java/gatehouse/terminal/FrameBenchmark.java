package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.terminal.View.Charset;
import gatehouse.terminal.View.Colours;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to show a game to others: a map of NetHack with and without a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {

  private static final byte[] TOLD =
      "\033[HYou hear the footsteps of a guard on patrol.\033[K\033[20;12H".getBytes(UTF_8);
  private static final byte[] FORGOTTEN = "\033[H\033[K\033[20;12H".getBytes(UTF_8);
  private static final View PHONE =
      new View(new TerminalSize(53, 21), Charset.ASCII, Colours.PALETTE_8);

  private final Screen screen = NetHackGame.map();
  private final Frame quiet = after(FORGOTTEN);
  private final Frame told = after(TOLD);
  private boolean forgets;

  private Frame after(byte[] change) {
    screen.feed(change);
    return screen.frame();
  }

  /** A line changes, and a picture is taken. */
  @Benchmark
  public Frame frame() {
    forgets = !forgets;
    return after(forgets ? FORGOTTEN : TOLD);
  }

  @Benchmark
  public byte[] difference() {
    return told.differenceFrom(quiet);
  }

  /** For a terminal that goes on with the program's own bytes. */
  @Benchmark
  public byte[] repaintOfScreen() {
    return screen.repaint();
  }

  /** For an onlooker. */
  @Benchmark
  public byte[] repaintOfFrame() {
    return told.repaint();
  }

  @Benchmark
  public Frame view() {
    return told.view(PHONE);
  }
}
