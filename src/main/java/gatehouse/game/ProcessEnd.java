package gatehouse.game;

import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.model.CborSerializable;

/**
 * How a game's process ended, for the record.
 *
 * @param status what it exited with, or -1 if a signal ended it or nobody saw it end
 * @param signal what ended it, or 0
 */
record ProcessEnd(int status, int signal) implements CborSerializable {

  /** Nobody saw it. */
  static final ProcessEnd UNSEEN = new ProcessEnd(-1, 0);

  static ProcessEnd of(Exit exit) {
    return switch (exit) {
      case Exited(int status) -> new ProcessEnd(status, 0);
      case Signalled(int signal) -> new ProcessEnd(-1, signal);
    };
  }
}
