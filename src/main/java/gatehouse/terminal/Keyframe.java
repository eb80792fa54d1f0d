package gatehouse.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A whole {@link Screen} as a few hundred bytes, to be kept beside a recording: one made of it goes
 * on exactly as the first would have, even from the middle of a sequence.
 *
 * <p>The format, in network byte order: a byte of version, {@value #VERSION}; columns and rows, two
 * bytes each; the screen's repaint, deflated (RFC 1951).
 */
public final class Keyframe {

  private static final int VERSION = 1;
  private static final int HEADER = 5;

  /** No screen needs more for a cell, its style and all that may be combined in it. */
  private static final int MOST_PER_CELL = 256;

  /** No screen needs more for its modes and what is unfinished. */
  private static final int MOST_BESIDES = 16 * 1024;

  private Keyframe() {}

  /** The screen as it is now. */
  public static byte[] write(Screen screen) {
    var size = screen.size();
    var out = new ByteArrayOutputStream(1024);
    out.writeBytes(
        ByteBuffer.allocate(HEADER)
            .put((byte) VERSION)
            .putShort((short) size.columns())
            .putShort((short) size.rows())
            .array());
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(screen.repaint());
      deflater.finish();
      byte[] part = new byte[1024];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
    }
    return out.toByteArray();
  }

  /**
   * The screen that was written.
   *
   * @throws IllegalArgumentException if this is no keyframe; it says what is wrong where
   */
  public static Screen read(byte[] keyframe) {
    if (keyframe.length <= HEADER) {
      throw new IllegalArgumentException("keyframe: ends in its header, at " + keyframe.length);
    }
    var header = ByteBuffer.wrap(keyframe);
    int version = header.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("keyframe: version " + version + ", not " + VERSION);
    }
    int columns = header.getShort() & 0xFFFF;
    int rows = header.getShort() & 0xFFFF;
    var size = TerminalSize.sanitized(columns, rows);
    if (size.columns() != columns || size.rows() != rows) {
      throw new IllegalArgumentException("keyframe: no screen is " + columns + "x" + rows);
    }
    var screen = new Screen(size);
    feed(screen, keyframe);
    return screen;
  }

  private static void feed(Screen screen, byte[] keyframe) {
    long most = (long) screen.size().columns() * screen.size().rows() * MOST_PER_CELL;
    try (var inflater = new Inflater(true)) {
      inflater.setInput(keyframe, HEADER, keyframe.length - HEADER);
      byte[] part = new byte[4096];
      while (!inflater.finished()) {
        int length = inflater.inflate(part);
        if (length == 0 && !inflater.finished()) {
          throw new IllegalArgumentException("keyframe: ends too early, at " + keyframe.length);
        }
        if (inflater.getBytesWritten() > most + MOST_BESIDES) {
          throw new IllegalArgumentException("keyframe: more than its screen can need");
        }
        screen.feed(part, 0, length);
      }
    } catch (DataFormatException malformed) {
      throw new IllegalArgumentException("keyframe: " + malformed.getMessage(), malformed);
    }
  }
}
