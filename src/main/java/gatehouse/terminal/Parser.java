package gatehouse.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells text from control functions in what a program sends to its terminal, wherever it was cut.
 *
 * <p>Follows the state machine of DEC's terminals with UTF-8 in place of 8-bit controls: those are
 * taken as the code points U+0080 to U+009F only. A string (OSC, DCS, APC, PM, SOS) ends at any
 * escape, so that one without end costs no more than the text before the next escape. Keeps {@value
 * #LONGEST} bytes of a string and {@value #LONGEST_SEQUENCE} of a sequence.
 */
final class Parser {

  /** What is told, in order. */
  interface Handler {

    /** Printable ASCII. */
    void ascii(byte[] bytes, int from, int to);

    /** A character beyond ASCII, U+FFFD for what was none. */
    void character(int codePoint);

    /** A control character other than ESC. */
    void control(int code);

    /** An escape sequence; {@code intermediate} is 0 if there was none. */
    void escape(int intermediate, int last);

    /** A control sequence. */
    void controlSequence(ControlSequence sequence);

    /** The beginning of an operating system command. */
    void operatingSystemCommand(byte[] bytes, int length);

    /** The beginning of a device control string. */
    void deviceControlString(byte[] bytes, int length);

    /** Whether bytes are characters of {@link CodePage437} now. */
    boolean codePage437();
  }

  private static final int LONGEST = 1100;
  private static final int LONGEST_SEQUENCE = 256;
  private static final int MOST_INTERMEDIATES = 1;

  private static final int CAN = 0x18;
  private static final int SUB = 0x1A;
  private static final int ESC = 0x1B;
  private static final int DEL = 0x7F;

  private enum State {
    GROUND,
    ESCAPE,
    CSI,
    OSC,
    DCS,
    /** A string nobody wants: APC, PM or SOS. */
    STRING
  }

  private final Handler handler;
  private final Utf8Decoder utf8 = new Utf8Decoder();
  private final ControlSequence sequence = new ControlSequence();
  private final byte[] held = new byte[LONGEST];
  private int length;
  private State state = State.GROUND;

  Parser(Handler handler) {
    this.handler = handler;
  }

  void feed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (state == State.GROUND) {
        i = ground(bytes, i, to);
      } else {
        within(bytes[i++] & 0xFF);
      }
    }
  }

  /** Whether something has begun that has not had its effect. */
  boolean midSequence() {
    return state != State.GROUND || utf8.pending();
  }

  /** Bytes that bring a parser that is at rest to where this one is. */
  byte[] unfinished() {
    return switch (state) {
      case GROUND -> utf8.unfinished();
      case ESCAPE -> held("\033");
      case CSI -> held("\033[");
      case OSC -> held("\033]");
      case DCS -> held("\033P");
      case STRING -> new byte[] {ESC, '_'};
    };
  }

  private byte[] held(String introducer) {
    byte[] all =
        Arrays.copyOf(introducer.getBytes(StandardCharsets.US_ASCII), introducer.length() + length);
    System.arraycopy(held, 0, all, introducer.length(), length);
    return all;
  }

  private int ground(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] >= ' ' && bytes[i] != DEL) {
      i++;
    }
    if (i > from) {
      characterCutShort();
      handler.ascii(bytes, from, i);
      return i;
    }
    int value = bytes[i] & 0xFF;
    if (value >= 0x80) {
      beyondAscii(value);
    } else if (handler.codePage437() && !CodePage437.isObeyed(value)) {
      handler.character(CodePage437.glyph(value));
    } else {
      characterCutShort();
      control(value);
    }
    return i + 1;
  }

  private void characterCutShort() {
    if (utf8.pending()) {
      utf8.reset();
      handler.character(Utf8Decoder.REPLACEMENT);
    }
  }

  private void beyondAscii(int value) {
    if (handler.codePage437()) {
      handler.character(CodePage437.glyph(value));
      return;
    }
    int codePoint = utf8.accept(value);
    if (codePoint == Utf8Decoder.AGAIN) {
      handler.character(Utf8Decoder.REPLACEMENT);
      beyondAscii(value);
    } else if (codePoint >= 0xA0) {
      handler.character(codePoint);
    } else if (codePoint >= 0x80) {
      eightBitControl(codePoint - 0x40);
    }
  }

  /** One of U+0080 to U+009F, told by the last byte of its 7-bit form. No string begins so. */
  private void eightBitControl(int last) {
    switch (last) {
      case ']', 'P', 'X', '^', '_' -> {}
      default -> {
        begin(State.ESCAPE);
        escape(last);
      }
    }
  }

  private void begin(State next) {
    state = next;
    length = 0;
  }

  private void within(int value) {
    if (value == ESC) {
      switch (state) {
        case OSC -> handler.operatingSystemCommand(held, length);
        case DCS -> handler.deviceControlString(held, length);
        case GROUND, ESCAPE, CSI, STRING -> {}
      }
      begin(State.ESCAPE);
    } else if (value == CAN || value == SUB) {
      state = State.GROUND;
    } else {
      switch (state) {
        case OSC -> operatingSystemCommand(value);
        case DCS -> hold(value, LONGEST);
        case STRING, GROUND -> {}
        case ESCAPE, CSI -> sequence(value);
      }
    }
  }

  private void sequence(int value) {
    if (value < ' ') {
      control(value);
    } else if (value >= 0x80) {
      state = State.GROUND;
      beyondAscii(value);
    } else if (value != DEL) {
      if (state == State.ESCAPE) {
        escape(value);
      } else {
        controlSequence(value);
      }
    }
  }

  private void control(int value) {
    if (value == ESC) {
      begin(State.ESCAPE);
    } else {
      handler.control(value);
    }
  }

  private void escape(int value) {
    if (value < '0') {
      hold(value, MOST_INTERMEDIATES + 1);
      return;
    }
    state = State.GROUND;
    if (length == 0) {
      switch (value) {
        case '[' -> begin(State.CSI);
        case ']' -> begin(State.OSC);
        case 'P' -> begin(State.DCS);
        case 'X', '^', '_' -> begin(State.STRING);
        default -> handler.escape(0, value);
      }
    } else if (length <= MOST_INTERMEDIATES) {
      handler.escape(held[0], value);
    }
  }

  private void controlSequence(int value) {
    if (value < '@') {
      hold(value, LONGEST_SEQUENCE + 1);
      return;
    }
    state = State.GROUND;
    if (length <= LONGEST_SEQUENCE) {
      sequence.parse(held, length, value);
      if (sequence.wellFormed()) {
        handler.controlSequence(sequence);
      }
    }
  }

  private void operatingSystemCommand(int value) {
    if (value == 0x07) {
      state = State.GROUND;
      handler.operatingSystemCommand(held, length);
    } else if (value >= ' ') {
      if (length == 0 && value == 'R') {
        state = State.GROUND; // the Linux console's palette reset has no end
        return;
      }
      hold(value, LONGEST);
      if (held[0] == 'P' && length == 8) {
        state = State.GROUND; // nor has its palette entry: P and seven digits
      }
    }
  }

  private void hold(int value, int most) {
    if (length < most) {
      held[length++] = (byte) value;
    }
  }
}
