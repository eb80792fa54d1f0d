package gatehouse.terminal;

/**
 * How a cell looks, packed into a long: 25 bits of foreground, 25 of background, and attributes.
 *
 * <p>A colour is 0 for the terminal's own, 1 to 256 for an entry of the palette, or 24 bits of red,
 * green and blue above {@link #TRUE_COLOUR}.
 */
final class Style {

  /** The terminal's own colours and no attribute. */
  static final long PLAIN = 0;

  static final int DEFAULT_COLOUR = 0;

  static final int TRUE_COLOUR = 1 << 24;
  private static final int COLOUR_BITS = 25;
  private static final long COLOUR_MASK = (1L << COLOUR_BITS) - 1;
  private static final long BACKGROUND_MASK = COLOUR_MASK << COLOUR_BITS;

  static final long BOLD = 1L << 50;
  static final long DIM = 1L << 51;
  static final long ITALIC = 1L << 52;
  static final long BLINK = 1L << 53;
  static final long INVERSE = 1L << 54;
  static final long HIDDEN = 1L << 55;
  static final long STRUCK = 1L << 56;
  static final long OVERLINED = 1L << 57;

  private static final int UNDERLINE_SHIFT = 58;
  private static final long UNDERLINE_MASK = 7L << UNDERLINE_SHIFT;

  private Style() {}

  static int indexed(int index) {
    return (index & 0xFF) + 1;
  }

  static int rgb(int red, int green, int blue) {
    return TRUE_COLOUR | (red & 0xFF) << 16 | (green & 0xFF) << 8 | (blue & 0xFF);
  }

  static long withForeground(long style, int colour) {
    return (style & ~COLOUR_MASK) | colour;
  }

  static long withBackground(long style, int colour) {
    return (style & ~BACKGROUND_MASK) | (long) colour << COLOUR_BITS;
  }

  /** 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
  static long withUnderline(long style, int kind) {
    return (style & ~UNDERLINE_MASK) | (long) kind << UNDERLINE_SHIFT;
  }

  /** How a cell looks that was erased with this pen: only the background stays. */
  static long erased(long pen) {
    return pen & BACKGROUND_MASK;
  }

  static int foreground(long style) {
    return (int) (style & COLOUR_MASK);
  }

  static int background(long style) {
    return (int) ((style & BACKGROUND_MASK) >> COLOUR_BITS);
  }

  /** Writes the shortest SGR sequence found that makes the first pen the second. */
  static void change(long from, long to, StringBuilder out) {
    if (from == to) {
      return;
    }
    if (to == PLAIN) {
      out.append("\033[m");
      return;
    }
    long colours = COLOUR_MASK | BACKGROUND_MASK;
    boolean onlyColours = (from & ~colours) == (to & ~colours);
    int start = out.length();
    append(to, out);
    if (onlyColours) {
      var shorter = new StringBuilder();
      if (foreground(from) != foreground(to)) {
        appendChange(foreground(to), 30, shorter);
      }
      if (background(from) != background(to)) {
        appendChange(background(to), 40, shorter);
      }
      shorter.replace(0, 1, "\033[").append('m');
      if (shorter.length() < out.length() - start) {
        out.replace(start, out.length(), shorter.toString());
      }
    }
  }

  private static void appendChange(int colour, int base, StringBuilder out) {
    if (colour == DEFAULT_COLOUR) {
      out.append(';').append(base + 9);
    } else {
      appendColour(colour, base, out);
    }
  }

  /** Writes the SGR sequence that makes any pen this one. */
  static void append(long style, StringBuilder out) {
    out.append("\033[0");
    appendIf(style, BOLD, ";1", out);
    appendIf(style, DIM, ";2", out);
    appendIf(style, ITALIC, ";3", out);
    switch ((int) ((style & UNDERLINE_MASK) >> UNDERLINE_SHIFT)) {
      case 0 -> {}
      case 1 -> out.append(";4");
      case 2 -> out.append(";21");
      case 3 -> out.append(";4:3");
      case 4 -> out.append(";4:4");
      default -> out.append(";4:5");
    }
    appendIf(style, BLINK, ";5", out);
    appendIf(style, INVERSE, ";7", out);
    appendIf(style, HIDDEN, ";8", out);
    appendIf(style, STRUCK, ";9", out);
    appendIf(style, OVERLINED, ";53", out);
    appendColour((int) (style & COLOUR_MASK), 30, out);
    appendColour((int) ((style & BACKGROUND_MASK) >> COLOUR_BITS), 40, out);
    out.append('m');
  }

  private static void appendIf(long style, long attribute, String code, StringBuilder out) {
    if ((style & attribute) != 0) {
      out.append(code);
    }
  }

  private static void appendColour(int colour, int base, StringBuilder out) {
    if (colour >= TRUE_COLOUR) {
      out.append(';').append(base + 8).append(";2;").append(colour >> 16 & 0xFF);
      out.append(';').append(colour >> 8 & 0xFF).append(';').append(colour & 0xFF);
    } else if (colour > 16) {
      out.append(';').append(base + 8).append(";5;").append(colour - 1);
    } else if (colour > 8) {
      out.append(';').append(base + 60 + colour - 9);
    } else if (colour != DEFAULT_COLOUR) {
      out.append(';').append(base + colour - 1);
    }
  }
}
