package gatehouse.game;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What this process's control group, and those above it, leave free of something: of version 2, or
 * of one controller of version 1.
 */
final class ControlGroup {

  private static final long NO_LIMIT = Long.MAX_VALUE >> 1;

  private final Path root;
  private final String version1;
  private final String limit1;
  private final String used1;
  private final String limit2;
  private final String used2;

  private ControlGroup(
      Path root, String version1, String limit1, String used1, String limit2, String used2) {
    this.root = root;
    this.version1 = version1;
    this.limit1 = limit1;
    this.used1 = used1;
    this.limit2 = limit2;
    this.used2 = used2;
  }

  /** Bytes of memory; what the kernel can take back at once counts as free. */
  static OptionalLong memory(Path root) {
    return new ControlGroup(
            root,
            "memory",
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "memory.max",
            "memory.current")
        .free();
  }

  /** Processes and threads. */
  static OptionalLong processes(Path root) {
    return new ControlGroup(root, "pids", "pids.max", "pids.current", "pids.max", "pids.current")
        .free();
  }

  /** Empty where there is no limit. */
  private OptionalLong free() {
    var least = OptionalLong.empty();
    for (Path folder : folders()) {
      var limit = number(folder.resolve(folder.startsWith(version1()) ? limit1 : limit2));
      var used = number(folder.resolve(folder.startsWith(version1()) ? used1 : used2));
      if (limit.isPresent() && limit.getAsLong() < NO_LIMIT && used.isPresent()) {
        long free = limit.getAsLong() - used.getAsLong() + reclaimable(folder);
        least = OptionalLong.of(Math.min(free, least.orElse(Long.MAX_VALUE)));
      }
    }
    return least;
  }

  private Path version1() {
    return root.resolve("sys/fs/cgroup").resolve(version1);
  }

  /** The group's folder and those above, of the one line in {@code cgroup} that is about this. */
  private List<Path> folders() {
    var folders = new ArrayList<Path>();
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      var parts = line.split(":", 3);
      boolean ours = parts.length == 3 && List.of(parts[1].split(",", -1)).contains(version1);
      boolean unified = parts.length == 3 && parts[1].isEmpty();
      if (ours || unified) {
        var top = ours ? version1() : root.resolve("sys/fs/cgroup");
        var inside = Path.of(parts[2].substring(1)).normalize();
        folders.add(top);
        for (int names = 1; names <= inside.getNameCount(); names++) {
          folders.add(top.resolve(inside.subpath(0, names)));
        }
      }
    }
    return folders;
  }

  private long reclaimable(Path folder) {
    return lines(folder.resolve("memory.stat")).stream()
        .filter(line -> version1.equals("memory"))
        .filter(
            line -> line.startsWith("inactive_file ") || line.startsWith("total_inactive_file "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1).strip()))
        .max()
        .orElse(0);
  }

  private static OptionalLong number(Path file) {
    return lines(file).stream()
        .limit(1)
        .filter(line -> line.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** None if there is no such file. */
  static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
