package gatehouse.game.pty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What PTYs cost this process at a moment. */
public record Footprint(
    List<String> threads, long descriptors, long masters, long pidfds, long children) {

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
        ProcessHandle.current().children().count());
  }

  /** Programs that have ended and were not reaped are children still. */
  public long zombies() {
    return ProcessHandle.current().children().filter(Footprint::isZombie).count();
  }

  private static boolean isZombie(ProcessHandle child) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException gone) {
      return false;
    }
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
