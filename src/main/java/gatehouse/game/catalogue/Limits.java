package gatehouse.game.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What one game may use at most.
 *
 * @param processes processes and threads; of the game alone where it has a user namespace, else of
 *     all that its uid runs
 * @param openFiles files that one process may have open
 * @param fileSize how large a file may grow, in bytes
 * @param memory memory of its own that one process may have, in bytes
 * @param cpuTime processor time that one process may take
 * @param ownSpace what the player's own folder may hold, in bytes; looked at, not enforced by the
 *     kernel
 * @param sharedSpace the same for the folder that all players share
 */
public record Limits(
    int processes,
    int openFiles,
    long fileSize,
    long memory,
    Duration cpuTime,
    long ownSpace,
    long sharedSpace) {

  /** From the processor time's end, when a process is told, to when it is killed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  /** Refuses what would let nothing run. */
  public Limits {
    var all = LongStream.of(processes, openFiles, fileSize, memory, cpuTime.toSeconds());
    if (LongStream.concat(all, LongStream.of(ownSpace, sharedSpace)).anyMatch(most -> most < 1)) {
      throw new IllegalArgumentException("each limit must be at least 1");
    }
  }

  /**
   * What to put before a command that is to run within them. Where the machine runs out of memory,
   * it goes first.
   */
  List<String> command() {
    return List.of(
        "/usr/bin/choom",
        "--adjust",
        "1000",
        "--",
        "/usr/bin/prlimit",
        "--core=0",
        "--nproc=" + processes,
        "--nofile=" + openFiles,
        "--fsize=" + fileSize,
        "--data=" + memory,
        "--cpu=" + cpuTime.toSeconds() + ":" + cpuTime.plus(LAST_WORDS).toSeconds(),
        "--");
  }
}
