package gatehouse.game;

import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.saves.Save;
import gatehouse.model.CborSerializable;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.time.Instant;
import java.util.List;

/** What happened to a {@link GameSession}, as stored. */
sealed interface SessionEvent extends CborSerializable {

  /**
   * A process is about to be started on {@code host}.
   *
   * @param takes the epoch of the save that it takes up, or falls back on; 0 for none
   */
  record StartBegun(
      SessionId session,
      long epoch,
      String player,
      String host,
      RequestId request,
      Beginning.Way way,
      long takes,
      Instant at)
      implements SessionEvent {}

  /** The process runs. */
  record GameStarted(SessionId session, How how, Instant at) implements SessionEvent {}

  /** No process was started after all. */
  record StartFailed(SessionId session, Instant at) implements SessionEvent {}

  /** No process was started, as the save it was to take up is damaged. */
  record SaveFoundDamaged(SessionId session, long epoch, Instant at) implements SessionEvent {}

  /** The player asked for the end. */
  record EndAsked(SessionId session, RequestId request, Instant at) implements SessionEvent {}

  /** The service has begun to end the game. */
  record StopBegun(SessionId session, Instant at) implements SessionEvent {}

  /**
   * The process is gone and left a save, which is the current one from now on.
   *
   * @param givenUp the epochs of older saves that are no longer kept
   */
  record GameSaved(SessionId session, Save save, List<Long> givenUp, ProcessEnd end, Instant at)
      implements SessionEvent {}

  /**
   * The process is gone and left no save.
   *
   * @param recoverable whether the player may have back what can be had
   */
  record GameEnded(
      SessionId session, Ending ending, boolean recoverable, ProcessEnd end, Instant at)
      implements SessionEvent {}

  /** The process vanished with its node and left no save. */
  record SessionLost(SessionId session, boolean recoverable, Instant at) implements SessionEvent {}

  /** An operator has put back a save that was taken up before, or was to be lost. */
  record SaveRestored(RequestId request, String operator, long epoch, Instant at)
      implements SessionEvent {}
}
