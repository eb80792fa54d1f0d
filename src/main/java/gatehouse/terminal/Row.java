package gatehouse.terminal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row of cells. A cell is an int of text and a long of {@link Style}; what a cell shows besides
 * one code point, its combining characters, is in a table that only rows with such cells have.
 *
 * <p>A wide character has two cells. No operation leaves half of one: what is left becomes a blank.
 */
final class Row {

  /** Set in the text of the left cell of a wide character. */
  private static final int WIDE = 1 << 24;

  /** The whole text of the right cell of a wide character. */
  private static final int RIGHT_HALF = 1 << 25;

  /** Set in the text of a cell whose combining characters are in {@link #clusters}. */
  private static final int CLUSTER = 1 << 26;

  private static final int CODE_POINT = (1 << 21) - 1;
  private static final int LONGEST_CLUSTER = 16;

  private int[] text;
  private long[] styles;
  private String @Nullable [] clusters;
  private boolean shared;

  private Row(Row other) {
    text = other.text.clone();
    styles = other.styles.clone();
    clusters = other.clusters == null ? null : other.clusters.clone();
  }

  /** A row of blanks. */
  Row(int columns) {
    text = new int[columns];
    styles = new long[columns];
    Arrays.fill(text, ' ');
  }

  int columns() {
    return text.length;
  }

  /** The same row, never to be changed from now on: others look at it. */
  Row share() {
    shared = true;
    return this;
  }

  boolean isShared() {
    return shared;
  }

  /** One like it that may be changed. */
  Row copy() {
    return new Row(this);
  }

  /** Whether both look the same in this column. */
  boolean sameCell(Row other, int column) {
    return text[column] == other.text[column]
        && styles[column] == other.styles[column]
        && (!isCluster(column) || cluster(column).equals(other.cluster(column)));
  }

  /** Whether both look the same all along. */
  @SuppressWarnings("ReferenceEquality") // a shared row is most often the same one
  boolean looksLike(Row other) {
    return this == other
        || (Arrays.equals(text, other.text)
            && Arrays.equals(styles, other.styles)
            && sameClusters(other));
  }

  private boolean sameClusters(Row other) {
    if (clusters == null && other.clusters == null) {
      return true;
    }
    for (int column = 0; column < text.length; column++) {
      if (isCluster(column) && !cluster(column).equals(other.cluster(column))) {
        return false;
      }
    }
    return true;
  }

  /** The same for rows that look alike. */
  int looks() {
    return 31 * Arrays.hashCode(text) + Arrays.hashCode(styles);
  }

  private String cluster(int column) {
    return clusters == null ? "" : String.valueOf(clusters[column]);
  }

  int codePoint(int column) {
    return text[column] & CODE_POINT;
  }

  long style(int column) {
    return styles[column];
  }

  /** How many cells what begins here takes; 0 if it began in the cell before. */
  int width(int column) {
    int cell = text[column];
    return cell == RIGHT_HALF ? 0 : (cell & WIDE) != 0 ? 2 : 1;
  }

  boolean isBlank(int column) {
    return text[column] == ' ' && styles[column] == Style.PLAIN;
  }

  boolean isBlank() {
    for (int column = 0; column < text.length; column++) {
      if (!isBlank(column)) {
        return false;
      }
    }
    return true;
  }

  boolean isCluster(int column) {
    return (text[column] & CLUSTER) != 0;
  }

  /** Appends what the cell shows; nothing for the right half of a wide character. */
  void appendCell(int column, StringBuilder out) {
    int cell = text[column];
    if ((cell & CLUSTER) != 0 && clusters != null) {
      out.append(clusters[column]);
    } else if (cell != RIGHT_HALF) {
      out.appendCodePoint(cell & CODE_POINT);
    }
  }

  /** Prints ASCII from this column on; the row has room. */
  void write(int column, byte[] bytes, int from, int count, long style) {
    split(column);
    split(column + count);
    for (int i = 0; i < count; i++) {
      text[column + i] = bytes[from + i];
    }
    Arrays.fill(styles, column, column + count, style);
  }

  /** Prints one character of one or two columns; the row has room. */
  void write(int column, int codePoint, int width, long style) {
    split(column);
    split(column + width);
    text[column] = codePoint;
    styles[column] = style;
    if (width == 2) {
      text[column] |= WIDE;
      text[column + 1] = RIGHT_HALF;
      styles[column + 1] = style;
    }
  }

  /** Copies what begins in a column of another row, in another style; the row has room. */
  void copyCell(Row other, int from, int to, long style) {
    write(to, other.codePoint(from), other.width(from), style);
    if (other.isCluster(from)) {
      if (clusters == null) {
        clusters = new String[text.length];
      }
      clusters[to] = other.cluster(from);
      text[to] |= CLUSTER;
    }
  }

  /** Adds a combining character to what begins in this column, if there is still room. */
  void combine(int column, int codePoint) {
    if (clusters == null) {
      clusters = new String[text.length];
    }
    var cluster = new StringBuilder();
    appendCell(column, cluster);
    if (cluster.length() < LONGEST_CLUSTER) {
      clusters[column] = cluster.appendCodePoint(codePoint).toString();
      text[column] |= CLUSTER;
    }
  }

  void erase(int from, int to, long style) {
    split(from);
    split(to);
    Arrays.fill(text, from, to, ' ');
    Arrays.fill(styles, from, to, style);
  }

  /** Shifts the rest of the row to the right; what is shifted out is lost. */
  void insert(int column, int count, long style) {
    split(column);
    int kept = text.length - column - count;
    shift(column, column + count, kept);
    Arrays.fill(text, column, column + count, ' ');
    Arrays.fill(styles, column, column + count, style);
    blankCutHalf();
  }

  /** Shifts what is right of the deleted cells to the left. */
  void delete(int column, int count, long style) {
    split(column);
    split(column + count);
    int kept = text.length - column - count;
    shift(column + count, column, kept);
    Arrays.fill(text, column + kept, text.length, ' ');
    Arrays.fill(styles, column + kept, text.length, style);
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(text, from, text, to, count);
    System.arraycopy(styles, from, styles, to, count);
    if (clusters != null) {
      System.arraycopy(clusters, from, clusters, to, count);
    }
  }

  /** Gives the row another length: cuts it, or adds blanks. */
  void resize(int columns) {
    int before = text.length;
    text = Arrays.copyOf(text, columns);
    styles = Arrays.copyOf(styles, columns);
    clusters = clusters == null ? null : Arrays.copyOf(clusters, columns);
    if (columns > before) {
      Arrays.fill(text, before, columns, ' ');
    }
    blankCutHalf();
  }

  /** Blanks a wide character whose right half has gone past the end. */
  private void blankCutHalf() {
    int end = text.length - 1;
    if (width(end) == 2) {
      text[end] = ' ';
    }
  }

  /** Blanks the wide character that lies on both sides of the left edge of this column. */
  private void split(int column) {
    if (column < text.length && text[column] == RIGHT_HALF) {
      text[column - 1] = ' ';
      text[column] = ' ';
    }
  }
}
