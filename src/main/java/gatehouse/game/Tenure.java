package gatehouse.game;

import gatehouse.model.RequestId;
import gatehouse.model.SessionId;

/**
 * The present or last run of a {@link GameSession}.
 *
 * @param player the name as registered; empty before the first run
 * @param host the {@link GameHost} it was given to, as {@link Hosts#here} names it
 * @param opener the request that started it
 * @param lastEnd the last request for an end that was heeded, ever; empty if there was none
 */
record Tenure(
    SessionId session, long epoch, String player, String host, String opener, String lastEnd) {

  /** Before the first. */
  static final Tenure NONE = new Tenure(new SessionId("none"), 0, "", "", "", "");

  boolean is(SessionId other) {
    return session.equals(other);
  }

  boolean openedBy(RequestId request) {
    return opener.equals(request.value());
  }

  boolean endedBy(RequestId request) {
    return lastEnd.equals(request.value());
  }

  Tenure endedAt(RequestId request) {
    return new Tenure(session, epoch, player, host, opener, request.value());
  }
}
