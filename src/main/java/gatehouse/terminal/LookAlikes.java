package gatehouse.terminal;

import gatehouse.terminal.View.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/** Characters in the place of those that a terminal does not know, and how it is sent them. */
final class LookAlikes {

  static final int NONE = -1;

  private static final Map<Integer, Character> DEC = decLineDrawing();
  private static final Map<Integer, Character> ASCII = ascii();

  private LookAlikes() {}

  /** The ASCII character that stands for this one in DEC's line drawing; {@link #NONE} if none. */
  static int decLineDrawing(int codePoint) {
    if (codePoint < 0x80) {
      return NONE;
    }
    var sent = DEC.get(codePoint);
    return sent == null ? NONE : sent;
  }

  /** Whether every terminal gives it the same width. */
  static boolean sureOfWidth(int codePoint) {
    return codePoint < 0x300 || (codePoint >= 0x2500 && codePoint < 0x25A0);
  }

  /** The character itself if the terminal knows it, else the nearest it does; {@code ?} if none. */
  static int known(int codePoint, Charset charset) {
    if (codePoint < 0x80 || charset == Charset.UTF_8) {
      return codePoint;
    }
    boolean itself =
        switch (charset) {
          case UTF_8 -> true;
          case DEC -> DEC.containsKey(codePoint);
          case CP437 -> isCp437(codePoint);
          case ASCII -> false;
        };
    return itself ? codePoint : likeAscii(codePoint);
  }

  private static boolean isCp437(int codePoint) {
    CharsetEncoder encoder = CodePage437.CHARSET.newEncoder();
    return Character.isBmpCodePoint(codePoint) && encoder.canEncode((char) codePoint);
  }

  private static int likeAscii(int codePoint) {
    var alike = ASCII.get(codePoint);
    if (alike != null) {
      return alike;
    }
    if (codePoint >= 0x2500 && codePoint < 0x2580) {
      return '+'; // one of the many other corners and crossings
    }
    int bare =
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD).codePointAt(0);
    return bare < 0x80 ? bare : '?';
  }

  private static Map<Integer, Character> decLineDrawing() {
    var sent = new HashMap<Integer, Character>();
    for (int ascii = '`'; ascii <= '~'; ascii++) {
      sent.put((int) Cursor.LINE_DRAWING.charAt(ascii - '_'), (char) ascii);
    }
    return Map.copyOf(sent);
  }

  private static Map<Integer, Character> ascii() {
    var alike = new HashMap<Integer, Character>();
    put(alike, "─━┄┅┈┉╌╍═╴╶╸╺⎺⎻⎼⎽‐‑‒–—−", '-');
    put(alike, "│┃┆┇┊┋╎╏║╵╷╹╻▌▐", '|');
    put(alike, "·•∙⋅˙", '.');
    put(alike, "█▓▒░▀▄■", '#');
    put(alike, "◆♦", '+');
    put(alike, "‘’´", '\'');
    put(alike, "“”", '"');
    put(alike, "…", '.');
    put(alike, "≤«‹", '<');
    put(alike, "≥»›", '>');
    put(alike, "≠≡≈", '=');
    put(alike, "°", 'o');
    put(alike, "π∩", 'n');
    put(alike, "£", 'L');
    put(alike, "±", '+');
    put(alike, "⌠⌡∫", '{');
    put(alike, "♠↑", '^');
    put(alike, "↓", 'v');
    put(alike, "→►", '>');
    put(alike, "←◄", '<');
    put(alike, "\u00A0", ' ');
    return Map.copyOf(alike);
  }

  private static void put(Map<Integer, Character> alike, String these, char ascii) {
    these.chars().forEach(one -> alike.put(one, ascii));
  }
}
