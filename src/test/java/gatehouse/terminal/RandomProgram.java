package gatehouse.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A program that writes text and control functions as they come to its mind, not always whole. */
final class RandomProgram {

  private static final List<String> FIXED =
      List.of(
          "\r\n",
          "\n",
          "\b",
          "\t",
          "\r",
          "\016",
          "\017",
          "\0337",
          "\0338",
          "\033D",
          "\033M",
          "\033E",
          "\033H",
          "\033=",
          "\033>",
          "\033(0",
          "\033(B",
          "\033(A",
          "\033)0",
          "\033*0",
          "\033+A",
          "\033n",
          "\033o",
          "\033N",
          "\033O",
          "\033#8",
          "\033[!p",
          "\033c",
          "\033[s",
          "\033[u",
          "\033[3g",
          "\033[g",
          "\033[r",
          "\033]2;tit\u00E9l\007",
          "\033]0;\033\\",
          "\033P1$qm\033\\",
          "\033P$qr\033\\",
          "\033[10m",
          "\033[11m",
          "\033[12m",
          "\033[6n",
          "\033[c",
          "\033]52;c;aGk=\007",
          "\033_x",
          "\033^y\033\\",
          "\033%G",
          "\033]R",
          "\033]P1ff00aa",
          "\u0085",
          "\u009B3D",
          "e\u0301",
          "\u0301",
          "龍",
          "🐉",
          "龍龍龍",
          "─",
          "é",
          "👩\u200D👧",
          "\0",
          "\177",
          "\030",
          "\032",
          "\007");

  private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abdefghlmrsux";

  private static final List<Integer> MODES =
      List.of(
          1, 3, 5, 6, 7, 9, 12, 25, 47, 66, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1047, 1048,
          1049, 2004, 2026);

  private final Random random;

  RandomProgram(Random random) {
    this.random = random;
  }

  /** So many steps. */
  byte[] write(int steps) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < steps; i++) {
      byte[] step = step().getBytes(StandardCharsets.UTF_8);
      boolean cut = random.nextInt(40) == 0;
      out.write(step, 0, cut ? random.nextInt(step.length + 1) : step.length);
      if (random.nextInt(60) == 0) {
        out.write(random.nextInt(256));
      }
    }
    return out.toByteArray();
  }

  private String step() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> text();
      case 3, 4 -> FIXED.get(random.nextInt(FIXED.size()));
      case 5 -> rendition();
      case 6 -> mode();
      case 7 -> random.nextBoolean() ? "\033[" + number() + " q" : text() + "\033[3b";
      default ->
          "\033["
              + (random.nextInt(4) == 0 ? "" : number() + ";" + number())
              + FINALS.charAt(random.nextInt(FINALS.length()));
    };
  }

  private String text() {
    var text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
    }
    return text.toString();
  }

  private String rendition() {
    return switch (random.nextInt(6)) {
      case 0 -> "\033[m";
      case 1 -> "\033[38;5;" + random.nextInt(256) + "m";
      case 2 -> "\033[48;2;1;2;" + random.nextInt(256) + "m";
      case 3 -> "\033[4:" + random.nextInt(7) + ";38:2::9:8:7;58:5:3m";
      case 4 -> "\033[" + random.nextInt(110) + ";" + random.nextInt(110) + "m";
      default -> "\033[7;" + (40 + random.nextInt(8)) + "m";
    };
  }

  private String mode() {
    String end = random.nextBoolean() ? "h" : "l";
    return random.nextInt(5) == 0
        ? "\033[" + (random.nextBoolean() ? 4 : 20) + end
        : "\033[?" + MODES.get(random.nextInt(MODES.size())) + end;
  }

  private int number() {
    return random.nextInt(20) == 0 ? 99_999 : random.nextInt(10);
  }
}
