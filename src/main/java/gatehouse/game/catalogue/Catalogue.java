package gatehouse.game.catalogue;

import gatehouse.model.GameId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The games of this installation, in the order in which they are offered. Immutable: a changed
 * configuration makes a new one.
 */
public record Catalogue(List<GameEntry> games) {

  private static final Comparator<GameEntry> AS_OFFERED =
      Comparator.comparingInt(GameEntry::order).thenComparing(entry -> entry.id().value());

  /** Takes a sorted copy; refuses two entries of one id. */
  public Catalogue {
    games = games.stream().sorted(AS_OFFERED).toList();
    var ids = new HashSet<GameId>();
    for (GameEntry entry : games) {
      if (!ids.add(entry.id())) {
        throw new IllegalArgumentException("two games have the id " + entry.id());
      }
    }
  }

  /** The game of that id, if there is one. */
  public Optional<GameEntry> find(GameId id) {
    return games.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
