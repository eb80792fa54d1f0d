package gatehouse.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What a real program wrote to a terminal; see the README beside the recordings. */
final class Recording {

  private static final String CORPUS = "corpus-80x24";

  private static final List<String> NAMES =
      List.of(
          "nethack-decgraphics-80x24",
          "nethack-plain-80x24",
          "nethack-curses-100x30",
          "nethack-vt100-80x24",
          "vim-80x24",
          "less-53x21",
          "top-100x30",
          "tmux-90x28",
          "crawl-80x24",
          "crawl-120x40",
          "angband-80x24",
          "moria-80x24",
          "htop-100x30",
          "mc-100x30",
          CORPUS,
          "nethack-ibmgraphics-cp437-80x24",
          "mc-ansi-cp437-80x24");

  private static final String CODE_PAGE_437 = "-cp437-";

  private static final String NO_GAMES = "(?:vim|less|top|htop|mc|tmux|corpus)-.*";

  private static final Pattern SIZE = Pattern.compile(".*-(\\d+)x(\\d+)");

  static Stream<Recording> all() {
    return NAMES.stream().map(Recording::load);
  }

  /** All that were not made by hand. */
  static Stream<Recording> ofPrograms() {
    return all().filter(recording -> !recording.name.equals(CORPUS));
  }

  /** Control functions of all kinds, put together by hand: more than most terminals agree on. */
  static Recording corpus() {
    return load(CORPUS);
  }

  /** Those whose programs wrote characters of the IBM PC. */
  static Stream<Recording> codePage437() {
    return all().filter(recording -> recording.name.contains(CODE_PAGE_437));
  }

  /** Control functions of all kinds, known and unknown, in an order nobody would choose. */
  static Stream<Recording> random() {
    return Stream.iterate(1, seed -> seed + 1).limit(12).map(Recording::random);
  }

  private final String name;
  private final TerminalSize size;
  private final byte[] bytes;

  private Recording(String name, TerminalSize size, byte[] bytes) {
    this.name = name;
    this.size = size;
    this.bytes = bytes;
  }

  /** Whether people play it: not an editor, a pager or a hand-made list of sequences. */
  boolean isGame() {
    return NAMES.contains(name) && !name.matches(NO_GAMES);
  }

  TerminalSize size() {
    return size;
  }

  /** In UTF-8, whatever the program wrote. */
  byte[] bytes() {
    return bytes;
  }

  /** As the program wrote it. */
  byte[] asItWas() {
    return read(name);
  }

  private static Recording load(String name) {
    var size = SIZE.matcher(name);
    if (!size.matches()) {
      throw new IllegalArgumentException(name);
    }
    var bytes = read(name);
    return new Recording(
        name,
        new TerminalSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))),
        name.contains(CODE_PAGE_437) ? inUtf8(bytes) : bytes);
  }

  private static byte[] read(String name) {
    try (var file = Recording.class.getResourceAsStream("/recordings/" + name + ".gz")) {
      return new GZIPInputStream(file).readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** For terminals that know no other font. */
  static byte[] inUtf8(byte[] bytes) {
    return new String(bytes, Charset.forName("IBM437"))
        .replace("\033[11m", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  static Recording random(int seed) {
    var sizes =
        List.of(
            new TerminalSize(20, 6),
            new TerminalSize(7, 5),
            new TerminalSize(2, 2),
            new TerminalSize(1, 1),
            new TerminalSize(33, 9));
    return new Recording(
        "random-" + seed,
        sizes.get(seed % sizes.size()),
        new RandomProgram(new Random(seed)).write(400));
  }

  @Override
  public String toString() {
    return name;
  }
}
