package gatehouse.game;

/** What a look at a running game leads to. */
sealed interface Advice {

  /** All is well. */
  record Nothing() implements Advice {}

  /** Its player is to be told. */
  record Warn(String line) implements Advice {}

  /** It is stopped, and to be told to go on. */
  record Wake() implements Advice {}

  /** It is to be ended. */
  record End(StopCause cause) implements Advice {}
}
