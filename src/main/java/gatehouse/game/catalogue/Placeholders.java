package gatehouse.game.catalogue;

import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand in an entry for something that is known only at the start of a game:
 *
 * <pre>
 *   %n  the player's name                     %h  the player's own folder
 *   %g  the game's id                         %s  the folder that all its players share
 *   %u  the uid that the game runs as         %e  the folder for the saves of this very run
 *   %N  the first letter of the name          %j  the folder of the Java that runs gatehouse
 *   %%  a percent sign                        %c  the class path of gatehouse itself
 * </pre>
 *
 * <p>Folders are as the game sees them, or, for somebody outside its sandbox, as they are.
 */
record Placeholders(PlayerName player, GameId game, int uid, Path own, Path shared, Path saves) {

  private static final Pattern PLACEHOLDER = Pattern.compile("%(.?)", Pattern.DOTALL);

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private static final Path CLASS_PATH = classPath();

  /** Refuses a text with a placeholder that there is not. */
  static String checked(String text) {
    fill(
        text,
        letter -> {
          if (letter.isEmpty() || "nNguhsejc%".indexOf(letter.charAt(0)) < 0) {
            throw new IllegalArgumentException(
                "%" + letter + " in '" + text + "' is none of %n %N %g %u %h %s %e %j %c %%");
          }
          return "";
        });
    return text;
  }

  /** The same with the saves at a place that is written in terms of the others, if there is one. */
  Placeholders withSavesAt(Optional<String> place) {
    return place
        .map(text -> new Placeholders(player, game, uid, own, shared, Path.of(fill(text))))
        .orElse(this);
  }

  String fill(String text) {
    return fill(text, this::value);
  }

  private static String fill(String text, Function<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
  }

  private String value(String letter) {
    return switch (letter) {
      case "n" -> player.value();
      case "N" -> player.value().substring(0, 1);
      case "g" -> game.value();
      case "u" -> Integer.toString(uid);
      case "h" -> own.toString();
      case "s" -> shared.toString();
      case "e" -> saves.toString();
      case "j" -> JAVA_HOME.toString();
      case "c" -> CLASS_PATH.toString();
      default -> letter;
    };
  }

  /** The jar or folder of gatehouse alone: what the built-in game needs. */
  private static Path classPath() {
    try {
      var source = Placeholders.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
    } catch (URISyntaxException impossible) {
      return Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    }
  }
}
