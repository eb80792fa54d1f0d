package gatehouse.terminal;

import gatehouse.terminal.View.Colours;

/** Finds the nearest colours that a terminal has; the palette is xterm's. */
final class Palette {

  /** Red, green and blue of the first sixteen. */
  private static final int[] FIRST = {
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF
  };

  private static final int CUBE = 16;
  private static final int GREYS = 232;

  private Palette() {}

  /** How a cell of this style is drawn with fewer colours. */
  static long reduce(long style, Colours colours) {
    int foreground = Style.foreground(style);
    int background = Style.background(style);
    if (foreground == Style.DEFAULT_COLOUR && background == Style.DEFAULT_COLOUR) {
      return style;
    }
    return switch (colours) {
      case TRUE -> style;
      case PALETTE_256 -> with(style, to256(foreground), to256(background));
      case PALETTE_16 -> with(style, to16(foreground), to16(background));
      case PALETTE_8 -> toEight(style, to16(foreground), to16(background));
      case MONO -> {
        long bare = with(style, Style.DEFAULT_COLOUR, Style.DEFAULT_COLOUR);
        yield background == Style.DEFAULT_COLOUR ? bare : bare ^ Style.INVERSE;
      }
    };
  }

  private static long with(long style, int foreground, int background) {
    return Style.withBackground(Style.withForeground(style, foreground), background);
  }

  /** A bright colour becomes the dark one, in bold where it is a letter's. */
  private static long toEight(long style, int foreground, int background) {
    long reduced = with(style, dark(foreground), dark(background));
    return foreground > 8 ? reduced | Style.BOLD : reduced;
  }

  private static int dark(int colour) {
    return colour > 8 ? colour - 8 : colour;
  }

  private static int to256(int colour) {
    return colour < Style.TRUE_COLOUR
        ? colour
        : Style.indexed(nearest(colour & 0xFFFFFF, CUBE, 256));
  }

  private static int to16(int colour) {
    if (colour <= 16) {
      return colour;
    }
    int rgb = colour < Style.TRUE_COLOUR ? rgb(colour - 1) : colour & 0xFFFFFF;
    return Style.indexed(nearest(rgb, 0, 16));
  }

  private static int nearest(int rgb, int from, int to) {
    int best = from;
    for (int index = from + 1; index < to; index++) {
      if (distance(rgb, rgb(index)) < distance(rgb, rgb(best))) {
        best = index;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16) - (other >> 16);
    int green = (one >> 8 & 0xFF) - (other >> 8 & 0xFF);
    int blue = (one & 0xFF) - (other & 0xFF);
    return red * red + green * green + blue * blue;
  }

  private static int rgb(int index) {
    if (index < CUBE) {
      return FIRST[index];
    }
    if (index >= GREYS) {
      int grey = 8 + 10 * (index - GREYS);
      return grey << 16 | grey << 8 | grey;
    }
    int cell = index - CUBE;
    return level(cell / 36) << 16 | level(cell / 6 % 6) << 8 | level(cell % 6);
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + 40 * step;
  }
}
