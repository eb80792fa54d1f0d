package gatehouse.game.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One game: fetch the amulet from the bottom of the cellar, and leave by the stairs you came down.
 *
 * <p>Nothing but the seed and the moves decides what happens, so these are what is saved. Not for
 * several threads.
 */
final class Adventure {

  static final int DEEPEST = 4;

  /** Cellars hold no food; this also bounds the moves. */
  static final int STARVATION = 20_000;

  private final Dice dice;
  private final List<Level> levels = new ArrayList<>();
  private final Hero hero = new Hero();
  private final StringBuilder moves = new StringBuilder();
  private final StringBuilder told = new StringBuilder();
  private int depth = 1;
  private Spot spot;
  private Optional<String> end = Optional.empty();

  Adventure(long seed) {
    dice = new Dice(seed);
    levels.add(LevelMaker.make(1, dice));
    spot = level().up();
    level().lookAround(spot);
    tell("Somewhere below lies an amulet. Fetch it!  (? for help)");
  }

  /** The adventure that these moves lead to. */
  static Adventure replayed(long seed, String moves) {
    var adventure = new Adventure(seed);
    for (int turn = 0; turn < moves.length(); turn++) {
      char key = moves.charAt(turn);
      adventure.act(
          Move.of(key).orElseThrow(() -> new IllegalArgumentException("no move: " + (int) key)));
    }
    if (!moves.isEmpty()) {
      adventure.told.setLength(0);
      adventure.tell("Welcome back.");
    }
    return adventure;
  }

  /** Does it, if it can be done, and lets the others have their turn. */
  void act(Move move) {
    if (end.isPresent()) {
      return;
    }
    told.setLength(0);
    if (!done(move)) {
      return;
    }
    moves.append(move.key());
    if (end.isPresent()) {
      return;
    }
    level().lookAround(spot);
    for (Monster monster : List.copyOf(level().monsters())) {
      if (end.isEmpty()) {
        turnOf(monster);
      }
    }
    hero.heal(turn());
    if (turn() > STARVATION && end.isEmpty()) {
      end = Optional.of("starved");
    }
  }

  /** Gives up. */
  void quit() {
    end = Optional.of("quit");
  }

  /** How it ended, in the words of an xlogfile, if it did. */
  Optional<String> end() {
    return end;
  }

  String moves() {
    return moves.toString();
  }

  /** What happened in the last turn. */
  String told() {
    return told.toString();
  }

  int turn() {
    return moves.length() + 1;
  }

  int depth() {
    return depth;
  }

  int deepest() {
    return levels.size();
  }

  int points() {
    int won = end.equals(Optional.of("escaped with the amulet")) ? 1000 : 0;
    return won + hero.gold() + 50 * (deepest() - 1) + 4 * hero.experience();
  }

  Hero hero() {
    return hero;
  }

  Level level() {
    return levels.get(depth - 1);
  }

  Spot spot() {
    return spot;
  }

  private boolean done(Move move) {
    return switch (move) {
      case REST -> true;
      case DESCEND -> descend();
      case CLIMB -> climb();
      case QUAFF -> quaff();
      case WEST, SOUTH, NORTH, EAST, NORTH_WEST, NORTH_EAST, SOUTH_WEST, SOUTH_EAST ->
          step(move.from(spot));
    };
  }

  private boolean step(Spot next) {
    var monster = level().monsterAt(next);
    if (monster.isPresent()) {
      fight(monster.get());
      return true;
    }
    boolean squeezes = next.x() != spot.x() && next.y() != spot.y() && door(next, spot);
    if (!level().passable(next) || squeezes) {
      return false;
    }
    spot = next;
    Optional.ofNullable(level().items().remove(next)).ifPresent(this::take);
    return true;
  }

  /** Doors are not passed askew. */
  private boolean door(Spot one, Spot other) {
    return level().builtAt(one) == '+' || level().builtAt(other) == '+';
  }

  private boolean descend() {
    if (level().builtAt(spot) != '>') {
      tell("There are no stairs down here.");
      return false;
    }
    depth++;
    if (levels.size() < depth) {
      levels.add(LevelMaker.make(depth, dice));
    }
    spot = level().up();
    tell("You go down.");
    return true;
  }

  private boolean climb() {
    if (level().builtAt(spot) != '<') {
      tell("There are no stairs up here.");
      return false;
    }
    if (depth == 1 && !hero.hasAmulet()) {
      tell("You will not leave without the amulet.");
      return false;
    }
    if (depth == 1) {
      end = Optional.of("escaped with the amulet");
      return true;
    }
    depth--;
    spot = level().down();
    tell("You go up.");
    return true;
  }

  private boolean quaff() {
    boolean quaffed = hero.quaff();
    tell(quaffed ? "You feel better." : "You have no potion.");
    return quaffed;
  }

  private void take(Item item) {
    switch (item) {
      case GOLD -> {
        int pieces = dice.roll(20 * depth);
        hero.earn(pieces);
        tell(pieces + " gold pieces.");
      }
      case POTION -> {
        hero.addPotion();
        tell("A potion! (q to quaff)");
      }
      case SWORD -> {
        hero.sharpen();
        tell("A better sword!");
      }
      case ARMOUR -> {
        hero.fortify();
        tell("Better armour!");
      }
      case AMULET -> {
        hero.takeAmulet();
        tell("The Amulet of the Cellar! Now get out alive.");
      }
    }
  }

  private void fight(Monster monster) {
    if (dice.roll(20) > 14 + hero.sword()) {
      tell("You miss the " + monster.kind().label() + ".");
    } else if (monster.suffer(dice.roll(6) + hero.sword())) {
      tell("You hit the " + monster.kind().label() + ".");
    } else {
      level().monsters().remove(monster);
      tell("You kill the " + monster.kind().label() + "!");
      if (hero.learn(monster.kind().health())) {
        tell("You feel more experienced.");
      }
    }
  }

  private void turnOf(Monster monster) {
    if (!level().sees(monster.spot(), spot)) {
      return;
    }
    if (!monster.spot().touches(spot)) {
      var next = monster.spot().towards(spot);
      if (level().passable(next) && level().monsterAt(next).isEmpty()) {
        monster.moveTo(next);
      }
    } else if (dice.roll(20) > 12 + depth - hero.armour()) {
      tell("The " + monster.kind().label() + " misses.");
    } else {
      tell("The " + monster.kind().label() + " hits!");
      if (!hero.suffer(dice.roll(monster.kind().damage()))) {
        String article = monster.kind() == Monster.Kind.ORC ? "an " : "a ";
        end = Optional.of("killed by " + article + monster.kind().label());
      }
    }
  }

  private void tell(String sentence) {
    told.append(told.isEmpty() ? "" : " ").append(sentence);
  }
}
