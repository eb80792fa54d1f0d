package gatehouse.game;

import gatehouse.game.Games.Ending;
import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.KeptGame.Standing;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.Save;
import gatehouse.model.CborSerializable;
import java.time.Instant;
import java.util.Optional;

/** Where a {@link GameSession} stands, as its events tell. */
sealed interface SessionState extends CborSerializable {

  /** There is a process, as far as is known. */
  sealed interface Live extends SessionState {}

  /** There is no process. */
  sealed interface Resting extends SessionState {}

  /** The present or last run. */
  Tenure tenure();

  Holdings holdings();

  /** Never played, or the last start came to nothing. */
  record Idle(Tenure tenure, Holdings holdings) implements Resting {}

  /** Where a session rested, in a word, so that a start that comes to nothing leads back there. */
  enum Rest {
    NOTHING_WAITS,
    SAVED,
    DAMAGED,
    LOST
  }

  /**
   * A process is being started.
   *
   * @param rested where the session was before
   * @param before what it held then
   */
  record Starting(Tenure tenure, Holdings holdings, Rest rested, Holdings before) implements Live {

    /** As if it had never begun, but for the epoch, which is used up. */
    private SessionState undone(Instant at) {
      return switch (rested) {
        case NOTHING_WAITS -> new Idle(tenure, before);
        case SAVED -> new Saved(tenure, before);
        case DAMAGED -> new Damaged(tenure, before, at);
        case LOST -> new Lost(tenure, before, at);
      };
    }
  }

  /** The process runs. */
  record Running(Tenure tenure, Holdings holdings) implements Live {}

  /** The stop sequence runs. */
  record Saving(Tenure tenure, Holdings holdings) implements Live {}

  /** A save waits. */
  record Saved(Tenure tenure, Holdings holdings) implements Resting {}

  /** A save waits that must not be taken up. */
  record Damaged(Tenure tenure, Holdings holdings, Instant at) implements Resting {}

  /** The last game ended without a save. */
  record Over(Tenure tenure, Holdings holdings, Ending ending) implements Resting {}

  /** The last game was lost, without the player's doing. */
  record Lost(Tenure tenure, Holdings holdings, Instant at) implements Resting {}

  /** What menus show of it; nothing while a process runs, or if nothing waits. */
  default Optional<KeptGame> kept() {
    return switch (this) {
      case Saved saved ->
          holdings()
              .waiting()
              .map(save -> new KeptGame(Standing.SAVED, save.at(), save.progress().text()));
      case Damaged damaged ->
          Optional.of(new KeptGame(Standing.DAMAGED, damaged.at(), lastGood().text()));
      case Lost lost -> Optional.of(new KeptGame(Standing.CRASHED, lost.at(), lastTaken().text()));
      case Idle nothing -> Optional.empty();
      case Over nothing -> Optional.empty();
      case Live running -> Optional.empty();
    };
  }

  private Progress lastGood() {
    return holdings().before(holdings().current()).map(Save::progress).orElse(Progress.UNKNOWN);
  }

  private Progress lastTaken() {
    return holdings().of(holdings().taken()).map(Save::progress).orElse(Progress.UNKNOWN);
  }

  /** The state that an event leads to. */
  default SessionState after(SessionEvent event) {
    return switch (event) {
      case SessionEvent.StartBegun begun -> begin(begun);
      case SessionEvent.GameStarted started -> new Running(tenure(), holdings());
      case SessionEvent.StartFailed failed -> startFailed(failed.at());
      case SessionEvent.SaveFoundDamaged found ->
          new Damaged(tenure(), holdings().waitingFor(found.epoch()), found.at());
      case SessionEvent.EndAsked asked -> new Saving(tenure().endedAt(asked.request()), holdings());
      case SessionEvent.StopBegun begun -> new Saving(tenure(), holdings());
      case SessionEvent.GameSaved saved ->
          new Saved(tenure(), holdings().saved(saved.save(), saved.givenUp()));
      case SessionEvent.GameEnded ended ->
          ended.recoverable()
              ? new Lost(tenure(), holdings(), ended.at())
              : new Over(tenure(), holdings(), ended.ending());
      case SessionEvent.SessionLost lost ->
          lost.recoverable()
              ? new Lost(tenure(), holdings(), lost.at())
              : new Idle(tenure(), holdings());
      case SessionEvent.SaveRestored restored ->
          new Saved(tenure(), holdings().restored(restored.epoch(), restored.request()));
    };
  }

  private SessionState begin(SessionEvent.StartBegun begun) {
    return new Starting(
        new Tenure(
            begun.session(),
            begun.epoch(),
            begun.player(),
            begun.host(),
            begun.request().value(),
            tenure().lastEnd()),
        holdings().takenUp(begun.takes()),
        rest(),
        holdings());
  }

  private Rest rest() {
    return switch (this) {
      case Saved saved -> Rest.SAVED;
      case Damaged damaged -> Rest.DAMAGED;
      case Lost lost -> Rest.LOST;
      case Idle idle -> Rest.NOTHING_WAITS;
      case Over over -> Rest.NOTHING_WAITS;
      case Live live -> throw new IllegalStateException("a process runs: " + live);
    };
  }

  private SessionState startFailed(Instant at) {
    return this instanceof Starting starting ? starting.undone(at) : new Idle(tenure(), holdings());
  }
}
