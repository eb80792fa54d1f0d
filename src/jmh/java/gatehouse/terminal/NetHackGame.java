package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/** What NetHack wrote in one of the recordings while it was played: a game that goes on. */
final class NetHackGame {

  private static final String LEAVES_ALTERNATE_SCREEN = "\033[?1049l";
  private static final String OPENS_INVENTORY = "\033[1;31H";

  private final TerminalSize size;
  private final byte[] output;

  private NetHackGame(TerminalSize size, byte[] output) {
    this.size = size;
    this.output = output;
  }

  TerminalSize size() {
    return size;
  }

  byte[] output() {
    return output;
  }

  static List<NetHackGame> all() {
    return Recording.all()
        .filter(recording -> recording.toString().startsWith("nethack"))
        .map(NetHackGame::of)
        .toList();
  }

  /** A dungeon's first room with its inhabitants, just before the inventory is opened. */
  static Screen map() {
    var game = all().getFirst();
    var screen = new Screen(game.size());
    screen.feed(game.output(), 0, new String(game.output(), ISO_8859_1).indexOf(OPENS_INVENTORY));
    return screen;
  }

  private static NetHackGame of(Recording recording) {
    int end = new String(recording.bytes(), ISO_8859_1).indexOf(LEAVES_ALTERNATE_SCREEN);
    byte[] played = end < 0 ? recording.bytes() : Arrays.copyOf(recording.bytes(), end);
    return new NetHackGame(recording.size(), played);
  }

  /** The same again and again until it has written so many bytes. */
  NetHackGame lasting(int bytes) {
    var longer = new byte[bytes];
    for (int at = 0; at < bytes; at += output.length) {
      System.arraycopy(output, 0, longer, at, Math.min(output.length, bytes - at));
    }
    return new NetHackGame(size, longer);
  }
}
