package gatehouse.game.pty;

/** A PTY could not be made or used; the message is one line and names the call and its error. */
public final class PtyException extends RuntimeException {

  public PtyException(String message) {
    super(message);
  }

  public PtyException(String message, Throwable cause) {
    super(message, cause);
  }
}
