package gatehouse.terminal;

import java.nio.charset.StandardCharsets;

/**
 * Brings a terminal back after a game, which may have died with any mode on and anywhere in a
 * sequence.
 *
 * <p>Terminals ignore what they do not know, with one exception: very old ones show the tail of it,
 * which is why clearing the screen comes last.
 */
public final class TerminalReset {

  private static final String STEPS =
      String.join(
          "",
          "\030\033\\", // CAN and ST: end a sequence or string cut short
          "\033[?2026l", // synchronized output off, else nothing is shown
          "\033[!p", // soft reset, for what is not named below
          "\033[?1049l\033[?1047l\033[?47l", // leave the alternate screen, however entered
          "\033[?9l\033[?1000l\033[?1001l\033[?1002l\033[?1003l", // mouse reports off
          "\033[?1005l\033[?1006l\033[?1015l", // mouse report formats back to the first
          "\033[?1004l", // focus reports off
          "\033[?2004l", // bracketed paste off
          "\033[?1l\033>", // cursor keys and keypad send their plain codes
          "\033[>4m\033[<u", // keys are not reported as escape codes (xterm's way, kitty's way)
          "\033(B\033)B\017", // ASCII in G0 and G1, and G0 in use
          "\033[r", // the whole screen scrolls
          "\033[?6l", // rows count from the top of the screen
          "\033[4l\033[20l", // characters overwrite, line feeds go straight down
          "\033[?7h", // lines wrap
          "\033[?5l", // dark on light only if the terminal is so
          "\033[0 q", // the cursor's own shape
          "\033[?25h", // the cursor is visible
          "\033[0;10m", // plain text in the ordinary font
          "\033[H\033[2J"); // clear

  private TerminalReset() {}

  /** The bytes for a terminal of this type; a {@code dumb} one only gets a new line. */
  public static byte[] bytes(String term) {
    return (TerminalType.isDumb(term) ? "\r\n" : STEPS).getBytes(StandardCharsets.US_ASCII);
  }
}
