package gatehouse;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import gatehouse.game.catalogue.CatalogueReader;
import java.util.List;

/**
 * Refuses keys under {@code gatehouse} that {@code reference.conf} does not explain, and values of
 * another type than its own. What a game may say about itself is the catalogue's matter.
 */
final class KnownKeys {

  private static final List<String> CHECKED_ELSEWHERE =
      List.of("gatehouse.games", "gatehouse.log.levels");

  private KnownKeys() {}

  /** Fails with {@link StartFailure}, which names file, line and path. */
  static void check(Config given, Config reference) {
    var values = given.root().get("gatehouse");
    if (values != null) {
      compare("gatehouse", values, reference.getValue("gatehouse"));
    }
  }

  private static void compare(String path, ConfigValue given, ConfigValue known) {
    if (CHECKED_ELSEWHERE.contains(path)) {
      return;
    }
    if (known instanceof ConfigObject sections) {
      if (!(given instanceof ConfigObject values)) {
        throw fault(path, given, "is a section, not a value");
      }
      values.forEach((key, value) -> {
        var below = path + "." + key;
        var match = sections.get(key);
        if (match == null) {
          throw fault(below, value, "is not a key of gatehouse; reference.conf has them all");
        }
        compare(below, value, match);
      });
    } else if (!agrees(given, known)) {
      throw fault(path, given, "is " + describe(given) + ", where " + describe(known) + " belongs");
    }
  }

  /** Whether a value can be read as the type of the known one; substitutions show up later. */
  private static boolean agrees(ConfigValue given, ConfigValue known) {
    if (given instanceof ConfigObject) {
      return false;
    }
    try {
      return agrees(String.valueOf(given.unwrapped()), given.valueType(), known);
    } catch (ConfigException.NotResolved substitution) {
      return true;
    }
  }

  private static boolean agrees(String text, ConfigValueType type, ConfigValue known) {
    return switch (known.valueType()) {
      case NUMBER -> text.matches("-?[0-9]+(\\.[0-9]+)?");
      case BOOLEAN -> text.matches("true|false|yes|no|on|off");
      case LIST -> type == ConfigValueType.LIST;
      case STRING -> type != ConfigValueType.LIST;
      case OBJECT, NULL -> true;
    };
  }

  private static String describe(ConfigValue value) {
    return switch (value.valueType()) {
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case LIST -> "a list";
      case STRING -> "text";
      case OBJECT -> "a section";
      case NULL -> "nothing";
    };
  }

  private static StartFailure fault(String path, ConfigValue value, String complaint) {
    return new StartFailure(CatalogueReader.place(value.origin()) + " " + path + " " + complaint);
  }
}
