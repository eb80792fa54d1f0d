package gatehouse.session;

import gatehouse.backend.BackendFailure;
import java.nio.charset.StandardCharsets;

/** Lines that several states show. */
final class Screens {

  private Screens() {}

  /** A line on a cleared screen. */
  static byte[] line(String text) {
    return ("\r\n " + text + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Why the Game Service did not do as asked, for people. */
  static String explainGame(BackendFailure why) {
    return switch (why) {
      case BackendFailure.Refused refused -> String.valueOf(refused.getMessage());
      case BackendFailure.Unavailable away ->
          "The game service is out of reach. Your game is safe; try again in a moment.";
    };
  }

  /** Why the Auth Service did not do as asked, for people. */
  static String explain(BackendFailure why) {
    return switch (why) {
      case BackendFailure.Refused refused -> String.valueOf(refused.getMessage());
      case BackendFailure.Unavailable away -> "Accounts are out of reach; try again in a moment.";
    };
  }
}
