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
 * Pseudo-terminals with programs in them, wherever they live. Any thread may call any method, and
 * all return at once. Stages and sources fail with {@link PtyException} only.
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

  /**
   * A program that has ended.
   *
   * @param cpu what it used of processors, with all it started and waited for
   */
  record End(Exit exit, Duration cpu) {}

  /** How a program ended. */
  sealed interface Exit {}

  /** It ended of its own accord. */
  record Exited(int status) implements Exit {}

  /** A signal ended it. */
  record Signalled(int signal) implements Exit {}

  /** What a program's processes in the foreground of its terminal are at. */
  enum Condition {
    /** They run, or wait for something to do. */
    GOING,
    /** A signal has stopped one. */
    STOPPED,
    /**
     * The kernel keeps one waiting and lets no signal through, as for a disk that does not answer.
     */
    BLOCKED
  }

  /**
   * All processes that belong to one PTY's program.
   *
   * @param cpu what they have used of processors, with those that ended and were waited for
   * @param memory resident, in bytes; what processes share counts for each
   */
  record Vitals(Duration cpu, long memory, int processes, int threads, Condition condition) {}

  /**
   * All that run on PTYs at a moment.
   *
   * @param programs without those that have ended
   * @param crowding how many threads of the whole machine want each processor, at least 1
   */
  record Survey(Map<PtyId, Vitals> programs, double crowding) {

    /** Takes a copy. */
    public Survey {
      programs = Map.copyOf(programs);
    }
  }

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
   * What the program writes from {@code offset} on. Completes after its last byte, and for no other
   * reason but {@link #hangUp}; fails if the bytes from there on are not at hand any more.
   *
   * <p>At most one reader a PTY: a second one fails the first and may go on after the last chunk
   * that the first has dealt with. A reader that does not pull stops the program once the kernel's
   * buffer is full, as a real terminal would; so does having none.
   */
  Source<Chunk, NotUsed> read(PtyId pty, long offset);

  /**
   * Types into the PTY, after all typed before. Completes when the kernel has taken all; fails once
   * that has taken {@code write-timeout}, when too much waits already, and when the program has
   * ended.
   */
  CompletionStage<Done> write(PtyId pty, ByteString bytes);

  /** Sets the terminal's size; the program gets SIGWINCH if it changed. */
  CompletionStage<Done> resize(PtyId pty, TerminalSize size);

  /**
   * Signals the program's process group and the one in its session's foreground, each once. A
   * program that has ended is no error.
   */
  CompletionStage<Done> signal(PtyId pty, Signal signal);

  /**
   * Closes the master, so that the kernel sends SIGHUP to the program. What it has written and
   * nobody has read is lost. Idempotent.
   */
  CompletionStage<Done> hangUp(PtyId pty);

  /** Looks at the processes of all programs. */
  CompletionStage<Survey> survey();

  /** How the program ended, once it has and is reaped. */
  CompletionStage<End> end(PtyId pty);

  /** Forgets a PTY, with what nobody has read; fails while its program runs. */
  CompletionStage<Done> release(PtyId pty);

  /**
   * Programs may run for so long from now on, unless this is called again: then they are hung up
   * on, so that none outlives a service that has lost its say over it. Before the first call they
   * may run for ever.
   */
  void renew(Duration lease);

  /**
   * Hangs up on all programs, and kills those that have not ended after {@code patience}. Completes
   * when all have ended, or with the killing. Nothing can be spawned from now on.
   */
  CompletionStage<Done> shutDown(Duration patience);

  /**
   * Lets go of everything at once, as the death of this process would; programs that still run are
   * hung up on and never reaped, so {@link #shutDown} first. Idempotent.
   */
  @Override
  void close();
}
