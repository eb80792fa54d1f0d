package gatehouse.menu;

import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Things to choose among by a key each, or by moving to one and pressing Enter. One list says what
 * they look like, what keys mean, and what the help says.
 *
 * @param items in the order of the menu
 * @param selected which one Enter chooses, if one was moved to
 * @param <C> what is chosen
 */
record Choices<C>(List<Item<C>> items, OptionalInt selected) {

  /**
   * One of them.
   *
   * @param key a letter, which counts in either case unless another item has the other one
   * @param help what it does, in a few words more than {@code label}
   */
  record Item<C>(char key, String label, String help, C choice) {}

  /** What a key means. */
  sealed interface Meaning<C> {}

  record Chosen<C>(C choice) implements Meaning<C> {}

  record Moved<C>(OptionalInt selected) implements Meaning<C> {}

  record Help<C>() implements Meaning<C> {}

  record Redraw<C>() implements Meaning<C> {}

  record Leave<C>() implements Meaning<C> {}

  record Ignored<C>() implements Meaning<C> {}

  /** Enter, where nothing was moved to. */
  record Entered<C>() implements Meaning<C> {}

  Choices {
    items = List.copyOf(items);
    selected = selected.isPresent() && selected.getAsInt() < items.size() ? selected : none();
  }

  private static OptionalInt none() {
    return OptionalInt.empty();
  }

  Meaning<C> type(Key key) {
    return switch (key) {
      case Key.Symbol(int codePoint) -> symbol(codePoint);
      case Key.Control(char letter) ->
          switch (letter) {
            case 'L', 'R' -> new Redraw<>();
            case 'C', 'D' -> new Leave<>();
            case 'N' -> move(1);
            case 'P' -> move(-1);
            default -> new Ignored<>();
          };
      case Key.Named named ->
          switch (named) {
            case UP -> move(-1);
            case DOWN, TAB -> move(1);
            case HOME -> new Moved<>(OptionalInt.of(0));
            case END -> new Moved<>(OptionalInt.of(items.size() - 1));
            case ENTER ->
                selected.isPresent()
                    ? new Chosen<>(items.get(selected.getAsInt()).choice())
                    : new Entered<>();
            case ESCAPE, BACKSPACE, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, INSERT, DELETE ->
                new Ignored<>();
          };
      case Key.Paste paste -> new Ignored<>();
      case Key.Ignored() -> new Ignored<>();
    };
  }

  private Meaning<C> symbol(int codePoint) {
    var chosen =
        with(codePoint)
            .or(() -> with(Character.toLowerCase(codePoint)))
            .or(() -> with(Character.toUpperCase(codePoint)));
    if (chosen.isPresent()) {
      return new Chosen<>(chosen.get().choice());
    }
    return switch (codePoint) {
      case 'j' -> move(1);
      case 'k' -> move(-1);
      case '?' -> new Help<>();
      default -> new Ignored<>();
    };
  }

  private Optional<Item<C>> with(int codePoint) {
    return items.stream().filter(item -> item.key() == codePoint).findFirst();
  }

  private Meaning<C> move(int by) {
    int from = selected.orElse(by > 0 ? -1 : items.size());
    return new Moved<>(OptionalInt.of(Math.floorMod(from + by, items.size())));
  }

  /** What they look like. */
  List<Page.Row> rows() {
    var rows = new ArrayList<Page.Row>();
    for (int index = 0; index < items.size(); index++) {
      var item = items.get(index);
      boolean here = selected.isPresent() && selected.getAsInt() == index;
      rows.add(
          Page.fixed(
              " %s) %s".formatted(item.key(), item.label()), here ? Style.STANDOUT : Style.PLAIN));
    }
    return rows;
  }

  /** A page that explains them. */
  Page help(String title) {
    var keys = new ArrayList<KeyHelp.Line>();
    items.forEach(item -> keys.add(new KeyHelp.Line(String.valueOf(item.key()), item.help())));
    keys.add(new KeyHelp.Line("Up Down j k", "move; Enter chooses"));
    keys.add(new KeyHelp.Line("Ctrl-L", "draw the screen again"));
    return KeyHelp.page(title, keys);
  }
}
