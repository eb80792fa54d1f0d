package gatehouse;

/** Why gatehouse cannot start: one line that says what to do. */
final class StartFailure extends RuntimeException {

  StartFailure(String message) {
    super(message);
  }

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
