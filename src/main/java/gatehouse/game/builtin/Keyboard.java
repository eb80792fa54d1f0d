package gatehouse.game.builtin;

import java.io.IOException;
import java.io.InputStream;

/** Keys from a raw terminal; arrow keys become the letters that move. */
final class Keyboard {

  /** The terminal is gone. */
  static final char HUNG_UP = '\uFFFF';

  private static final char ESCAPE = '\033';

  private final InputStream input;

  Keyboard(InputStream input) {
    this.input = input;
  }

  /** The next key; waits for it. */
  char next() {
    char key = read();
    while (key == ESCAPE) {
      key = read();
      if (key == '[' || key == 'O') {
        key = arrow();
      }
    }
    return key;
  }

  /** The rest of a control sequence; what is no arrow is passed over. */
  private char arrow() {
    char last = read();
    while (last != HUNG_UP && (last < '@' || last > '~')) {
      last = read();
    }
    return switch (last) {
      case 'A' -> 'k';
      case 'B' -> 'j';
      case 'C' -> 'l';
      case 'D' -> 'h';
      case HUNG_UP -> HUNG_UP;
      default -> '\0';
    };
  }

  private char read() {
    try {
      int read = input.read();
      return read < 0 ? HUNG_UP : (char) read;
    } catch (IOException gone) {
      return HUNG_UP;
    }
  }
}
