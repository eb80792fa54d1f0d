package gatehouse;

import static java.util.Map.entry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import gatehouse.game.catalogue.CatalogueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The configuration of a process, from the strongest source to the weakest:
 *
 * <ol>
 *   <li>the command line,
 *   <li>the file that the environment variable {@code GATEHOUSE_CONFIG} names,
 *   <li>the environment variables in {@link #VARIABLES},
 *   <li>{@code conf/<role>.conf} of each role played, or {@code conf/all.conf} if it is all of
 *       them,
 *   <li>{@code conf/gatehouse.conf},
 *   <li>{@code conf/games/*.conf},
 *   <li>{@code reference.conf}, which explains every key.
 * </ol>
 *
 * <p>The folder {@code conf} is looked for in the working directory, or where {@code
 * GATEHOUSE_CONF_DIR} says; a relative {@code gatehouse.banner} or {@code
 * gatehouse.admission.lists} is looked for there too. A file that is not there is no error, but for
 * the one named by {@code GATEHOUSE_CONFIG}.
 */
final class Configuration {

  /** Environment variables and the keys they set. */
  static final Map<String, String> VARIABLES =
      Map.ofEntries(
          entry("GATEHOUSE_SSH_PORT", "gatehouse.ssh.port"),
          entry("GATEHOUSE_SSH_HOST", "gatehouse.ssh.host"),
          entry("GATEHOUSE_MANAGEMENT_PORT", "gatehouse.management.port"),
          entry("GATEHOUSE_MANAGEMENT_HOST", "gatehouse.management.host"),
          entry("GATEHOUSE_LOG_FORMAT", "gatehouse.log.format"),
          entry("GATEHOUSE_LOG_TO", "gatehouse.log.to"),
          entry("GATEHOUSE_DATA_DIR", "gatehouse.data-dir"),
          entry("GATEHOUSE_DATABASE_URL", "gatehouse.database.url"),
          entry("GATEHOUSE_DATABASE_USER", "gatehouse.database.user"),
          entry("GATEHOUSE_DATABASE_PASSWORD", "gatehouse.database.password"),
          entry("GATEHOUSE_DATABASE_PASSWORD_FILE", "gatehouse.database.password-file"));

  private final Config commandLine;
  private final Function<String, Optional<String>> environment;
  private final Config reference;

  private Configuration(Config commandLine, Function<String, Optional<String>> environment) {
    this.commandLine = commandLine;
    this.environment = environment;
    this.reference = ConfigFactory.defaultReference();
  }

  /** Puts the configuration together; fails with {@link StartFailure} on the first fault. */
  static Config load(Config commandLine, Function<String, Optional<String>> environment) {
    try {
      return new Configuration(commandLine, environment).load();
    } catch (ConfigException fault) {
      throw new StartFailure(CatalogueReader.line(fault), fault);
    }
  }

  /**
   * The data directory alone, whatever mistakes games have; fails with {@link StartFailure} on
   * others.
   */
  static Path dataDirectory(Function<String, Optional<String>> environment) {
    try {
      return new Configuration(ConfigFactory.empty(), environment).dataDirectory();
    } catch (ConfigException fault) {
      throw new StartFailure(CatalogueReader.line(fault), fault);
    }
  }

  /**
   * The files that the configuration is put together from, and those beside the games' that they
   * may name; hidden ones are none of them.
   */
  static List<Path> files(Function<String, Optional<String>> environment) {
    var folder = folder(environment);
    var files =
        new ArrayList<Path>(environment.apply("GATEHOUSE_CONFIG").map(Path::of).stream().toList());
    for (Path within : List.of(folder, folder.resolve("games"))) {
      files.addAll(visible(within));
    }
    return files;
  }

  private static List<Path> visible(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.list(folder)) {
      return found.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    } catch (IOException gone) {
      return List.of();
    }
  }

  private static Path folder(Function<String, Optional<String>> environment) {
    return Path.of(environment.apply("GATEHOUSE_CONF_DIR").orElse("conf"));
  }

  private Path dataDirectory() {
    var complete =
        given(ConfigFactory.empty())
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    return Path.of(complete.getString("gatehouse.data-dir")).toAbsolutePath().normalize();
  }

  private Config load() {
    var folder = folder(environment);
    var given = given(games(folder.resolve("games")));
    KnownKeys.check(given, reference);
    var complete =
        given
            .withFallback(ConfigFactory.parseResources("akka.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved());
    // H2 refuses a path that depends on the working directory.
    var withData = withAbsolute("gatehouse.data-dir", Path.of(""), complete);
    var withBanner = withAbsolute("gatehouse.banner", folder, withData);
    return withAbsolute("gatehouse.admission.lists", folder, withBanner).resolve();
  }

  /** All but {@code reference.conf}, with these games. */
  private Config given(Config games) {
    var folder = folder(environment);
    var stronger = commandLine.withFallback(overlay()).withFallback(variables());
    var weaker = parseIfThere(folder.resolve("gatehouse.conf")).withFallback(games);
    var roles = roles(stronger.withFallback(weaker).withFallback(reference));
    return stronger.withFallback(ofRoles(folder, roles)).withFallback(weaker);
  }

  private static Config withAbsolute(String key, Path start, Config config) {
    var path = start.resolve(config.resolve().getString(key)).toAbsolutePath().normalize();
    return config.withValue(key, ConfigValueFactory.fromAnyRef(path.toString()));
  }

  private Config overlay() {
    return environment
        .apply("GATEHOUSE_CONFIG")
        .map(name -> {
          var file = Path.of(name);
          if (!Files.isReadable(file)) {
            throw new StartFailure(
                "the configuration file "
                    + name
                    + " cannot be read; --config or GATEHOUSE_CONFIG names it");
          }
          return parse(file);
        })
        .orElse(ConfigFactory.empty());
  }

  private Config variables() {
    var config = ConfigFactory.empty();
    for (var variable : VARIABLES.entrySet()) {
      var value = environment.apply(variable.getKey());
      if (value.isPresent()) {
        config =
            config.withValue(
                variable.getValue(),
                ConfigValueFactory.fromAnyRef(
                    value.get(), "environment variable " + variable.getKey()));
      }
    }
    var roles = environment.apply("GATEHOUSE_ROLES");
    return roles.isEmpty()
        ? config
        : config.withValue(
            "gatehouse.roles",
            ConfigValueFactory.fromAnyRef(
                list(roles.get()), "environment variable GATEHOUSE_ROLES"));
  }

  /** What stands between commas. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  /** The roles that a configuration names. */
  static Set<Role> roles(Config config) {
    var roles = EnumSet.noneOf(Role.class);
    config
        .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true))
        .getStringList("gatehouse.roles")
        .forEach(name -> roles.add(Role.named(name)));
    if (roles.isEmpty()) {
      throw new StartFailure("gatehouse.roles is empty: there is nothing to do");
    }
    return roles;
  }

  private static Config ofRoles(Path folder, Set<Role> roles) {
    if (roles.size() == Role.values().length) {
      return parseIfThere(folder.resolve("all.conf"));
    }
    return roles.stream()
        .map(role -> parseIfThere(folder.resolve(role.key() + ".conf")))
        .reduce(ConfigFactory.empty(), Config::withFallback);
  }

  private static Config games(Path folder) {
    if (!Files.isDirectory(folder)) {
      return ConfigFactory.empty();
    }
    try (var files = Files.list(folder)) {
      List<Path> entries =
          files
              .filter(file -> file.getFileName().toString().endsWith(".conf"))
              .sorted(Comparator.reverseOrder())
              .toList();
      return entries.stream()
          .map(Configuration::parse)
          .reduce(ConfigFactory.empty(), Config::withFallback);
    } catch (IOException unreadable) {
      throw new StartFailure(folder + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static Config parseIfThere(Path file) {
    return Files.exists(file) ? parse(file) : ConfigFactory.empty();
  }

  private static Config parse(Path file) {
    return ConfigFactory.parseFile(
        file.toFile(),
        ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(file.toString()));
  }

  /** A library's complaint without its line breaks. */
  static String oneLine(Throwable fault) {
    return String.valueOf(fault.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
