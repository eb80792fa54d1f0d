package gatehouse.game.catalogue;

import gatehouse.model.GameId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** What is different from an older one, in one line for operators. */
  public String changesSince(Catalogue older) {
    var added = games.stream().filter(game -> older.find(game.id()).isEmpty());
    var gone = older.games().stream().filter(game -> find(game.id()).isEmpty());
    var changed =
        games.stream()
            .filter(game -> older.find(game.id()).filter(was -> !was.equals(game)).isPresent());
    return Stream.of(named("added", added), named("changed", changed), named("removed", gone))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String named(String what, Stream<GameEntry> games) {
    var ids = games.map(game -> game.id().value()).collect(Collectors.joining(" "));
    return ids.isEmpty() ? "" : what + " " + ids;
  }

  /** The game of that id, if there is one. */
  public Optional<GameEntry> find(GameId id) {
    return games.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
