package gatehouse.terminal;

import gatehouse.terminal.Key.Named;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what a terminal sends into keys, wherever the bytes were cut.
 *
 * <p>Escape alone and the beginning of an arrow key look the same. After {@link #decode} the caller
 * asks {@link #pending}; if so, and nothing more arrives for about 50 ms, it takes what {@link
 * #flush} makes of it.
 *
 * <p>Keeps at most one unfinished key and one paste of {@value #LONGEST_PASTE} bytes. For one
 * thread at a time.
 */
public final class KeyDecoder {

  private static final int LONGEST_SEQUENCE = 32;
  private static final int LONGEST_PASTE = 4096;
  private static final byte[] PASTE_END = {0x1B, '[', '2', '0', '1', '~'};

  private static final int ESC = 0x1B;
  private static final int DEL = 0x7F;

  private enum State {
    GROUND,
    AFTER_RETURN,
    ESCAPE,
    CSI,
    SS3,
    /** The Linux console's function keys: {@code ESC [ [ A}. */
    CONSOLE_FUNCTION,
    /** The three bytes of an X10 mouse report. */
    MOUSE,
    /** An answer to a query nobody here has asked: OSC, DCS, APC, PM or SOS. */
    STRING,
    PASTE
  }

  private final Utf8Decoder utf8 = new Utf8Decoder();
  private final StringBuilder sequence = new StringBuilder();
  private final ByteArrayOutputStream paste = new ByteArrayOutputStream();
  private State state = State.GROUND;
  private int mouseBytes;
  private int pasteEndSeen;

  /** The keys that these bytes complete. */
  public List<Key> decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** The keys that the bytes from {@code from} to before {@code to} complete. */
  public List<Key> decode(byte[] bytes, int from, int to) {
    var keys = new ArrayList<Key>();
    for (int i = from; i < to; i++) {
      accept(bytes[i] & 0xFF, keys);
    }
    return keys;
  }

  /** Whether an escape sequence is unfinished, so that {@link #flush} is due after a short wait. */
  public boolean pending() {
    return switch (state) {
      case GROUND, AFTER_RETURN, PASTE -> false;
      case ESCAPE, CSI, SS3, CONSOLE_FUNCTION, MOUSE, STRING -> true;
    };
  }

  /** Gives up waiting: an escape alone is the Escape key, a longer beginning means nothing. */
  public List<Key> flush() {
    if (!pending()) {
      return List.of();
    }
    Key key = state == State.ESCAPE ? Named.ESCAPE : new Key.Ignored();
    state = State.GROUND;
    return List.of(key);
  }

  private void accept(int value, List<Key> keys) {
    switch (state) {
      case GROUND -> ground(value, keys);
      case AFTER_RETURN -> {
        state = State.GROUND;
        if (value != '\n' && value != 0) {
          ground(value, keys);
        }
      }
      case ESCAPE -> escape(value, keys);
      case CSI -> controlSequence(value, keys);
      case SS3 -> singleShift(value, keys);
      case CONSOLE_FUNCTION -> end(new Key.Ignored(), keys);
      case MOUSE -> {
        if (--mouseBytes == 0) {
          end(new Key.Ignored(), keys);
        }
      }
      case STRING -> string(value, keys);
      case PASTE -> pasted(value, keys);
    }
  }

  private void end(Key key, List<Key> keys) {
    state = State.GROUND;
    keys.add(key);
  }

  private void ground(int value, List<Key> keys) {
    if (value < 0x80 && utf8.pending()) {
      utf8.reset();
      keys.add(new Key.Symbol(Utf8Decoder.REPLACEMENT));
    }
    if (value >= 0x80) {
      beyondAscii(value, keys);
    } else if (value >= ' ' && value != DEL) {
      keys.add(new Key.Symbol(value));
    } else {
      control(value, keys);
    }
  }

  private void beyondAscii(int value, List<Key> keys) {
    int codePoint = utf8.accept(value);
    if (codePoint == Utf8Decoder.AGAIN) {
      keys.add(new Key.Symbol(Utf8Decoder.REPLACEMENT));
      beyondAscii(value, keys);
    } else if (codePoint >= 0) {
      keys.add(Character.isISOControl(codePoint) ? new Key.Ignored() : new Key.Symbol(codePoint));
    }
  }

  private void control(int value, List<Key> keys) {
    switch (value) {
      case ESC -> {
        sequence.setLength(0);
        state = State.ESCAPE;
      }
      case '\r' -> {
        keys.add(Named.ENTER);
        state = State.AFTER_RETURN;
      }
      case '\n' -> keys.add(Named.ENTER);
      case '\t' -> keys.add(Named.TAB);
      case '\b', DEL -> keys.add(Named.BACKSPACE);
      default -> keys.add(new Key.Control((char) (value + '@')));
    }
  }

  private void escape(int value, List<Key> keys) {
    switch (value) {
      case '[' -> state = State.CSI;
      case 'O' -> state = State.SS3;
      case ']', 'P', 'X', '^', '_' -> state = State.STRING;
      case ESC -> keys.add(Named.ESCAPE);
      default -> {
        state = State.GROUND;
        if (value < ' ' || value >= 0x80) {
          keys.add(Named.ESCAPE);
          ground(value, keys);
        } else {
          keys.add(new Key.Ignored()); // Alt with a key
        }
      }
    }
  }

  private void controlSequence(int value, List<Key> keys) {
    if (value < ' ' || value >= DEL) {
      brokenOff(value, keys);
    } else if (value < '@') {
      keep(value);
    } else if (sequence.isEmpty() && value == '[') {
      state = State.CONSOLE_FUNCTION;
    } else if (sequence.isEmpty() && value == 'M') {
      mouseBytes = 3;
      state = State.MOUSE;
    } else if (value == '~' && sequence.toString().equals("200")) {
      paste.reset();
      pasteEndSeen = 0;
      state = State.PASTE;
    } else {
      end(KeySequences.csi(sequence.toString(), (char) value), keys);
    }
  }

  private void singleShift(int value, List<Key> keys) {
    if (value < ' ' || value >= DEL) {
      brokenOff(value, keys);
    } else if (value >= '0' && value <= ';') {
      keep(value);
    } else {
      end(KeySequences.ss3((char) value), keys);
    }
  }

  /** What is not of the sequence is a key of its own, so that Ctrl-C always works. */
  private void brokenOff(int value, List<Key> keys) {
    end(new Key.Ignored(), keys);
    ground(value, keys);
  }

  private void keep(int value) {
    if (sequence.length() < LONGEST_SEQUENCE) {
      sequence.append((char) value);
    }
  }

  private void string(int value, List<Key> keys) {
    if (value == ESC) {
      keep(value); // the first half of the string terminator, as a rule
    } else if (value == 0x07 || !sequence.isEmpty()) {
      end(new Key.Ignored(), keys);
    }
  }

  private void pasted(int value, List<Key> keys) {
    if (value == PASTE_END[pasteEndSeen]) {
      pasteEndSeen++;
      if (pasteEndSeen == PASTE_END.length) {
        end(new Key.Paste(paste.toString(StandardCharsets.UTF_8)), keys);
      }
      return;
    }
    for (int i = 0; i < pasteEndSeen; i++) {
      keepPasted(PASTE_END[i]);
    }
    pasteEndSeen = value == ESC ? 1 : 0;
    if (pasteEndSeen == 0) {
      keepPasted(value);
    }
  }

  private void keepPasted(int value) {
    if (paste.size() < LONGEST_PASTE) {
      paste.write(value);
    }
  }
}
