package gatehouse.game;

import gatehouse.game.Games.Ending;
import gatehouse.model.CborSerializable;

/** Where a {@link GameSession} stands, as its events tell. */
sealed interface SessionState extends CborSerializable {

  /** There is a process, as far as is known. */
  sealed interface Live extends SessionState {}

  /** There is no process. */
  sealed interface Resting extends SessionState {}

  /** The present or last process. */
  Tenure tenure();

  /** Never played, or the last start came to nothing. */
  record Idle(Tenure tenure) implements Resting {}

  /** A process is being started. */
  record Starting(Tenure tenure) implements Live {}

  /** The process runs. */
  record Running(Tenure tenure) implements Live {}

  /** The stop sequence runs. */
  record Saving(Tenure tenure) implements Live {}

  /** A save waits. */
  record Saved(Tenure tenure) implements Resting {}

  /** The last game ended without a save. */
  record Over(Tenure tenure, Ending ending) implements Resting {}

  /** The last process vanished with its node and left no save. */
  record Lost(Tenure tenure) implements Resting {}

  /** The state that an event leads to. */
  default SessionState after(SessionEvent event) {
    return switch (event) {
      case SessionEvent.StartBegun begun ->
          new Starting(
              new Tenure(
                  begun.session(),
                  begun.epoch(),
                  begun.host(),
                  begun.request().value(),
                  tenure().lastEnd()));
      case SessionEvent.GameStarted started -> new Running(tenure());
      case SessionEvent.StartFailed failed -> new Idle(tenure());
      case SessionEvent.EndAsked asked -> new Saving(tenure().endedAt(asked.request()));
      case SessionEvent.StopBegun begun -> new Saving(tenure());
      case SessionEvent.GameSaved saved -> new Saved(tenure());
      case SessionEvent.GameEnded ended -> new Over(tenure(), ended.ending());
      case SessionEvent.SessionLost lost -> new Lost(tenure());
    };
  }
}
