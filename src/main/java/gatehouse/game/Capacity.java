package gatehouse.game;

import gatehouse.model.CborSerializable;

/** How many games run on a node, and how many may. */
record Capacity(int used, int most) implements CborSerializable {

  int free() {
    return Math.max(0, most - used);
  }

  boolean isFull() {
    return free() == 0;
  }

  @Override
  public String toString() {
    return used + " of " + most + " places are taken";
  }
}
