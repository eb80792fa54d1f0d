package gatehouse.game;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What operators may do to the game role of one node. May be called from any thread. */
public interface Administration {

  /** The answer to {@link #reloadCatalogue}. */
  sealed interface Reloading {}

  /** This is on offer from now on. */
  record Reloaded(List<Games.Offer> offers) implements Reloading {

    public Reloaded {
      offers = List.copyOf(offers);
    }
  }

  /** The catalogue is as it was; one line that names file, line and path. */
  record NotReloaded(String problem) implements Reloading {}

  /** Reads the catalogue anew, whether or not its files have changed. */
  CompletionStage<Reloading> reloadCatalogue();
}
