package gatehouse.game.builtin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.terminal.TerminalSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Our terminal, taken out of line mode for as long as this process lives.
 *
 * <p>A shell does it: Java has neither terminal modes nor SIGWINCH. It tells the size at first and
 * at each change, and when our end of its pipe closes, however that comes, it restores the
 * terminal.
 */
final class RawTerminal {

  private static final String KEEPER =
      """
      before=$(stty -g) || exit
      trap 'resized=1' WINCH
      trap '' HUP INT TERM QUIT
      stty raw -echo
      resized=1
      while [ "$resized" ]; do
        resized=
        stty size
        read -r nothing <&3
      done
      stty "$before"
      """;

  private final Process keeper;
  private final BufferedReader sizes;

  private RawTerminal(Process keeper) {
    this.keeper = keeper;
    this.sizes = new BufferedReader(new InputStreamReader(keeper.getInputStream(), US_ASCII));
  }

  static RawTerminal open() throws IOException {
    return new RawTerminal(
        new ProcessBuilder("/bin/sh", "-c", "exec 3<&0 </dev/tty\n" + KEEPER)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** The next size; waits for it. None once there is no terminal, or never was. */
  Optional<TerminalSize> size() {
    try {
      return Optional.ofNullable(sizes.readLine()).map(RawTerminal::parse);
    } catch (IOException | NumberFormatException odd) {
      return Optional.empty();
    }
  }

  /** Tells each new size, from a thread of its own. */
  void whenResized(Consumer<TerminalSize> listener) {
    Thread.ofPlatform().daemon().name("resizes").start(() -> follow(listener));
  }

  private void follow(Consumer<TerminalSize> listener) {
    var next = size();
    while (next.isPresent()) {
      listener.accept(next.get());
      next = size();
    }
  }

  private static TerminalSize parse(String rowsAndColumns) {
    int blank = rowsAndColumns.indexOf(' ');
    return TerminalSize.sanitized(
        Integer.parseInt(rowsAndColumns.substring(blank + 1)),
        Integer.parseInt(rowsAndColumns.substring(0, blank)));
  }

  /** Waits until the terminal is as it was. */
  void close() {
    try {
      keeper.getOutputStream().close();
      keeper.waitFor();
    } catch (IOException gone) {
      keeper.destroy();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
