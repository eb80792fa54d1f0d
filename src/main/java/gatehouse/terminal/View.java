package gatehouse.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a terminal can show. */
public record View(TerminalSize size, Charset charset, Colours colours) {

  /** The characters a terminal knows. */
  public enum Charset {
    UTF_8,
    /** ASCII, and the line drawing of the VT100 in G1. */
    DEC,
    /** The 256 characters of the IBM PC. */
    CP437,
    ASCII;

    byte[] encode(CharSequence text) {
      return text.toString().getBytes(this == CP437 ? CodePage437.CHARSET : StandardCharsets.UTF_8);
    }
  }

  /** The colours a terminal knows, from the most to none. */
  public enum Colours {
    TRUE,
    PALETTE_256,
    PALETTE_16,
    PALETTE_8,
    MONO
  }

  /** Beginnings of the names of terminals that know 24 bits a colour without saying so. */
  private static final Set<String> TRUE_COLOUR =
      Set.of("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "iterm2");

  /** Values of COLORTERM. */
  private static final Set<String> ALL_COLOURS = Set.of("truecolor", "24bit");

  private static final Set<String> SIXTEEN =
      Set.of("xterm", "screen", "tmux", "rxvt", "putty", "konsole", "gnome", "vte", "mintty");

  /** Beginnings of the names of terminals that understand what programs write for an xterm. */
  private static final Set<String> LIKE_XTERM =
      Set.of("xterm", "alacritty", "foot", "wezterm", "contour", "iterm2", "mintty", "konsole");

  /**
   * What a client's TERM tells. Where it tells nothing: UTF-8 and eight colours, which hardly any
   * terminal of today lacks.
   */
  public static View of(String term, TerminalSize size) {
    var name = term.toLowerCase(Locale.ROOT);
    return new View(size, charset(name), colours(name));
  }

  /**
   * The same, with what the client's variables add: COLORTERM tells of terminals that know 24 bits
   * a colour though their TERM does not say so, and NO_COLOR that its owner wants none.
   */
  public View saying(Map<String, String> environment) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return new View(size, charset, Colours.MONO);
    }
    boolean all = ALL_COLOURS.contains(environment.getOrDefault("COLORTERM", ""));
    return all && colours == Colours.PALETTE_256 ? new View(size, charset, Colours.TRUE) : this;
  }

  private static Charset charset(String name) {
    if (name.equals("dumb")) {
      return Charset.ASCII;
    }
    if (name.startsWith("vt")) {
      return Charset.DEC;
    }
    return Stream.of("ansi", "pcansi", "scoansi").anyMatch(name::equals)
        ? Charset.CP437
        : Charset.UTF_8;
  }

  private static Colours colours(String name) {
    if (name.contains("direct") || startsWithAny(name, TRUE_COLOUR)) {
      return Colours.TRUE;
    }
    if (name.contains("256color")) {
      return Colours.PALETTE_256;
    }
    if (name.equals("dumb") || name.startsWith("vt") || name.endsWith("-mono")) {
      return Colours.MONO;
    }
    return startsWithAny(name, SIXTEEN) ? Colours.PALETTE_16 : Colours.PALETTE_8;
  }

  /**
   * Whether a terminal that calls itself {@code term} can be sent what a program writes that runs
   * under {@code programTerm}. One that does not say what it is has to.
   */
  public static boolean understands(String term, String programTerm) {
    if (term.equals(programTerm) || term.isEmpty()) {
      return true;
    }
    var size = TerminalSize.STANDARD;
    return programTerm.startsWith("xterm")
        && startsWithAny(term, LIKE_XTERM)
        && of(term, size).colours().compareTo(of(programTerm, size).colours()) <= 0;
  }

  private static boolean startsWithAny(String name, Set<String> beginnings) {
    return beginnings.stream().anyMatch(name::startsWith);
  }
}
