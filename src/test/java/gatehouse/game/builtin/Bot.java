package gatehouse.game.builtin;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Plays by knowing the whole map: to the amulet, and out again, fighting what is in the way. */
final class Bot {

  private final Adventure adventure;

  Bot(Adventure adventure) {
    this.adventure = adventure;
  }

  /** Plays on until the end, but no longer than that many turns. */
  void play(int turns) {
    while (adventure.end().isEmpty() && adventure.turn() < turns) {
      adventure.act(next());
    }
  }

  private Move next() {
    var hero = adventure.hero();
    if (hero.health() < 8 && hero.potions() > 0) {
      return Move.QUAFF;
    }
    boolean quiet =
        adventure.level().monsters().stream()
            .noneMatch(monster -> adventure.level().sees(monster.spot(), adventure.spot()));
    if (quiet && hero.health() < hero.mostHealth()) {
      return Move.REST;
    }
    for (Monster monster : adventure.level().monsters()) {
      for (Move move : Move.values()) {
        if (move.isStep() && move.from(adventure.spot()).equals(monster.spot())) {
          return move;
        }
      }
    }
    if (!hero.hasAmulet() && adventure.level().items().containsValue(Item.AMULET)) {
      return towards(spot -> adventure.level().items().get(spot) == Item.AMULET);
    }
    char stairs = hero.hasAmulet() ? '<' : '>';
    if (adventure.level().builtAt(adventure.spot()) == stairs) {
      return hero.hasAmulet() ? Move.CLIMB : Move.DESCEND;
    }
    return towards(spot -> adventure.level().builtAt(spot) == stairs);
  }

  /** The first move of a shortest way. */
  private Move towards(Predicate<Spot> goal) {
    var level = adventure.level();
    Map<Spot, Move> first = new HashMap<>();
    var edge = new ArrayDeque<Spot>();
    edge.add(adventure.spot());
    while (!edge.isEmpty()) {
      var spot = edge.remove();
      if (goal.test(spot)) {
        return first.get(spot);
      }
      for (Move move : Move.values()) {
        var next = move.from(spot);
        boolean straight = next.x() == spot.x() || next.y() == spot.y();
        if (move.isStep()
            && straight
            && level.passable(next)
            && !next.equals(adventure.spot())
            && !first.containsKey(next)) {
          first.put(next, first.getOrDefault(spot, move));
          edge.add(next);
        }
      }
    }
    throw new AssertionError("no way on level " + adventure.depth());
  }
}
