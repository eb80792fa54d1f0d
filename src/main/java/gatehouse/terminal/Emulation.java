package gatehouse.terminal;

import gatehouse.terminal.ProgramRequest.Identity;
import java.nio.charset.StandardCharsets;

/** What each control function does to a {@link Canvas}. Unknown ones do nothing. */
final class Emulation implements Parser.Handler {

  private static final int LONGEST_TITLE = 255;

  private final Requests requests = new Requests();
  private Canvas canvas;

  Emulation(TerminalSize size) {
    canvas = new Canvas(size);
  }

  Canvas canvas() {
    return canvas;
  }

  Requests requests() {
    return requests;
  }

  @Override
  public boolean codePage437() {
    return canvas.modes.codePage437();
  }

  @Override
  public void ascii(byte[] bytes, int from, int to) {
    if (canvas.modes.font == Modes.UPPER_HALF_FONT) {
      for (int i = from; i < to; i++) {
        character(CodePage437.glyph(bytes[i] | 0x80));
      }
    } else {
      canvas.print(bytes, from, to);
      forgetOtherFont();
    }
  }

  @Override
  public void character(int codePoint) {
    canvas.print(codePoint);
    forgetOtherFont();
  }

  /** REP repeats no glyph of another font: a repaint could not print it again. */
  private void forgetOtherFont() {
    if (canvas.modes.codePage437()) {
      canvas.lastPrinted = Canvas.NOTHING_PRINTED;
    }
  }

  @Override
  public void control(int code) {
    canvas.lastPrinted = Canvas.NOTHING_PRINTED;
    switch (code) {
      case 0x05 -> requests.add(new ProgramRequest.Identify(Identity.ANSWERBACK));
      case '\b' -> canvas.moveToColumn(canvas.cursor.column - 1);
      case '\t' -> canvas.tab(1);
      case '\n', 0x0B, '\f' -> lineFeed();
      case '\r' -> canvas.moveToColumn(0);
      case 0x0E -> canvas.cursor.shiftTo(1);
      case 0x0F -> canvas.cursor.shiftTo(0);
      default -> {}
    }
  }

  @Override
  public void escape(int intermediate, int last) {
    canvas.lastPrinted = Canvas.NOTHING_PRINTED;
    switch (intermediate) {
      case 0 -> escape(last);
      case '(', ')', '*', '+' -> canvas.cursor.designate(intermediate - '(', last);
      case '#' -> {
        if (last == '8') {
          canvas.fillForAlignment();
        }
      }
      default -> {}
    }
  }

  private void escape(int last) {
    switch (last) {
      case '7' -> canvas.saveCursor();
      case '8' -> canvas.restoreCursor();
      case '=' -> canvas.modes.applicationKeypad = true;
      case '>' -> canvas.modes.applicationKeypad = false;
      case 'D' -> canvas.lineFeed();
      case 'E' -> nextLine();
      case 'H' -> canvas.tabs.set(canvas.cursor.column);
      case 'M' -> canvas.reverseLineFeed();
      case 'N' -> canvas.singleShift = 2;
      case 'O' -> canvas.singleShift = 3;
      case 'c' -> reset();
      case 'n' -> canvas.cursor.shiftTo(2);
      case 'o' -> canvas.cursor.shiftTo(3);
      default -> {}
    }
  }

  private void lineFeed() {
    canvas.lineFeed();
    if (canvas.modes.newLine) {
      canvas.moveToColumn(0);
    }
  }

  private void nextLine() {
    canvas.lineFeed();
    canvas.moveToColumn(0);
  }

  private void reset() {
    String title = canvas.title;
    canvas = new Canvas(canvas.size);
    canvas.title = title;
  }

  @Override
  public void controlSequence(ControlSequence sequence) {
    int most = canvas.size.columns() * canvas.size.rows();
    if (sequence.last() == 'b' && plain(sequence)) {
      canvas.repeat(sequence.amount(Integer.MAX_VALUE));
    }
    canvas.lastPrinted = Canvas.NOTHING_PRINTED;
    requests.look(sequence, canvas);
    if (plain(sequence)) {
      plainSequence(sequence, sequence.amount(most));
    } else if (sequence.marker() == '?' && sequence.intermediate() == 0) {
      privateSequence(sequence);
    } else if (sequence.marker() == 0) {
      sequenceWithIntermediate(sequence);
    }
  }

  private static boolean plain(ControlSequence sequence) {
    return sequence.marker() == 0 && sequence.intermediate() == 0;
  }

  private void plainSequence(ControlSequence sequence, int amount) {
    int column = canvas.cursor.column;
    switch (sequence.last()) {
      case '@' -> canvas.insertCharacters(amount);
      case 'A' -> canvas.up(amount);
      case 'B' -> canvas.down(amount);
      case 'C', 'a' -> canvas.moveToColumn(column + amount);
      case 'D' -> canvas.moveToColumn(column - amount);
      case 'E' -> {
        canvas.down(amount);
        canvas.moveToColumn(0);
      }
      case 'F' -> {
        canvas.up(amount);
        canvas.moveToColumn(0);
      }
      case 'G', '`' -> canvas.moveToColumn(amount - 1);
      case 'H', 'f' -> canvas.moveTo(amount - 1, Math.max(sequence.value(1, 1), 1) - 1);
      case 'I' -> canvas.tab(amount);
      case 'J' -> canvas.eraseInDisplay(sequence.value(0, 0));
      case 'K' -> canvas.eraseInLine(sequence.value(0, 0));
      case 'L' -> canvas.insertLines(amount);
      case 'M' -> canvas.deleteLines(amount);
      case 'P' -> canvas.deleteCharacters(amount);
      case 'S' -> canvas.scrollUp(amount);
      case 'T' -> scrollDown(sequence, amount);
      case 'X' -> canvas.eraseCharacters(amount);
      case 'Z' -> canvas.backTab(amount);
      case 'd' -> canvas.moveToRow(amount - 1);
      case 'e' -> positionRows(amount);
      case 'g' -> clearTabs(sequence.value(0, 0));
      case 'h', 'l' -> ansiModes(sequence);
      case 'm' -> Rendition.apply(canvas, sequence);
      case 'r' -> canvas.scrollRegion(amount - 1, lastRow(sequence));
      case 's' -> canvas.saveCursor();
      case 'u' -> canvas.restoreCursor();
      default -> {}
    }
  }

  /** With more parameters it is about highlighting with the mouse. */
  private void scrollDown(ControlSequence sequence, int amount) {
    if (sequence.count() <= 1) {
      canvas.scrollDown(amount);
    }
  }

  /** VPR: unlike CUD it goes past the scroll region, unless that is the origin. */
  private void positionRows(int amount) {
    int origin = canvas.cursor.origin ? canvas.top : 0;
    canvas.moveToRow(canvas.cursor.row - origin + amount);
  }

  private int lastRow(ControlSequence sequence) {
    int last = sequence.value(1, 0);
    return (last == 0 ? canvas.size.rows() : last) - 1;
  }

  private void clearTabs(int which) {
    if (which == 0) {
      canvas.tabs.clear(canvas.cursor.column);
    } else if (which == 3) {
      canvas.tabs.clearAll();
    }
  }

  private void ansiModes(ControlSequence sequence) {
    for (int i = 0; i < sequence.count(); i++) {
      boolean on = sequence.last() == 'h';
      switch (sequence.value(i, 0)) {
        case 4 -> canvas.modes.insert = on;
        case 20 -> canvas.modes.newLine = on;
        default -> {}
      }
    }
  }

  private void privateSequence(ControlSequence sequence) {
    switch (sequence.last()) {
      case 'h', 'l' -> {
        for (int i = 0; i < sequence.count(); i++) {
          privateMode(sequence.value(i, 0), sequence.last() == 'h');
        }
      }
      case 'J' -> canvas.eraseInDisplay(sequence.value(0, 0));
      case 'K' -> canvas.eraseInLine(sequence.value(0, 0));
      default -> {}
    }
  }

  private void privateMode(int mode, boolean on) {
    switch (mode) {
      case 6 -> canvas.origin(on);
      case 7 -> canvas.autowrap(on);
      case 47, 1047 -> alternate(on);
      case 1048 -> cursor(on);
      case 1049 -> {
        if (on) {
          cursor(true);
          alternate(true);
        } else {
          alternate(false);
          cursor(false);
        }
      }
      default -> canvas.modes.set(mode, on);
    }
  }

  private void alternate(boolean on) {
    if (on) {
      canvas.enterAlternate();
    } else {
      canvas.leaveAlternate();
    }
  }

  private void cursor(boolean save) {
    if (save) {
      canvas.saveCursor();
    } else {
      canvas.restoreCursor();
    }
  }

  private void sequenceWithIntermediate(ControlSequence sequence) {
    if (sequence.intermediate() == '!' && sequence.last() == 'p') {
      canvas.softReset();
    } else if (sequence.intermediate() == ' ' && sequence.last() == 'q') {
      int shape = sequence.value(0, 0);
      canvas.modes.cursorShape = shape <= 6 ? shape : canvas.modes.cursorShape;
    }
  }

  /** Titles, {@code 0;text} and {@code 2;text}, and requests; links ({@code 8}) are dropped. */
  @Override
  public void operatingSystemCommand(byte[] bytes, int length) {
    canvas.lastPrinted = Canvas.NOTHING_PRINTED;
    if (length >= 2 && (bytes[0] == '0' || bytes[0] == '2') && bytes[1] == ';') {
      var title = new StringBuilder();
      new String(bytes, 2, length - 2, StandardCharsets.UTF_8)
          .codePoints()
          .filter(codePoint -> !Character.isISOControl(codePoint))
          .limit(LONGEST_TITLE)
          .forEach(title::appendCodePoint);
      canvas.title = title.toString();
    } else {
      requests.lookAtOsc(bytes, length);
    }
  }

  @Override
  public void deviceControlString(byte[] bytes, int length) {
    canvas.lastPrinted = Canvas.NOTHING_PRINTED;
    requests.lookAtDcs(bytes, length);
  }
}
