package gatehouse.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses the TERM a game is given: the client's own if this host knows it, else the nearest that
 * it does. Looks for terminfo entries, nothing else; safe for any thread.
 *
 * @param directories where terminfo entries are, such as {@code /usr/share/terminfo}
 */
public record TerminalType(List<Path> directories) {

  /** Where Debian keeps terminfo entries. */
  public static final List<Path> DEBIAN =
      List.of(Path.of("/etc/terminfo"), Path.of("/lib/terminfo"), Path.of("/usr/share/terminfo"));

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9+._-]{1,64}");

  /** Names that say nothing of what the terminal can do. */
  private static final Set<String> UNABLE = Set.of("", "dumb", "unknown", "network", "dialup");

  private static final List<String> STAND_INS = List.of("xterm-256color", "xterm");

  /** The last resort: every program that draws at all knows it without looking. */
  private static final String LAST_RESORT = "vt100";

  public TerminalType {
    directories = List.copyOf(directories);
  }

  /** The TERM to give a game whose player's terminal calls itself {@code term}. */
  public String forGame(String term) {
    String asked = sanitized(term);
    if (!UNABLE.contains(asked) && known(asked)) {
      return asked;
    }
    return STAND_INS.stream().filter(this::known).findFirst().orElse(LAST_RESORT);
  }

  /** The name if it is one: no path, no control character, at most 64; else nothing. */
  public static String sanitized(String term) {
    return WELL_FORMED.matcher(term).matches() && !term.contains("..") && !term.equals(".")
        ? term
        : "";
  }

  /** Whether the terminal cannot even move its cursor: {@code dumb}. */
  public static boolean isDumb(String term) {
    return term.equals("dumb");
  }

  /** Directories are named for the first character, or, where letters lack case, for its code. */
  private boolean known(String term) {
    char first = term.charAt(0);
    return directories.stream()
        .anyMatch(directory ->
            Files.exists(directory.resolve(String.valueOf(first)).resolve(term))
                || Files.exists(directory.resolve(Integer.toHexString(first)).resolve(term)));
  }
}
