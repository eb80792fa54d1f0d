package gatehouse.game.pty;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.terminal.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Pseudo-terminals with programs in them, wherever they live. All methods return at once; stages
 * fail with {@link PtyException}.
 */
public interface Ptys extends AutoCloseable {

  /** A PTY of this {@code Ptys}: unique over its life, and over restarts of a PTY host. */
  record PtyId(String value) {}

  /**
   * A program to run.
   *
   * @param command absolute path first
   * @param environment all of it; nothing is inherited
   * @param directory where it starts
   * @param size the terminal's size before the program's first instruction
   */
  record PtyProgram(
      List<String> command, Map<String, String> environment, Path directory, TerminalSize size) {

    /** Takes copies. */
    public PtyProgram {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  /** Bytes the program wrote; {@code offset} counts all it has written before them. */
  record Chunk(long offset, ByteString bytes) {}

  /** How a program ended. */
  sealed interface Exit {}

  /** It ended of its own accord. */
  record Exited(int status) implements Exit {}

  /** A signal ended it. */
  record Signalled(int signal) implements Exit {}

  /** The signals that gatehouse sends. */
  enum Signal {
    HUP,
    INT,
    TERM,
    KILL,
    STOP,
    CONT
  }

  /** Starts a program as the leader of a session of its own, the PTY its controlling terminal. */
  CompletionStage<PtyId> spawn(PtyProgram program);

  /** All PTYs that were spawned and not yet released, also by a process before this one. */
  CompletionStage<List<PtyId>> list();

  /**
   * What the program writes from {@code offset} on; completes after its last byte. At most one
   * reader a PTY: a second one ends the first. A reader that does not pull stops the program once
   * the kernel's buffer is full, as a real terminal would.
   */
  Source<Chunk, NotUsed> read(PtyId pty, long offset);

  /**
   * Types into the PTY. Completes when the kernel has taken all; bounded by {@code write-timeout}.
   */
  CompletionStage<Done> write(PtyId pty, ByteString bytes);

  /** Sets the terminal's size; the program gets SIGWINCH if it changed. */
  CompletionStage<Done> resize(PtyId pty, TerminalSize size);

  /**
   * Signals the program and all in its session's foreground. A program that has ended is no error.
   */
  CompletionStage<Done> signal(PtyId pty, Signal signal);

  /** Closes the master, so that the kernel hangs up on the program. */
  CompletionStage<Done> hangUp(PtyId pty);

  /** How the program ended, once it has and is reaped. */
  CompletionStage<Exit> exit(PtyId pty);

  /** Forgets a PTY whose program has ended. */
  CompletionStage<Done> release(PtyId pty);

  /** Ends what is left by closing every master and waiting for at most {@code patience}. */
  CompletionStage<Done> shutDown(Duration patience);

  @Override
  void close();
}
