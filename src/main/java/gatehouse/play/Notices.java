package gatehouse.play;

import akka.util.ByteString;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TextWidth;

/** Lines of ours on a screen that belongs to a game, each to be followed by a repaint. */
public final class Notices {

  private Notices() {}

  /**
   * Draws {@code text} in reverse on the last row, over a game that goes on: the cursor with all
   * that belongs to it is put back, and no mode or margin is touched.
   */
  static ByteString overGame(TerminalSize size, String text) {
    return ByteString.fromString(
        "\u001b7\u001b[?6l\u001b(B\u000f\u001b["
            + size.rows()
            + ";1H\u001b[0;7m"
            + shown(size, text)
            + "\u001b[0m\u001b[K\u001b8");
  }

  private static String shown(TerminalSize size, String text) {
    return TextWidth.beginning(TextWidth.neutralised(text), Math.max(1, size.columns() - 1));
  }

  /**
   * Shows {@code text} in reverse on the last row when nothing more may come of the game as it is.
   *
   * <p>CAN first: the game may have been cut off inside an escape sequence.
   */
  public static ByteString onLastRow(TerminalSize size, String text) {
    return ByteString.fromString(
        "\u0018\u000f\u001b7\u001b[r\u001b["
            + size.rows()
            + ";1H\u001b[0;7m"
            + shown(size, text)
            + "\u001b[0m\u001b[K\u001b8");
  }
}
