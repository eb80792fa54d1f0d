package gatehouse.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * {@code gatehouse.database} in {@code reference.conf}, where each key is explained.
 *
 * @param url never empty: where none is given, that of the embedded database
 */
public record DatabaseSettings(
    Dialect dialect,
    String url,
    String user,
    String password,
    int connections,
    Duration connectTimeout,
    Duration answerTimeout,
    Duration migrationTimeout,
    Duration checkInterval,
    Duration patience) {

  private static final String KEY = "gatehouse.database.";

  /** Refuses settings that would wait for nothing, or that hide a password where it can be read. */
  public DatabaseSettings {
    if (connections < 2) {
      throw new IllegalArgumentException(KEY + "connections must be 2 at least");
    }
    // The pool knows no shorter wait.
    requireAtLeast("connect-timeout", connectTimeout, 250);
    requireAtLeast("answer-timeout", answerTimeout, 250);
    requireAtLeast("migration-timeout", migrationTimeout, 250);
    requireAtLeast("check-interval", checkInterval, 1);
    requireAtLeast("patience", patience, 1);
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new IllegalArgumentException(
          KEY + "url holds a password, which belongs into " + KEY + "password or password-file");
    }
  }

  private static void requireAtLeast(String key, Duration value, int milliseconds) {
    if (value.toMillis() < milliseconds) {
      throw new IllegalArgumentException(KEY + key + " must be " + milliseconds + " ms at least");
    }
  }

  /** Reads {@code gatehouse.database}, and the data directory for where the embedded one is. */
  public static DatabaseSettings from(Config config) {
    var database = config.getConfig("gatehouse.database");
    var given = database.getString("url");
    var url = given.isEmpty() ? embedded(config.getString("gatehouse.data-dir")) : given;
    var dialect =
        Dialect.of(url)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    KEY + "url must begin with jdbc:postgresql: or jdbc:h2:file:"));
    var user = database.getString("user");
    return new DatabaseSettings(
        dialect,
        url,
        user.isEmpty() ? dialect.defaultUser() : user,
        password(database.getString("password"), database.getString("password-file")),
        database.getInt("connections"),
        database.getDuration("connect-timeout"),
        database.getDuration("answer-timeout"),
        database.getDuration("migration-timeout"),
        database.getDuration("check-interval"),
        database.getDuration("patience"));
  }

  private static String embedded(String dataDirectory) {
    return "jdbc:h2:file:"
        + dataDirectory
        + "/db/gatehouse;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;DATABASE_TO_UPPER=FALSE";
  }

  private static String password(String given, String file) {
    if (file.isEmpty()) {
      return given;
    }
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          KEY + "password and password-file are both set: set one of them");
    }
    try (var lines = Files.lines(Path.of(file))) {
      return lines.findFirst().orElse("");
    } catch (IOException | RuntimeException unreadable) {
      throw new IllegalArgumentException(
          KEY + "password-file names " + file + ", which cannot be read", unreadable);
    }
  }

  /** Where it is, for people: without the parameters. */
  public String address() {
    return url.replaceFirst("[;?].*", "");
  }

  /** Whether it is a file of this process alone. */
  public boolean isEmbedded() {
    return dialect == Dialect.H2;
  }

  /** What the persistence plugin needs to know, in its own keys. */
  public Config forPersistence() {
    var connection = new HashMap<String, Object>();
    connection.put("url", url);
    connection.put("driver", dialect.driver());
    connection.put("user", user);
    connection.put("password", password);
    connection.put("numThreads", connections);
    connection.put("maxConnections", connections);
    connection.put("connectionTimeout", connectTimeout.toMillis());
    connection.put("validationTimeout", connectTimeout.toMillis());
    connection.put("properties", driverProperties(answerTimeout));
    if (isEmbedded()) {
      // Its driver takes a connection to a database that closed itself, over a full disk, for good.
      connection.put("connectionTestQuery", "SELECT 1");
    }
    return ConfigFactory.parseMap(
        Map.of(
            "akka-persistence-jdbc.shared-databases.slick",
            Map.of("profile", dialect.profile(), "db", connection)));
  }

  /** How to connect past the pool; the driver then waits so long for each answer. */
  Properties properties(Duration patience) {
    var properties = new Properties();
    properties.putAll(driverProperties(patience));
    properties.put("user", user);
    properties.put("password", password);
    return properties;
  }

  /** What the driver needs to know, limits in seconds; an embedded database has none. */
  private Map<String, String> driverProperties(Duration answer) {
    return switch (dialect) {
      case H2 -> Map.of();
      case POSTGRESQL ->
          Map.of(
              // Its complaints, which are logged, otherwise quote what was to be stored.
              "logServerErrorDetail",
              "false",
              "connectTimeout",
              seconds(connectTimeout),
              "loginTimeout",
              seconds(connectTimeout),
              "socketTimeout",
              seconds(answer),
              "tcpKeepAlive",
              "true",
              "ApplicationName",
              "gatehouse");
    };
  }

  private static String seconds(Duration limit) {
    return String.valueOf(Math.max(1, limit.toSeconds()));
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + address() + " as " + user + "]";
  }
}
