package gatehouse.database;

/** The database cannot be used; the message is one line that says what to do, without secrets. */
public final class DatabaseStartException extends RuntimeException {

  DatabaseStartException(String message) {
    super(message);
  }

  DatabaseStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
