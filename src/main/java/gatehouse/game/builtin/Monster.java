package gatehouse.game.builtin;

/** Something that lives on a level and does not like visitors. */
final class Monster {

  /** The kinds, the mildest first. */
  enum Kind {
    RAT('r', "sewer rat", 3, 3),
    BAT('b', "bat", 4, 3),
    KOBOLD('k', "kobold", 6, 4),
    GOBLIN('o', "goblin", 8, 5),
    SNAKE('S', "cellar snake", 9, 6),
    ORC('O', "orc butler", 13, 7),
    TROLL('T', "troll cook", 20, 9);

    private static final Kind[] ALL = values();

    private final char symbol;
    private final String label;
    private final int health;
    private final int damage;

    Kind(char symbol, String label, int health, int damage) {
      this.symbol = symbol;
      this.label = label;
      this.health = health;
      this.damage = damage;
    }

    static Kind at(int depth, Dice dice) {
      return ALL[Math.min(ALL.length - 1, depth - 1 + dice.below(3))];
    }

    char symbol() {
      return symbol;
    }

    String label() {
      return label;
    }

    int health() {
      return health;
    }

    int damage() {
      return damage;
    }
  }

  private final Kind kind;
  private Spot spot;
  private int health;

  Monster(Kind kind, Spot spot) {
    this.kind = kind;
    this.spot = spot;
    this.health = kind.health();
  }

  Kind kind() {
    return kind;
  }

  Spot spot() {
    return spot;
  }

  void moveTo(Spot next) {
    spot = next;
  }

  /** Whether it survives. */
  boolean suffer(int damage) {
    health -= damage;
    return health > 0;
  }
}
