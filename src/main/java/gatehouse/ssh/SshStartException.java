package gatehouse.ssh;

/** SSH could not be offered; the message is one line that says what is wrong and where. */
public final class SshStartException extends RuntimeException {

  SshStartException(String message) {
    super(message);
  }

  SshStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
