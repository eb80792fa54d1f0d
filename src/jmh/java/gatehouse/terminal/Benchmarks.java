package gatehouse.terminal;

import java.util.Optional;
import org.openjdk.jmh.Main;

/**
 * Measures the screen model.
 *
 * <p>{@code mvn -q -Pjmh test-compile exec:exec}; the environment variable JMH holds JMH's own
 * arguments, such as {@code Parse -f 1}.
 */
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs the benchmarks that JMH tells, or all; no arguments. */
  public static void main(String[] arguments) throws Exception {
    var chosen = Optional.ofNullable(System.getenv("JMH")).orElse("");
    Main.main(("-prof gc " + chosen).strip().split(" +", -1));
  }
}
