package gatehouse.game.catalogue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import gatehouse.game.catalogue.GameEntry.RecordFile;
import gatehouse.game.catalogue.GameEntry.RecordFile.Format;
import gatehouse.model.GameId;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One entry of {@code gatehouse.games} on top of {@code gatehouse.game-defaults}. */
final class EntrySettings {

  private static final int WIDEST_SHORT_NAME = 5;

  private static final String DEFAULTS = "gatehouse.game-defaults";

  private static final String USUAL_LIMITS = "gatehouse.game.limits";

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
    requireKnown(path, config.getObject(path), defaults, OWN_KEYS);
    for (String key : List.of("name", "command")) {
      if (!config.getObject(path).containsKey(key)) {
        throw new ConfigException.BadPath(
            config.getObject(path).origin(), path + "." + key, "is needed");
      }
    }
    var merged = config.withValue(path, config.getObject(path).withFallback(defaults));
    var record = path + ".record";
    requireKnown(
        record, merged.getObject(record), config.getObject(DEFAULTS + ".record"), Set.of());
    return new EntrySettings(merged, path).entry(id);
  }

  private static void requireKnown(
      String path, ConfigObject given, ConfigObject known, Set<String> besides) {
    for (var key : given.entrySet()) {
      if (!besides.contains(key.getKey()) && !known.containsKey(key.getKey())) {
        throw new ConfigException.BadPath(
            key.getValue().origin(), path + "." + key.getKey(), "there is no such key");
      }
    }
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
        saves(),
        stop(),
        new GameEntry.TimeLimits(time("idle-timeout"), time("longest-session")),
        new HashSet<>(config.getIntList(at("success-statuses"))),
        minimumSize(),
        mostSessions(),
        config.getBoolean(at("needs-sandbox")),
        record());
  }

  private int mostSessions() {
    var most = config.getInt(at("most-sessions"));
    if (most < 0) {
      throw bad("most-sessions", "0 means no limit, and less than that nothing");
    }
    return most;
  }

  private Optional<RecordFile> record() {
    var format = checked("record.format", EntrySettings::recordFormat);
    var file = checked("record.file", EntrySettings::inKnownFolder);
    if (format.isPresent() && file.isEmpty()) {
      throw bad("record.format", "a record with a format needs a file");
    }
    return format.map(known -> new RecordFile(file, known));
  }

  private static Optional<Format> recordFormat(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    return Arrays.stream(Format.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .or(() -> {
          throw new IllegalArgumentException(
              "'" + text + "' is none of xlogfile, logfile, crawl, none");
        });
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
    var recover = texts("recover");
    requireAbsolute("command", command);
    requireAbsolute("init", init);
    requireAbsolute("recover", recover);
    return new GameEntry.Program(
        some(checked("executable", Placeholders::checked)).orElse(command.getFirst()),
        command,
        map("environment", Placeholders::checked),
        checked("directory", Placeholders::checked),
        init,
        recover,
        config.getString(at("version")),
        former(),
        texts("readable"),
        limits(),
        config.getBoolean(at("trusted")));
  }

  private Limits limits() {
    var usual = config.getObject(USUAL_LIMITS);
    var own = config.getObject(at("limits"));
    for (var limit : own.entrySet()) {
      if (!usual.containsKey(limit.getKey())) {
        throw new ConfigException.BadPath(
            limit.getValue().origin(), at("limits." + limit.getKey()), "there is no such limit");
      }
    }
    return limits(own.withFallback(usual).toConfig());
  }

  private static Limits limits(Config limits) {
    try {
      return new Limits(
          limits.getInt("processes"),
          limits.getInt("open-files"),
          limits.getBytes("file-size"),
          limits.getBytes("memory"),
          limits.getDuration("cpu-time"),
          limits.getBytes("own-space"),
          limits.getBytes("shared-space"));
    } catch (IllegalArgumentException tooSmall) {
      throw new ConfigException.BadValue(
          limits.origin(), "limits", String.valueOf(tooSmall.getMessage()));
    }
  }

  private Map<String, List<String>> former() {
    var former = new TreeMap<String, List<String>>();
    for (var version : config.getObject(at("former")).keySet()) {
      var key = "former." + ConfigUtil.quoteString(version);
      var command = texts(key);
      requireAbsolute(key, command);
      former.put(version, command);
    }
    return former;
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
        some(config.getString(at("shared-at"))).map(text -> absolute("shared-at", text)),
        inside("shared-folders"),
        inside("shared-files"),
        inside("own-folders"),
        checked("options-file", EntrySettings::insideFolder),
        options(),
        checked("leftovers", EntrySettings::glob),
        overlays());
  }

  private GameEntry.Saves saves() {
    return new GameEntry.Saves(
        some(checked("save", EntrySettings::glob)),
        some(checked("saves-at", EntrySettings::savesFolder)),
        config.getStringList(at("shared-in-saves")).stream()
            .map(name -> accepted("shared-in-saves", name, EntrySettings::fileOrFolder))
            .toList(),
        some(checked("progress.turn", EntrySettings::patternOfOneGroup)),
        some(checked("progress.level", EntrySettings::patternOfOneGroup)));
  }

  /** Those of the entry itself, or else those of the file that it names. */
  private String options() {
    var inline = config.getString(at("options"));
    var template = config.getString(at("options-template"));
    if (template.isEmpty()) {
      return inline;
    }
    if (!inline.isEmpty()) {
      throw bad("options-template", "options are given, too: one of the two is meant");
    }
    return accepted("options-template", template, this::contentOf);
  }

  private String contentOf(String template) {
    try {
      return Files.readString(besides("options-template").resolve(template));
    } catch (IOException | InvalidPathException problem) {
      throw new IllegalArgumentException("'" + template + "' cannot be read", problem);
    }
  }

  /** The folder of the file that gives the key its value. */
  private Path besides(String key) {
    var file = Path.of(CatalogueReader.file(config.getValue(at(key)).origin()));
    return file.resolveSibling("");
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

  private <T> T checked(String key, Function<String, T> check) {
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

  private static String savesFolder(String text) {
    if (!text.isEmpty() && !text.matches("(/|%s/).+")) {
      throw new IllegalArgumentException("'" + text + "' does not begin with / or %s/");
    }
    return Placeholders.checked(text);
  }

  private static String inKnownFolder(String text) {
    if (!text.isEmpty() && !text.matches("(/|%h/|%s/).+")) {
      throw new IllegalArgumentException("'" + text + "' does not begin with /, %h/ or %s/");
    }
    return Placeholders.checked(text);
  }

  /** A pattern for names in one folder; of nothing if it is empty. */
  private static String glob(String text) {
    if (text.contains("/")) {
      throw new IllegalArgumentException("'" + text + "' is no plain file name");
    }
    FileSystems.getDefault().getPathMatcher("glob:" + text);
    return Placeholders.checked(text);
  }

  private static String fileOrFolder(String text) {
    insideFolder(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    return text;
  }

  private static String patternOfOneGroup(String text) {
    try {
      if (text.isEmpty() || Pattern.compile(text).matcher("").groupCount() == 1) {
        return text;
      }
    } catch (PatternSyntaxException problem) {
      throw new IllegalArgumentException(
          "'" + text + "' is no pattern: " + problem.getDescription(), problem);
    }
    throw new IllegalArgumentException("'" + text + "' has not exactly one group");
  }

  /** A path of one part, so that nothing outside a folder is ever made or opened. */
  private static String insideFolder(String text) {
    if (text.isEmpty() || text.contains("/") || text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException("'" + text + "' is no plain file name");
    }
    return text;
  }
}
