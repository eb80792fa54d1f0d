package gatehouse.game;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Whether the machine has room for one more game. May be called from any thread. */
interface Room {

  /**
   * What there is too little of.
   *
   * @param of a word for meters: {@code ptys}, {@code memory}, {@code processes}, {@code files} or
   *     {@code disk}
   * @param detail one line for operators
   */
  record Shortage(String of, String detail) {}

  /** A game that is not started for want of room. */
  final class Lacking extends RuntimeException {

    private final transient Shortage shortage;

    Lacking(Shortage shortage) {
      super(shortage.detail(), null, false, false);
      this.shortage = shortage;
    }

    Shortage shortage() {
      return shortage;
    }
  }

  /** Looks for the first thing that is short; empty if nothing is, or nothing can be told. */
  CompletionStage<Optional<Shortage>> shortage();
}
