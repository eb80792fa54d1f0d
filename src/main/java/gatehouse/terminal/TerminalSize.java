package gatehouse.terminal;

/** A terminal's size in character cells. */
public record TerminalSize(int columns, int rows) {

  /** What a terminal that tells nothing sensible is taken to be. */
  public static final TerminalSize STANDARD = new TerminalSize(80, 24);

  /** Above this games crash: NetHack 3.6 at 65535 columns. */
  private static final int MOST = 512;

  /** Refuses a size without cells; {@link #sanitized} makes sense of what clients send. */
  public TerminalSize {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException("a terminal has cells: " + columns + "x" + rows);
    }
  }

  /**
   * The size a client meant: {@link #STANDARD} if a side is 0 or negative (a PTY without a window),
   * at most 512 a side.
   */
  public static TerminalSize sanitized(long columns, long rows) {
    if (columns < 1 || rows < 1) {
      return STANDARD;
    }
    return new TerminalSize((int) Math.min(columns, MOST), (int) Math.min(rows, MOST));
  }

  @Override
  public String toString() {
    return columns + "x" + rows;
  }
}
