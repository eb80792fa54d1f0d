package gatehouse.play;

import akka.util.ByteString;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import gatehouse.terminal.Frame;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.View;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a game's output comes to its player's terminal. Thread-safe, as output and sizes come from
 * different threads.
 */
sealed interface Display {

  /**
   * The display for a terminal that calls itself {@code term}, of a game that runs under {@code
   * gameTerm}.
   */
  static Display of(String term, String gameTerm, TerminalSize size) {
    return View.understands(term, gameTerm) ? new AsItIs() : new AsPictures(term, size);
  }

  /** What to write for this output or repaint of the game's, or notice over it. */
  ByteString show(ByteString output);

  /** The terminal, and with it the game's, has another size. */
  void resize(TerminalSize size);

  /** What to type to the game: answers to what it asked of a terminal it does not speak to. */
  ByteString answers();

  /** The terminal understands what the game says. */
  final class AsItIs implements Display {

    @Override
    public ByteString show(ByteString output) {
      return output;
    }

    @Override
    public void resize(TerminalSize size) {
      // the game draws itself anew
    }

    @Override
    public ByteString answers() {
      return ByteString.emptyByteString(); // the terminal answers
    }
  }

  /** The game speaks to another kind of terminal: the player's gets pictures of what that shows. */
  final class AsPictures implements Display {

    private final String term;

    @GuardedBy("this")
    private final Screen screen;

    @GuardedBy("this")
    private Optional<Frame> shown = Optional.empty();

    private AsPictures(String term, TerminalSize size) {
      this.term = term;
      this.screen = new Screen(size);
    }

    @Override
    public synchronized ByteString show(ByteString output) {
      screen.feed(output.toArrayUnsafe());
      var frame = screen.frame().view(View.of(term, screen.size()));
      var bytes = shown.map(frame::differenceFrom).orElseGet(frame::repaint);
      shown = Optional.of(frame);
      return ByteString.fromArrayUnsafe(bytes);
    }

    @Override
    public synchronized void resize(TerminalSize size) {
      screen.resize(size);
      shown = Optional.empty();
    }

    @Override
    public synchronized ByteString answers() {
      return ByteString.fromString(
          screen.requests().stream()
              .flatMap(request -> request.answer().stream())
              .collect(Collectors.joining()));
    }
  }
}
