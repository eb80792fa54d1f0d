package gatehouse.game;

import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.model.CborSerializable;
import java.time.Duration;

/**
 * How a game's process ended and what it used, as may be stored.
 *
 * @param status what it exited with; 0 if a signal ended it, -1 if nobody saw it end
 * @param signal what ended it; 0 if it exited
 * @param ran from its start to its end
 * @param cpu of all its processes
 * @param peakMemory resident, in bytes, the most that was seen; 0 if it ended before it was looked
 *     at
 */
record ProcessEnd(int status, int signal, Duration ran, Duration cpu, long peakMemory)
    implements CborSerializable {

  /** Nobody saw it. */
  static final ProcessEnd UNSEEN = new ProcessEnd(-1, 0, Duration.ZERO, Duration.ZERO, 0);

  static ProcessEnd of(End end, Duration ran, long peakMemory) {
    return new ProcessEnd(status(end.exit()), signal(end.exit()), ran, end.cpu(), peakMemory);
  }

  private static int status(Exit exit) {
    return switch (exit) {
      case Exited(int status) -> status;
      case Signalled ended -> 0;
    };
  }

  private static int signal(Exit exit) {
    return switch (exit) {
      case Exited ended -> 0;
      case Signalled(int signal) -> signal;
    };
  }

  @Override
  public String toString() {
    return "%s, ran %d s, CPU %.1f s, memory %d MiB"
        .formatted(
            signal == 0 ? "status " + status : "signal " + signal,
            ran.toSeconds(),
            cpu.toMillis() / 1000.0,
            peakMemory >> 20);
  }
}
