package gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A process with all it has started, as {@code /proc} tells of them (proc(5)). */
public record ProcessTree(ProcessHandle root) {

  /** {@code getconf CLK_TCK}, which is 100 on every Linux that Java runs on. */
  private static final int TICKS_PER_SECOND = 100;

  /**
   * User and system time, of the children that have ended too. In {@code stat} from field 14 on.
   */
  public Duration cpu() {
    long ticks = all().mapToLong(ProcessTree::ticks).sum();
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  /** The proportional set size: shared pages are counted in equal parts. */
  public long pssKilobytes() {
    return all().mapToLong(process -> kilobytes(process, "smaps_rollup", "Pss")).sum();
  }

  /** How many threads the root has. */
  public long threads() {
    return kilobytes(root, "status", "Threads");
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static long ticks(ProcessHandle process) {
    var stat = read(process, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The second field, the program's name, may contain anything.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long sum = 0;
    for (int field = 14; field <= 17; field++) {
      sum += Long.parseLong(fields[field - 3]);
    }
    return sum;
  }

  private static long kilobytes(ProcessHandle process, String file, String key) {
    return read(process, file)
        .lines()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /** Empty for a process that has ended meanwhile. */
  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException unreadable) {
      if (!process.isAlive()) {
        return "";
      }
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Has a JVM at the root forget what nobody needs. */
  public void collectGarbage() {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      for (int time = 0; time < 2; time++) {
        var process =
            new ProcessBuilder(jcmd, Long.toString(root.pid()), "GC.run")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
