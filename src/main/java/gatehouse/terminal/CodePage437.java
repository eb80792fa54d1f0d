package gatehouse.terminal;

import java.nio.charset.Charset;

/**
 * The characters of the IBM PC, code page 437, as its screen showed them: those of the control
 * codes too. NetHack's IBMgraphics are bytes of it above 127; terminals of the family {@code ansi}
 * show it between SGR 11 and SGR 10.
 */
final class CodePage437 {

  static final Charset CHARSET = Charset.forName("IBM437");

  private static final String OF_CONTROLS = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼";

  private static final int DEL = 0x7F;

  /** NUL, BS, LF, FF, CR, SO, SI and ESC: what a Linux console obeys where it shows glyphs. */
  private static final int OBEYED =
      1 | 1 << '\b' | 1 << '\n' | 1 << '\f' | 1 << '\r' | 1 << 0x0E | 1 << 0x0F | 1 << 0x1B;

  private static final String GLYPHS = glyphs();

  private CodePage437() {}

  private static String glyphs() {
    byte[] bytes = new byte[256];
    for (int code = 0; code < bytes.length; code++) {
      bytes[code] = (byte) code;
    }
    var glyphs = new StringBuilder(new String(bytes, CHARSET));
    glyphs.replace(0, OF_CONTROLS.length(), OF_CONTROLS);
    glyphs.setCharAt(DEL, '⌂');
    return glyphs.toString();
  }

  /** What a byte, 0 to 255, looks like. */
  static int glyph(int code) {
    return GLYPHS.charAt(code);
  }

  /** Whether a control code does what it does even where glyphs are shown. */
  static boolean isObeyed(int code) {
    return code < ' ' && (OBEYED >> code & 1) != 0;
  }
}
