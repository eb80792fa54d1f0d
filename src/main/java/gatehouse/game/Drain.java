package gatehouse.game;

import akka.actor.typed.ActorRef;
import gatehouse.game.GameHost.AllStopped;
import gatehouse.game.saves.KeptGame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the games of a node that stops have ended, and who waits for it; its {@link GameHost}'s. */
final class Drain {

  private final List<ActorRef<AllStopped>> stoppers = new ArrayList<>();
  private int saved;
  private int ended;

  /** Counts from now on. */
  void begin(ActorRef<AllStopped> stopper) {
    stoppers.add(stopper);
    saved = 0;
    ended = 0;
  }

  void count(Optional<KeptGame> left) {
    if (Occupancy.isSaved(left)) {
      saved++;
    } else {
      ended++;
    }
  }

  /** Nothing is waited for any more. */
  void tell(int left) {
    stoppers.forEach(stopper -> stopper.tell(new AllStopped(saved, ended, left)));
    stoppers.clear();
  }
}
