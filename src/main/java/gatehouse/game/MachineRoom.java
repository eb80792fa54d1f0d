package gatehouse.game;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Looks at the machine, or container, that this process is on. What cannot be read does not count
 * as short.
 */
final class MachineRoom implements Room {

  private final RoomSettings least;
  private final Path root;
  private final Executor blocking;

  /**
   * Room as {@code least} has it.
   *
   * @param root the folder that has {@code proc} and {@code sys}
   * @param blocking where it is looked
   */
  MachineRoom(RoomSettings least, Path root, Executor blocking) {
    this.least = least;
    this.root = root;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<Optional<Shortage>> shortage() {
    return CompletableFuture.supplyAsync(
        () ->
            Stream.of(
                    shortage("disk", disk(), least.disk()),
                    shortage("memory", memory(), least.memory()),
                    shortage("processes", processes(), least.processes()),
                    shortage("ptys", ptys(), least.ptys()),
                    shortage("files", files(), least.files()))
                .flatMap(Optional::stream)
                .findFirst(),
        blocking);
  }

  private static Optional<Shortage> shortage(String of, OptionalLong free, long least) {
    return free.isPresent() && free.getAsLong() < least
        ? Optional.of(
            new Shortage(
                of,
                "%d %s free, and gatehouse.game.least-free.%s is %d"
                    .formatted(
                        Math.max(0, free.getAsLong()),
                        isBytes(of) ? "bytes of " + of : of,
                        of,
                        least)))
        : Optional.empty();
  }

  private static boolean isBytes(String of) {
    return of.equals("disk") || of.equals("memory");
  }

  private OptionalLong disk() {
    try {
      return OptionalLong.of(Files.getFileStore(least.dataDirectory()).getUsableSpace());
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }

  private OptionalLong memory() {
    return LongStream.concat(available().stream(), ControlGroup.memory(root).stream()).min();
  }

  private OptionalLong available() {
    return ControlGroup.lines(root.resolve("proc/meminfo")).stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  /** All threads of the machine count, and the fourth of {@code loadavg} ends with their number. */
  private OptionalLong processes() {
    var threads =
        ControlGroup.lines(root.resolve("proc/loadavg")).stream()
            .mapToLong(line -> Long.parseLong(line.split("[ /]", -1)[4]))
            .findFirst();
    var most =
        LongStream.concat(number("kernel/pid_max").stream(), number("kernel/threads-max").stream())
            .min();
    return LongStream.concat(
            difference(most, threads).stream(), ControlGroup.processes(root).stream())
        .min();
  }

  /** Those that the kernel keeps for the machine's own are not for the games of a container. */
  private OptionalLong ptys() {
    long reserved = number("kernel/pty/reserve").orElse(0);
    return difference(number("kernel/pty/max"), number("kernel/pty/nr")).stream()
        .map(free -> free - reserved)
        .findFirst();
  }

  private static OptionalLong files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? OptionalLong.of(unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount())
        : OptionalLong.empty();
  }

  private OptionalLong number(String setting) {
    return ControlGroup.lines(root.resolve("proc/sys").resolve(setting)).stream()
        .mapToLong(line -> Long.parseLong(line.strip()))
        .findFirst();
  }

  private static OptionalLong difference(OptionalLong most, OptionalLong used) {
    return most.isPresent() && used.isPresent()
        ? OptionalLong.of(most.getAsLong() - used.getAsLong())
        : OptionalLong.empty();
  }
}
