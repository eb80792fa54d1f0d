package gatehouse.terminal;

/** What {@code CSI … m}, select graphic rendition, does to a pen. */
final class Rendition {

  private Rendition() {}

  /** Changes the pen, and the font where it is told to. */
  static void apply(Canvas canvas, ControlSequence sequence) {
    canvas.cursor.pen = sequence.count() == 0 ? Style.PLAIN : applied(canvas, sequence);
  }

  private static long applied(Canvas canvas, ControlSequence sequence) {
    long style = canvas.cursor.pen;
    int i = 0;
    while (i < sequence.count()) {
      int parts = 1;
      while (sequence.joined(i + parts)) {
        parts++;
      }
      int code = sequence.value(i, 0);
      if (code == 38 || code == 48 || code == 58) {
        int used = parts > 1 ? parts : extendedLength(sequence, i);
        style = extended(style, code, sequence, i, used, parts > 1);
        i += used;
      } else if (code >= Modes.ORDINARY_FONT && code <= Modes.UPPER_HALF_FONT) {
        canvas.modes.font = code;
        i += parts;
      } else {
        style = code == 4 && parts > 1 ? underlined(style, sequence, i) : simple(style, code);
        i += parts;
      }
    }
    return style;
  }

  private static long underlined(long style, ControlSequence sequence, int i) {
    int kind = sequence.value(i + 1, 0);
    return kind <= 5 ? Style.withUnderline(style, kind) : style;
  }

  /** How many parameters {@code 38;5;n} and {@code 38;2;r;g;b} take. */
  private static int extendedLength(ControlSequence sequence, int i) {
    return switch (sequence.value(i + 1, 0)) {
      case 5 -> 3;
      case 2 -> 5;
      default -> 1;
    };
  }

  private static long extended(
      long style, int code, ControlSequence sequence, int i, int length, boolean colons) {
    if (i + length > sequence.count()) {
      return style;
    }
    int kind = sequence.value(i + 1, 0);
    int colour;
    if (kind == 5 && length >= 3) {
      colour = Style.indexed(sequence.value(i + 2, 0));
    } else if (kind == 2 && length >= 5) {
      int red = colons && length >= 6 ? i + 3 : i + 2; // 38:2:space:r:g:b has a colour space
      colour =
          Style.rgb(sequence.value(red, 0), sequence.value(red + 1, 0), sequence.value(red + 2, 0));
    } else {
      return style;
    }
    return switch (code) {
      case 38 -> Style.withForeground(style, colour);
      case 48 -> Style.withBackground(style, colour);
      default -> style; // the colour of underlines is not kept
    };
  }

  private static long simple(long style, int code) {
    if (code >= 30 && code <= 37) {
      return Style.withForeground(style, Style.indexed(code - 30));
    }
    if (code >= 40 && code <= 47) {
      return Style.withBackground(style, Style.indexed(code - 40));
    }
    if (code >= 90 && code <= 97) {
      return Style.withForeground(style, Style.indexed(code - 90 + 8));
    }
    if (code >= 100 && code <= 107) {
      return Style.withBackground(style, Style.indexed(code - 100 + 8));
    }
    return attribute(style, code);
  }

  private static long attribute(long style, int code) {
    return switch (code) {
      case 0 -> Style.PLAIN;
      case 1 -> style | Style.BOLD;
      case 2 -> style | Style.DIM;
      case 3 -> style | Style.ITALIC;
      case 4 -> Style.withUnderline(style, 1);
      case 5, 6 -> style | Style.BLINK;
      case 7 -> style | Style.INVERSE;
      case 8 -> style | Style.HIDDEN;
      case 9 -> style | Style.STRUCK;
      case 21 -> Style.withUnderline(style, 2);
      case 22 -> style & ~(Style.BOLD | Style.DIM);
      case 23 -> style & ~Style.ITALIC;
      case 24 -> Style.withUnderline(style, 0);
      case 25 -> style & ~Style.BLINK;
      case 27 -> style & ~Style.INVERSE;
      case 28 -> style & ~Style.HIDDEN;
      case 29 -> style & ~Style.STRUCK;
      case 39 -> Style.withForeground(style, Style.DEFAULT_COLOUR);
      case 49 -> Style.withBackground(style, Style.DEFAULT_COLOUR);
      case 53 -> style | Style.OVERLINED;
      case 55 -> style & ~Style.OVERLINED;
      default -> style;
    };
  }
}
