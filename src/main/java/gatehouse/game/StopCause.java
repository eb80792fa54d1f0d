package gatehouse.game;

/** Why the service ends a game. */
enum StopCause {
  /** It does not: the program ended of its own accord. */
  NONE,
  /** Its player asked. */
  ASKED,
  /** Nobody was attached for too long. */
  DETACHED,
  /** Its player was attached and typed nothing for too long. */
  IDLE,
  /** It has run for as long as it may. */
  TOO_LONG,
  /** It used a processor for long without a sign of life. */
  RUNAWAY,
  /** It was stopped or blocked for long, or read nothing. */
  STUCK,
  /** Its files took more room than they may. */
  OVERFULL,
  /** The service stops. */
  SHUTDOWN
}
