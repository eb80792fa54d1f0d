package gatehouse.terminal;

/** A key somebody pressed, freed of how their terminal encodes it. */
public sealed interface Key {

  /** A printable character. What was no UTF-8 is U+FFFD. */
  record Symbol(int codePoint) implements Key {}

  /** Ctrl with an upper-case letter or one of {@code @ \ ] ^ _}. */
  record Control(char letter) implements Key {}

  /** Text pasted in one go, as it came, line ends and all; what is over-long has lost its end. */
  record Paste(String text) implements Key {}

  /** Something a terminal sends that means nothing here: a mouse report, a focus report, Alt-x. */
  record Ignored() implements Key {}

  /** A key with a name, whatever was held down with it. */
  enum Named implements Key {
    ENTER,
    BACKSPACE,
    TAB,
    ESCAPE,
    UP,
    DOWN,
    LEFT,
    RIGHT,
    HOME,
    END,
    PAGE_UP,
    PAGE_DOWN,
    INSERT,
    DELETE
  }

  /** The key of a printable character. */
  static Key of(char symbol) {
    return new Symbol(symbol);
  }
}
