package gatehouse.line;

import akka.Done;
import akka.util.ByteString;
import gatehouse.terminal.TerminalSize;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * One person's terminal at the other end: keys come in, bytes go out, both at the pace of the
 * slower side.
 *
 * <p>All methods may be called from any thread and return at once.
 */
public interface Line {

  /** What a line tells, in order and from one thread at a time; implementations must not block. */
  interface Listener {

    /** The person typed; the bytes count against the line's window until {@link #consumed}. */
    void typed(ByteString keys);

    /** The window was resized; {@link #size} has the new size already. */
    void resized(TerminalSize size);

    /** The connection is gone. Told once, and nothing after it. */
    void hungUp();
  }

  /** Who it is, for logs: the peer's address and port. */
  String peer();

  /** The terminal's size now. */
  TerminalSize size();

  /** The client's TERM, printable ASCII of at most 64 characters; empty if it sent none. */
  String term();

  /** What else the client says of its terminal: a few short variables, printable ASCII. */
  Map<String, String> environment();

  /** Starts telling what happens here. Called once; what was typed before is told then. */
  void listen(Listener listener);

  /**
   * Says that {@code bytes} more of what was typed have been dealt with, so that as many more may
   * be sent. Whoever never says so stops the person's typing once the window is full.
   */
  void consumed(int bytes);

  /**
   * Sends bytes after all sent before. Completes when the connection has taken them, which is when
   * the next should be sent; fails when the connection is gone.
   */
  CompletionStage<Done> write(ByteString bytes);

  /**
   * Completes when the client has received what was taken from {@link #write} before, as far as can
   * be known: it is asked, and it goes on reading. That a connection has taken something says
   * little, as megabytes may be on their way. Fails when the connection is gone.
   */
  CompletionStage<Done> received();

  /** Sends what was written before, then the exit status, and closes. Idempotent. */
  void hangUp(int exitStatus);
}
