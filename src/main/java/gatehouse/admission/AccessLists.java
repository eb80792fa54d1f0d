package gatehouse.admission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks that an operator has singled out, as a file has them:
 *
 * <pre>
 *   # a school behind one address
 *   allow 198.51.100.7
 *   deny  203.0.113.0/24
 * </pre>
 *
 * <p>Who is allowed is never too many and never penalised; that wins over being denied.
 */
public record AccessLists(Networks allowed, Networks denied) {

  /** Nobody is singled out. */
  public static final AccessLists EMPTY =
      new AccessLists(Networks.of(List.of()), Networks.of(List.of()));

  /**
   * Reads the file; one that is not there is empty. Blocks.
   *
   * @throws IllegalArgumentException in one line that names file and line
   */
  static AccessLists read(Path file) {
    try {
      return parse(file.toString(), Files.readAllLines(file));
    } catch (NoSuchFileException none) {
      return EMPTY;
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read as UTF-8 text", unreadable);
    }
  }

  private static AccessLists parse(String file, List<String> lines) {
    var allowed = new ArrayList<String>();
    var denied = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      var text = lines.get(i).replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        try {
          read(text.split("\\s+", -1), allowed, denied);
        } catch (IllegalArgumentException mistake) {
          throw new IllegalArgumentException(
              "%s:%d %s".formatted(file, i + 1, mistake.getMessage()), mistake);
        }
      }
    }
    return new AccessLists(Networks.of(allowed), Networks.of(denied));
  }

  private static void read(String[] words, List<String> allowed, List<String> denied) {
    if (words.length != 2 || !(words[0].equals("allow") || words[0].equals("deny"))) {
      throw new IllegalArgumentException("neither \"allow NETWORK\" nor \"deny NETWORK\"");
    }
    Networks.of(List.of(words[1]));
    (words[0].equals("allow") ? allowed : denied).add(words[1]);
  }
}
