package gatehouse.game.builtin;

/** How the hero fares. */
final class Hero {

  private int health = 16;
  private int mostHealth = 16;
  private int rank = 1;
  private int experience;
  private int gold;
  private int potions = 1;
  private int sword;
  private int armour;
  private boolean amulet;

  int health() {
    return health;
  }

  int mostHealth() {
    return mostHealth;
  }

  int rank() {
    return rank;
  }

  int experience() {
    return experience;
  }

  int gold() {
    return gold;
  }

  int potions() {
    return potions;
  }

  int sword() {
    return sword;
  }

  int armour() {
    return armour;
  }

  boolean hasAmulet() {
    return amulet;
  }

  /** Wounds heal by themselves, and faster with rank. */
  void heal(int turn) {
    if (health > 0 && health < mostHealth && turn % Math.max(3, 10 - rank) == 0) {
      health++;
    }
  }

  /** Whether the hero survives. */
  boolean suffer(int damage) {
    health -= damage;
    return health > 0;
  }

  /** Whether that made for a higher rank. */
  boolean learn(int lesson) {
    experience += lesson;
    if (experience < 10 << (rank - 1)) {
      return false;
    }
    rank++;
    mostHealth += 5;
    health += 5;
    return true;
  }

  boolean quaff() {
    if (potions == 0) {
      return false;
    }
    potions--;
    health = Math.min(mostHealth, health + 12);
    return true;
  }

  void earn(int pieces) {
    gold += pieces;
  }

  void addPotion() {
    potions++;
  }

  void sharpen() {
    sword++;
  }

  void fortify() {
    armour++;
  }

  void takeAmulet() {
    amulet = true;
  }
}
