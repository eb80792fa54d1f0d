package gatehouse.terminal;

import gatehouse.terminal.Key.Named;

/**
 * What the escape sequences of keys mean, on all terminals together: none contradict each other.
 */
final class KeySequences {

  private KeySequences() {}

  /** The key of {@code CSI parameters last}, whatever modifiers are among the parameters. */
  static Key csi(String parameters, char last) {
    return switch (last) {
      case 'A', 'B', 'C', 'D', 'F', 'H' ->
          onlyNumbers(parameters) ? cursor(last) : new Key.Ignored();
      case '~' -> numbered(parameters);
      default -> new Key.Ignored();
    };
  }

  /** The key of {@code SS3 last}: cursor keys and the keypad in application mode. */
  static Key ss3(char last) {
    return switch (last) {
      case 'A', 'B', 'C', 'D', 'F', 'H' -> cursor(last);
      case 'M' -> Named.ENTER;
      case 'I' -> Named.TAB;
      case 'X' -> Key.of('=');
      case 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y' ->
          Key.of((char) (last - 'j' + '*'));
      default -> new Key.Ignored();
    };
  }

  private static Key cursor(char last) {
    return switch (last) {
      case 'A' -> Named.UP;
      case 'B' -> Named.DOWN;
      case 'C' -> Named.RIGHT;
      case 'D' -> Named.LEFT;
      case 'F' -> Named.END;
      default -> Named.HOME;
    };
  }

  private static Key numbered(String parameters) {
    int end = parameters.indexOf(';');
    return switch (end < 0 ? parameters : parameters.substring(0, end)) {
      case "1", "7" -> Named.HOME;
      case "2" -> Named.INSERT;
      case "3" -> Named.DELETE;
      case "4", "8" -> Named.END;
      case "5" -> Named.PAGE_UP;
      case "6" -> Named.PAGE_DOWN;
      default -> new Key.Ignored();
    };
  }

  private static boolean onlyNumbers(String parameters) {
    return parameters.chars().allMatch(c -> c >= '0' && c <= ';');
  }
}
