package gatehouse.terminal;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What screens take that show a game: {@code bytesPerScreen} of the live heap. For one iteration in
 * one fork, as JMH adds up what several tell.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class MemoryBenchmark {

  private static final int SCREENS = 1_000;

  /** JMH's way to tell more than a time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Memory {
    private long taken;

    /** Named as the result is. */
    public long bytesPerScreen() {
      return taken / SCREENS;
    }
  }

  @Param({"80x24", "132x50"})
  public String size = "";

  @Benchmark
  public List<Screen> screens(Memory memory) {
    var game = NetHackGame.all().getFirst();
    long before = liveHeap();
    var screens = new ArrayList<Screen>(SCREENS);
    for (int i = 0; i < SCREENS; i++) {
      var screen = new Screen(size());
      screen.feed(game.output());
      screens.add(screen);
    }
    memory.taken = liveHeap() - before;
    return screens;
  }

  private TerminalSize size() {
    var sides = size.split("x", -1);
    return new TerminalSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
