package gatehouse.terminal;

import gatehouse.terminal.ProgramRequest.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds what a program wants of its terminal, and keeps the latest {@value #MOST}. */
final class Requests {

  private static final int MOST = 16;

  private final Deque<ProgramRequest> kept = new ArrayDeque<>(0);

  /** What has come since this was asked last, in order. */
  List<ProgramRequest> take() {
    if (kept.isEmpty()) {
      return List.of();
    }
    var all = new ArrayList<>(kept);
    kept.clear();
    return all;
  }

  void add(ProgramRequest request) {
    if (kept.size() == MOST) {
      kept.removeFirst();
    }
    kept.addLast(request);
  }

  /** Looks at a control sequence that draws nothing. */
  void look(ControlSequence sequence, Canvas canvas) {
    switch (sequence.last()) {
      case 'c' -> identity(sequence);
      case 'n' -> status(sequence, canvas);
      case 'p' -> mode(sequence);
      case 'q' -> version(sequence);
      case 't' -> window(sequence, canvas);
      default -> {}
    }
  }

  private void identity(ControlSequence sequence) {
    if (sequence.intermediate() != 0 || sequence.value(0, 0) != 0) {
      return;
    }
    switch (sequence.marker()) {
      case 0 -> add(new ProgramRequest.Identify(Identity.PRIMARY));
      case '>' -> add(new ProgramRequest.Identify(Identity.SECONDARY));
      case '=' -> add(new ProgramRequest.Identify(Identity.TERTIARY));
      default -> {}
    }
  }

  private void status(ControlSequence sequence, Canvas canvas) {
    if (sequence.marker() != 0 || sequence.intermediate() != 0) {
      return;
    }
    switch (sequence.value(0, 0)) {
      case 5 -> add(new ProgramRequest.Status());
      case 6 -> {
        int above = canvas.cursor.origin ? canvas.top : 0;
        add(new ProgramRequest.Position(canvas.cursor.row - above + 1, canvas.cursor.column + 1));
      }
      default -> {}
    }
  }

  private void mode(ControlSequence sequence) {
    boolean ansi = sequence.marker() == 0;
    if (sequence.intermediate() == '$' && (ansi || sequence.marker() == '?')) {
      add(new ProgramRequest.Mode(sequence.value(0, 0), ansi));
    }
  }

  private void version(ControlSequence sequence) {
    if (sequence.marker() == '>' && sequence.intermediate() == 0) {
      add(new ProgramRequest.Identify(Identity.VERSION));
    }
  }

  private void window(ControlSequence sequence, Canvas canvas) {
    if (sequence.marker() != 0 || sequence.intermediate() != 0) {
      return;
    }
    switch (sequence.value(0, 0)) {
      case 18 -> add(new ProgramRequest.Size(canvas.size));
      case 20, 21 -> add(new ProgramRequest.Title());
      default -> {}
    }
  }

  /** Looks at an operating system command that is not about titles. */
  void lookAtOsc(byte[] bytes, int length) {
    var command = new String(bytes, 0, length, StandardCharsets.US_ASCII);
    if (command.startsWith("52;")) {
      clipboard(command.substring(3));
    } else if (command.endsWith(";?")) {
      var which = command.substring(0, command.length() - 2);
      if (which.matches("1[0-9]|4;[0-9]{1,3}")) {
        add(new ProgramRequest.Colour(which));
      }
    }
  }

  private void clipboard(String command) {
    int end = command.indexOf(';');
    if (end >= 0) {
      var clipboard = command.substring(0, end);
      var text = command.substring(end + 1);
      add(
          text.equals("?")
              ? new ProgramRequest.Paste(clipboard)
              : new ProgramRequest.Copy(clipboard, text));
    }
  }

  /** Looks at a device control string: {@code $ q} asks for a setting. */
  void lookAtDcs(byte[] bytes, int length) {
    if (length >= 2 && bytes[0] == '$' && bytes[1] == 'q') {
      add(new ProgramRequest.Setting(new String(bytes, 2, length - 2, StandardCharsets.US_ASCII)));
    }
  }
}
