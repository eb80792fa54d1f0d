package gatehouse.ssh;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The variables that a client sends before its session starts: those that the settings let in, and
 * no more than anybody needs. Nothing of it reaches a game's environment.
 */
final class SshEnvironment {

  private static final int MOST = 32;
  private static final int LONGEST_VALUE = 256;

  /** Longer names are let in by no setting that makes sense. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private static final Pattern VALUE = Pattern.compile("[ -~]*");

  private final List<String> allowed;
  private final Map<String, String> variables = new HashMap<>();

  /** Nothing yet; of {@code allowed} names, where a {@code *} at the end stands for anything. */
  SshEnvironment(List<String> allowed) {
    this.allowed = allowed;
  }

  /** Takes a variable, or the last value of one that comes again, unless it is not let in. */
  boolean accept(byte[] name, byte[] value) {
    if (name.length > LONGEST_VALUE || value.length > LONGEST_VALUE) {
      return false;
    }
    return accept(text(name), text(value));
  }

  private boolean accept(String name, String value) {
    boolean accepted =
        NAME.matcher(name).matches()
            && VALUE.matcher(value).matches()
            && allowed.stream().anyMatch(pattern -> matches(pattern, name))
            && (variables.size() < MOST || variables.containsKey(name));
    if (accepted) {
      variables.put(name, value);
    }
    return accepted;
  }

  /** What there is now; later changes do not show. */
  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }

  private static String text(byte[] sent) {
    return new String(sent, StandardCharsets.ISO_8859_1);
  }
}
