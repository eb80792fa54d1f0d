package gatehouse.terminal;

import java.util.List;

/**
 * What a terminal shows, kept in memory: give it the bytes a program writes, ask it what is to be
 * seen.
 *
 * <pre>
 *   bytes ─▶ Parser ─▶ Emulation ─▶ Canvas ─┬▶ Repaint ─▶ bytes
 *                                           └▶ Frame
 * </pre>
 *
 * <p>Behaves as xterm does in UTF-8, and as a Linux console does in what xterm lacks: SGR 11 shows
 * the characters of the IBM PC. It answers no question of the program's but tells of it: see {@link
 * #requests}. No input makes it throw, or keep more than its cells, its modes, a few requests and
 * one unfinished sequence. It differs from xterm where nothing is known to depend on it: leaving
 * the alternate screen forgets it, REP repeats only what was printed right before, and links and
 * the colours of underlines are dropped.
 *
 * <p>For one thread at a time.
 */
public final class Screen {

  private final Emulation emulation;
  private final Parser parser;
  private Frame latest = Frame.blank(TerminalSize.STANDARD);

  /** A blank screen with every mode as after power-on. */
  public Screen(TerminalSize size) {
    emulation = new Emulation(size);
    parser = new Parser(emulation);
  }

  /** Shows what a program wrote; the bytes may be cut anywhere. */
  public void feed(byte[] bytes) {
    feed(bytes, 0, bytes.length);
  }

  /** Shows the bytes from {@code from} to before {@code to}. */
  public void feed(byte[] bytes, int from, int to) {
    parser.feed(bytes, from, to);
  }

  /**
   * Gives the screen another size. What does not fit any more is lost, at the right and below; rows
   * leave at the top only so that the cursor's row stays.
   */
  public void resize(TerminalSize size) {
    if (!size.equals(size())) {
      canvas().resize(size);
    }
  }

  public TerminalSize size() {
    return canvas().size;
  }

  /** Whether the last byte was in the middle of a sequence or a character. */
  public boolean midSequence() {
    return parser.midSequence();
  }

  /**
   * The bytes that bring any terminal of this size, whatever it showed, to exactly this screen, and
   * after which the program's next bytes may follow raw.
   */
  public byte[] repaint() {
    return new Repaint(canvas()).bytes(parser.unfinished());
  }

  /** What the program has asked of its terminal since this was called last; the latest few. */
  public List<ProgramRequest> requests() {
    return emulation.requests().take();
  }

  /** What is to be seen now; the same object as last time if nothing has changed since. */
  public Frame frame() {
    var now = Frame.of(canvas());
    if (!now.isSameAs(latest)) {
      latest = now;
    }
    return latest;
  }

  /** The cursor's row, from 0. */
  public int cursorRow() {
    return canvas().cursor.row;
  }

  /** The cursor's column, from 0. */
  public int cursorColumn() {
    return canvas().cursor.column;
  }

  /** Whether the cursor is to be seen. */
  public boolean cursorVisible() {
    return canvas().modes.cursorVisible;
  }

  /** Whether the alternate screen is shown. */
  public boolean alternateShown() {
    return canvas().alternateShown();
  }

  /** The window's title, at most 255 characters; empty if none was set. */
  public String title() {
    return canvas().title;
  }

  /** The text of a row, from 0, without the blanks at its end. */
  public String lineText(int row) {
    Row cells = canvas().grid().row(row);
    var text = new StringBuilder();
    for (int column = 0; column < cells.columns(); column++) {
      cells.appendCell(column, text);
    }
    return text.toString().stripTrailing();
  }

  /** The text of all rows, each ended by a line feed. */
  public String text() {
    var text = new StringBuilder();
    for (int row = 0; row < size().rows(); row++) {
      text.append(lineText(row)).append('\n');
    }
    return text.toString();
  }

  Canvas canvas() {
    return emulation.canvas();
  }
}
