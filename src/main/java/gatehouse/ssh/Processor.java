package gatehouse.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the processor can do, as Linux tells in {@code /proc/cpuinfo}. */
record Processor(List<String> description) {

  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  /** The processor we run on; of one that nobody describes the usual is assumed. */
  static Processor ofThisMachine() {
    try (var lines = Files.lines(DESCRIPTION)) {
      return new Processor(lines.toList());
    } catch (IOException notLinux) {
      return new Processor(List.of());
    }
  }

  /** Whether it encrypts by AES itself; one that lists no abilities is taken to. */
  boolean hasAes() {
    var abilities = description.stream().filter(Processor::listsAbilities).toList();
    return abilities.isEmpty()
        || abilities.stream().flatMap(Processor::words).anyMatch("aes"::equals);
  }

  /** On x86 they are {@code flags}, on ARM {@code Features}. */
  private static boolean listsAbilities(String line) {
    return line.startsWith("flags") || line.startsWith("Features");
  }

  private static Stream<String> words(String line) {
    return Arrays.stream(line.split("\\s+"));
  }
}
