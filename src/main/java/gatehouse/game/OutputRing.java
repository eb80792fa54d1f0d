package gatehouse.game;

import akka.util.ByteString;

/** The last bytes a game wrote, by offset. Not thread-safe. */
final class OutputRing {

  private final byte[] bytes;
  private long end;

  OutputRing(int capacity) {
    bytes = new byte[capacity];
  }

  int capacity() {
    return bytes.length;
  }

  /** The offset of the next byte to be appended: how many were, ever. */
  long end() {
    return end;
  }

  /** Whether all bytes from {@code offset} on are still here. */
  boolean reaches(long offset) {
    return offset >= Math.max(0, end - bytes.length) && offset <= end;
  }

  /** Adds bytes in the place of the oldest. */
  void append(byte[] source, int from, int to) {
    int start = Math.max(from, to - bytes.length);
    end += start - from;
    while (start < to) {
      int at = (int) (end % bytes.length);
      int length = Math.min(to - start, bytes.length - at);
      System.arraycopy(source, start, bytes, at, length);
      start += length;
      end += length;
    }
  }

  /** A copy of at most {@code most} bytes from {@code offset}, which this must {@link #reaches}. */
  ByteString from(long offset, int most) {
    if (!reaches(offset)) {
      throw new IllegalStateException("output from " + offset + " is gone");
    }
    var copy = new byte[(int) Math.min(most, end - offset)];
    int at = (int) (offset % bytes.length);
    int first = Math.min(copy.length, bytes.length - at);
    System.arraycopy(bytes, at, copy, 0, first);
    System.arraycopy(bytes, 0, copy, first, copy.length - first);
    return ByteString.fromArrayUnsafe(copy);
  }
}
