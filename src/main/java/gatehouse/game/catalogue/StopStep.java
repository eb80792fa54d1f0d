package gatehouse.game.catalogue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of ending a game, and how long to wait for its end before the next. Written {@code
 * signal HUP 10s}, {@code keys "\x18\r" 5s} or {@code close-pty 5s}; 5 seconds if none are said.
 */
public sealed interface StopStep {

  /** How long the game may take to end. */
  Duration patience();

  /** Signal the foreground of the game's terminal. */
  record SendSignal(Signal signal, Duration patience) implements StopStep {}

  /** Type; every character is one byte. */
  record TypeKeys(String keys, Duration patience) implements StopStep {}

  /** Hang up the game's terminal. */
  record ClosePty(Duration patience) implements StopStep {}

  /** The signals that end games. */
  enum Signal {
    HUP,
    INT,
    TERM,
    KILL
  }

  /** Reads one step; an {@link IllegalArgumentException} says what it should be. */
  static StopStep parse(String text) {
    Matcher step = Notation.STEP.matcher(text);
    if (!step.matches()) {
      throw new IllegalArgumentException(
          "a step is 'signal HUP|INT|TERM|KILL', 'keys \"...\"' or 'close-pty', and how many"
              + " seconds to wait, such as 10s; not '"
              + text
              + "'");
    }
    var seconds = step.group("seconds");
    var patience =
        seconds == null ? Duration.ofSeconds(5) : Duration.ofSeconds(Long.parseLong(seconds));
    if (step.group("signal") != null) {
      return new SendSignal(Signal.valueOf(step.group("signal")), patience);
    }
    if (step.group("keys") != null) {
      return new TypeKeys(Notation.unescape(step.group("keys")), patience);
    }
    return new ClosePty(patience);
  }

  /** How steps are written. */
  final class Notation {

    private static final Pattern STEP =
        Pattern.compile(
            "(?:signal (?<signal>HUP|INT|TERM|KILL)"
                + "|keys \"(?<keys>(?:\\\\x[0-9A-Fa-f]{2}|\\\\[nret\"\\\\]|[ !#-\\[\\]-~])+)\""
                + "|close-pty)"
                + "(?: (?<seconds>[0-9]{1,4})s)?");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(x..|.)");

    private Notation() {}

    private static String unescape(String keys) {
      return ESCAPE
          .matcher(keys)
          .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(String escape) {
      return switch (escape.charAt(0)) {
        case 'x' -> Character.toString(HexFormat.fromHexDigits(escape, 1, 3));
        case 'n' -> "\n";
        case 'r' -> "\r";
        case 'e' -> "\033";
        case 't' -> "\t";
        default -> escape;
      };
    }
  }
}
