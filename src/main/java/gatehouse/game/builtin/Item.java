package gatehouse.game.builtin;

/** What lies about; walking over it picks it up. */
enum Item {
  GOLD('$'),
  POTION('!'),
  SWORD(')'),
  ARMOUR('['),
  AMULET('"');

  private final char symbol;

  Item(char symbol) {
    this.symbol = symbol;
  }

  char symbol() {
    return symbol;
  }
}
