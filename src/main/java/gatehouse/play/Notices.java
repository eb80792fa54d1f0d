package gatehouse.play;

import akka.util.ByteString;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TextWidth;

/** Lines of ours on a screen that belongs to a game, to be followed by a repaint. */
public final class Notices {

  private Notices() {}

  /**
   * Shows {@code text} in reverse on the last row and leaves the rest as it is.
   *
   * <p>CAN first: the game may have been cut off inside an escape sequence.
   */
  public static ByteString onLastRow(TerminalSize size, String text) {
    var shown = TextWidth.beginning(TextWidth.neutralised(text), Math.max(1, size.columns() - 1));
    return ByteString.fromString(
        "\u0018\u000f\u001b7\u001b[r\u001b["
            + size.rows()
            + ";1H\u001b[0;7m"
            + shown
            + "\u001b[0m\u001b[K\u001b8");
  }
}
