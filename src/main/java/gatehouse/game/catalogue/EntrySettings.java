package gatehouse.game.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import gatehouse.model.GameId;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** One entry of {@code gatehouse.games} on top of {@code gatehouse.game-defaults}. */
final class EntrySettings {

  private static final int WIDEST_SHORT_NAME = 5;

  private static final String DEFAULTS = "gatehouse.game-defaults";

  /** The keys that have no default. */
  private static final Set<String> OWN_KEYS = Set.of("name", "command");

  private final Config config;
  private final String path;

  private EntrySettings(Config config, String path) {
    this.config = config;
    this.path = path;
  }

  /** Reads an entry; a {@link ConfigException} says what is wrong, and in which file and line. */
  static GameEntry from(Config config, GameId id) {
    var path = ConfigUtil.joinPath("gatehouse", "games", id.value());
    var defaults = config.getObject(DEFAULTS);
    for (var key : config.getObject(path).entrySet()) {
      if (!OWN_KEYS.contains(key.getKey()) && !defaults.containsKey(key.getKey())) {
        throw new ConfigException.BadPath(
            key.getValue().origin(), path + "." + key.getKey(), "there is no such key");
      }
    }
    var merged = config.withValue(path, config.getObject(path).withFallback(defaults));
    return new EntrySettings(merged, path).entry(id);
  }

  private GameEntry entry(GameId id) {
    return new GameEntry(
        id,
        checked("name", EntrySettings::filled),
        some(checked("short-name", EntrySettings::narrow)).orElse(id.value()),
        some(config.getString(at("package"))),
        config.getInt(at("order")),
        program(),
        files(),
        stop(),
        new GameEntry.TimeLimits(time("idle-timeout"), time("longest-session")),
        new HashSet<>(config.getIntList(at("success-statuses"))),
        minimumSize());
  }

  private static String narrow(String text) {
    if (text.length() > WIDEST_SHORT_NAME) {
      throw new IllegalArgumentException("at most " + WIDEST_SHORT_NAME + " characters");
    }
    return text;
  }

  private GameEntry.Program program() {
    var command = texts("command");
    if (command.isEmpty()) {
      throw bad("command", "names no program");
    }
    var init = texts("init");
    requireAbsolute("command", command);
    requireAbsolute("init", init);
    return new GameEntry.Program(
        some(checked("executable", Placeholders::checked)).orElse(command.getFirst()),
        command,
        map("environment", Placeholders::checked),
        checked("directory", Placeholders::checked),
        init,
        texts("readable"));
  }

  private void requireAbsolute(String key, List<String> command) {
    for (String program : command.stream().limit(1).toList()) {
      if (!program.startsWith("/") && !program.startsWith("%j/")) {
        throw bad(key, "'" + program + "' is no absolute path");
      }
    }
  }

  private GameEntry.Files files() {
    return new GameEntry.Files(
        some(checked("save", EntrySettings::savePattern)),
        some(config.getString(at("shared-at"))).map(text -> absolute("shared-at", text)),
        inside("shared-folders"),
        inside("shared-files"),
        inside("own-folders"),
        checked("options-file", EntrySettings::insideFolder),
        config.getString(at("options")),
        overlays());
  }

  private Map<String, String> overlays() {
    var overlays = map("overlays", Function.identity());
    overlays.keySet().forEach(key -> absolute("overlays", key));
    return overlays;
  }

  private List<StopStep> stop() {
    var steps =
        config.getStringList(at("stop")).stream()
            .map(step -> accepted("stop", step, StopStep::parse))
            .toList();
    if (steps.isEmpty()) {
      throw bad("stop", "at least one step, such as \"signal KILL\", is needed");
    }
    return steps;
  }

  private Duration time(String key) {
    var time = config.getDuration(at(key));
    if (time.isNegative()) {
      throw bad(key, "a time is not below zero");
    }
    return time;
  }

  private TerminalSize minimumSize() {
    var columns = config.getInt(at("minimum-columns"));
    var rows = config.getInt(at("minimum-rows"));
    return accepted("minimum-rows", "", ignored -> new TerminalSize(columns, rows));
  }

  private List<String> texts(String key) {
    return config.getStringList(at(key)).stream()
        .map(text -> accepted(key, text, Placeholders::checked))
        .toList();
  }

  private List<String> inside(String key) {
    return config.getStringList(at(key)).stream()
        .map(text -> accepted(key, text, EntrySettings::insideFolder))
        .toList();
  }

  private Map<String, String> map(String key, Function<String, String> check) {
    var map = new TreeMap<String, String>();
    for (var member : config.getObject(at(key)).entrySet()) {
      if (member.getValue().valueType() != ConfigValueType.STRING) {
        throw new ConfigException.WrongType(
            member.getValue().origin(), at(key) + "." + member.getKey(), "STRING", "another type");
      }
      map.put(member.getKey(), accepted(key, member.getValue().unwrapped().toString(), check));
    }
    return map;
  }

  private String checked(String key, Function<String, String> check) {
    return accepted(key, config.getString(at(key)), check);
  }

  private <T> T accepted(String key, String text, Function<String, T> check) {
    try {
      return check.apply(text);
    } catch (IllegalArgumentException problem) {
      throw bad(key, String.valueOf(problem.getMessage()));
    }
  }

  private String absolute(String key, String text) {
    if (!text.startsWith("/") || text.contains("/../") || text.contains("%")) {
      throw bad(key, "'" + text + "' is no absolute path");
    }
    return text;
  }

  private ConfigException bad(String key, String problem) {
    return new ConfigException.BadValue(config.getValue(at(key)).origin(), at(key), problem);
  }

  private String at(String key) {
    return path + "." + key;
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String filled(String text) {
    if (text.isBlank() || text.length() > 40 || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a name is 1 to 40 printable characters");
    }
    return text;
  }

  private static String savePattern(String text) {
    if (!text.isEmpty() && !text.matches("(/|%h/|%s/).+")) {
      throw new IllegalArgumentException("'" + text + "' does not begin with /, %h/ or %s/");
    }
    return Placeholders.checked(text);
  }

  /** A path of one part, so that nothing outside a folder is ever made or opened. */
  private static String insideFolder(String text) {
    if (text.isEmpty() || text.contains("/") || text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException("'" + text + "' is no plain file name");
    }
    return text;
  }
}
