package gatehouse.ssh;

/**
 * How a connection has ended for a client: with a reason in words, without, or not at all yet.
 *
 * @param reason what {@code SSH_MSG_DISCONNECT} said (RFC 4253, 11.1), or 0
 */
record Ending(State state, int reason, String words) {

  enum State {
    STILL_OPEN,
    CLOSED
  }

  static final Ending CLOSED = new Ending(State.CLOSED, 0, "");
  static final Ending STILL_OPEN = new Ending(State.STILL_OPEN, 0, "");

  /** In words that tell nothing of what was wrong, as that would help to find out more. */
  static final Ending PROTOCOL_ERROR = because(2, "Protocol error or corrupt packet");

  static final Ending SIGN_IN_FIRST = because(11, "sign in first");

  static Ending because(int reason, String words) {
    return new Ending(State.CLOSED, reason, words);
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }
}
