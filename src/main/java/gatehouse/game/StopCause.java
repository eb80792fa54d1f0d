package gatehouse.game;

/** Why the service ends a game. */
enum StopCause {
  /** It does not: the program ended of its own accord. */
  NONE,
  /** Its player asked. */
  ASKED,
  /** Nobody was attached for too long. */
  DETACHED,
  /** The service stops. */
  SHUTDOWN
}
