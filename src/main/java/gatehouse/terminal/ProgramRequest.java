package gatehouse.terminal;

import java.util.Optional;

/**
 * What a program wants of its terminal besides being shown: an answer, or the clipboard.
 *
 * <p>A {@link Screen} only tells of it. Whoever owns the one terminal that the program speaks to
 * decides; all others that show the same screen must not answer. The forms are those of xterm's
 * ctlseqs.
 */
public sealed interface ProgramRequest {

  /** What kind of terminal it is. */
  enum Identity {
    /** DA1, {@code CSI c}. */
    PRIMARY,
    /** DA2, {@code CSI > c}. */
    SECONDARY,
    /** DA3, {@code CSI = c}. */
    TERTIARY,
    /** XTVERSION, {@code CSI > q}. */
    VERSION,
    /** ENQ. */
    ANSWERBACK
  }

  /** Asks what the terminal is. */
  record Identify(Identity what) implements ProgramRequest {}

  /** Asks whether the terminal is well: DSR 5. */
  record Status() implements ProgramRequest {}

  /** Asks where the cursor was at that moment, counted from 1 as the program counts: DSR 6. */
  record Position(int row, int column) implements ProgramRequest {}

  /** Asks how a mode is set: DECRQM. */
  record Mode(int number, boolean ansi) implements ProgramRequest {}

  /** Asks for a setting by the end of the sequence that makes it, such as {@code m}: DECRQSS. */
  record Setting(String name) implements ProgramRequest {}

  /** Asks for a colour by its OSC: {@code 10} the text's, {@code 11} its ground, {@code 4;n}. */
  record Colour(String which) implements ProgramRequest {}

  /** Asks for the title, which must never be told: it may hold what was meant to be typed. */
  record Title() implements ProgramRequest {}

  /** Asks how many rows and columns there are: {@code CSI 18 t}. */
  record Size(TerminalSize size) implements ProgramRequest {}

  /** Asks for what is in a clipboard, which must never be told: OSC 52 with {@code ?}. */
  record Paste(String clipboard) implements ProgramRequest {}

  /** Puts something into a clipboard: OSC 52. The text is in Base64, and may be cut short. */
  record Copy(String clipboard, String text) implements ProgramRequest {}

  /**
   * What a plain VT220 with colours would type to the program; empty for what it would not answer,
   * and for what nobody should.
   */
  default Optional<String> answer() {
    return switch (this) {
      case Identify(Identity what) when what == Identity.PRIMARY -> Optional.of("\033[?62;22c");
      case Identify(Identity what) when what == Identity.SECONDARY -> Optional.of("\033[>1;0;0c");
      case Status() -> Optional.of("\033[0n");
      case Position(int row, int column) -> Optional.of("\033[" + row + ";" + column + "R");
      case Mode(int number, boolean ansi) ->
          Optional.of("\033[" + (ansi ? "" : "?") + number + ";0$y");
      case Setting(String name) -> Optional.of("\033P0$r\033\\");
      case Size(TerminalSize size) ->
          Optional.of("\033[8;" + size.rows() + ";" + size.columns() + "t");
      case Identify(Identity what) -> Optional.empty();
      case Colour(String which) -> Optional.empty();
      case Title() -> Optional.empty();
      case Paste(String clipboard) -> Optional.empty();
      case Copy(String clipboard, String text) -> Optional.empty();
    };
  }
}
