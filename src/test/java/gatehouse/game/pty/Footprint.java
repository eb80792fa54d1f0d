package gatehouse.game.pty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PTYs cost this process at a moment.
 *
 * @param children process ids; of programs that have ended and were not reaped too
 */
public record Footprint(
    List<String> threads, long descriptors, long masters, long pidfds, Set<Long> children) {

  /** Of this process, now. */
  public static Footprint now() {
    var files = files();
    return new Footprint(
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("gatehouse-pty"))
            .sorted()
            .toList(),
        files.size(),
        files.stream().filter(file -> file.endsWith("ptmx")).count(),
        files.stream().filter(file -> file.contains("[pidfd]")).count(),
        ProcessHandle.current()
            .children()
            .map(ProcessHandle::pid)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The same without the children the earlier one had: other tests' nodes may have left some. */
  public Footprint besides(Footprint earlier) {
    var others = new HashSet<>(children);
    others.removeAll(earlier.children);
    return new Footprint(threads, descriptors, masters, pidfds, Set.copyOf(others));
  }

  private static List<String> files() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.map(Footprint::target).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where a descriptor leads; nothing for the one that listed them. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
