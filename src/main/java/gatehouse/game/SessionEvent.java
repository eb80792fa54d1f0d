package gatehouse.game;

import gatehouse.game.Games.Ending;
import gatehouse.model.CborSerializable;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.time.Instant;

/** What happened to a {@link GameSession}, as stored. */
sealed interface SessionEvent extends CborSerializable {

  /** A process is about to be started on {@code host}. */
  record StartBegun(SessionId session, long epoch, String host, RequestId request, Instant at)
      implements SessionEvent {}

  /** The process runs. */
  record GameStarted(SessionId session, boolean resumed, Instant at) implements SessionEvent {}

  /** No process was started after all. */
  record StartFailed(SessionId session, Instant at) implements SessionEvent {}

  /** The player asked for the end. */
  record EndAsked(SessionId session, RequestId request, Instant at) implements SessionEvent {}

  /** The service has begun to end the game. */
  record StopBegun(SessionId session, Instant at) implements SessionEvent {}

  /** The process is gone and left a save. */
  record GameSaved(SessionId session, Instant at) implements SessionEvent {}

  /** The process is gone and left no save. */
  record GameEnded(SessionId session, Ending ending, Instant at) implements SessionEvent {}

  /** The process vanished with its node and left no save. */
  record SessionLost(SessionId session, Instant at) implements SessionEvent {}
}
