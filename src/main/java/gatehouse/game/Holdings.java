package gatehouse.game;

import gatehouse.game.saves.Save;
import gatehouse.model.CborSerializable;
import gatehouse.model.RequestId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The saves of one player and game, as its session's events tell: nothing else says which of them a
 * run may take up.
 *
 * @param saves newest first
 * @param current the epoch of the one that waits to be taken up; 0 for none
 * @param taken the epoch of the one that the present or last run took up; 0 for none
 * @param restorer the last request by which an operator put one back; empty if there was none
 */
record Holdings(List<Save> saves, long current, long taken, String restorer)
    implements CborSerializable {

  static final Holdings NONE = new Holdings(List.of(), 0, 0, "");

  /** Takes a copy. */
  Holdings {
    saves = List.copyOf(saves);
  }

  /** The save of that epoch, if it is kept. */
  Optional<Save> of(long epoch) {
    return saves.stream().filter(save -> save.epoch() == epoch).findFirst();
  }

  /** The save that waits. */
  Optional<Save> waiting() {
    return of(current);
  }

  /** The newest that is older than that of this epoch. */
  Optional<Save> before(long epoch) {
    return saves.stream().filter(save -> save.epoch() < epoch).findFirst();
  }

  /** A run takes up the save of that epoch, or begins with none if it is 0. */
  Holdings takenUp(long epoch) {
    return new Holdings(saves, 0, epoch, restorer);
  }

  /** The save of that epoch waits. */
  Holdings waitingFor(long epoch) {
    return new Holdings(saves, epoch, 0, restorer);
  }

  /** The same, by this request of an operator's. */
  Holdings restored(long epoch, RequestId request) {
    return new Holdings(saves, epoch, 0, request.value());
  }

  /** Whether this was the last such request: repeating it must not give the save twice. */
  boolean restoredBy(RequestId request) {
    return restorer.equals(request.value());
  }

  /** A run has left a save, for which others are given up. */
  Holdings saved(Save save, List<Long> givenUp) {
    var others = saves.stream().filter(other -> !givenUp.contains(other.epoch()));
    return new Holdings(
        Stream.concat(Stream.of(save), others).toList(), save.epoch(), taken, restorer);
  }
}
