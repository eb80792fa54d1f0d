package gatehouse.game.pty;

import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.terminal.TerminalSize;
import java.lang.foreign.MemorySegment;

/**
 * One PTY and the program on it. Used from the epoll thread only, but for {@link Input#write} and
 * the program's exit.
 */
final class Pty {

  private final PtyId id;
  private final Master master;
  private final Child child;
  private final Output output;
  private final Input input;
  private boolean hungUp;

  Pty(PtyId id, Launch launch, Epoll epoll, MemorySegment buffer, PtySettings settings) {
    this.id = id;
    this.master = new Master(launch.master(), epoll, buffer);
    this.output = new Output(master);
    this.input = new Input(epoll, master, settings);
    this.child = new Child(launch.pid(), launch.pidfd(), epoll, this::programEnded);
  }

  private void programEnded() {
    output.programEnded();
    input.close("the program has ended");
  }

  PtyId id() {
    return id;
  }

  Child child() {
    return child;
  }

  Output output() {
    return output;
  }

  Input input() {
    return input;
  }

  void resize(TerminalSize size) {
    if (hungUp) {
      throw new PtyException("cannot resize a PTY that is hung up");
    }
    master.resize(size);
  }

  void signal(Signal signal) {
    child.signal(signal, master.foreground());
  }

  /** Closes the master; the reader gets what was read before, and the end. */
  void hangUp() {
    if (!hungUp) {
      hungUp = true;
      output.close();
      input.close("the PTY is hung up");
      master.close();
    }
  }

  /**
   * Frees everything; whoever still reads gets a failure, a program that still runs is hung up on.
   */
  void close() {
    output.fail(new PtyException("the PTY was released"));
    hangUp();
    child.close();
  }
}
