package gatehouse.game.catalogue;

/** A game cannot be started here; the message is one line and says what to do about it. */
public final class LaunchException extends RuntimeException {

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
