package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.utils.ScreenTerminal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How fast games are shown. An operation is a byte: operations a microsecond are MB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {

  private static final int GAMES = 4;
  private static final int BYTES_OF_A_GAME = 250_000;

  /** A game, and on what it is shown; JLine wants text, so that decoding costs it nothing here. */
  private record Show(NetHackGame game, Screen screen, String text, ScreenTerminal jline) {

    static Show of(NetHackGame game) {
      var longGame = game.lasting(BYTES_OF_A_GAME);
      return new Show(
          longGame,
          new Screen(game.size()),
          new String(longGame.output(), UTF_8),
          new ScreenTerminal(game.size().columns(), game.size().rows()));
    }
  }

  private final List<Show> shows =
      NetHackGame.all().stream().map(Show::of).limit(GAMES).toList();

  @Benchmark
  @OperationsPerInvocation(GAMES * BYTES_OF_A_GAME)
  public Screen gatehouse() {
    for (var show : shows) {
      show.screen().feed(show.game().output());
    }
    return shows.getLast().screen();
  }

  @Benchmark
  @OperationsPerInvocation(GAMES * BYTES_OF_A_GAME)
  public ScreenTerminal jline() {
    for (var show : shows) {
      show.jline().write(show.text());
      show.jline().read(); // answers to queries
    }
    return shows.getLast().jline();
  }
}
