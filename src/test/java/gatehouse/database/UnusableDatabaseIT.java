package gatehouse.database;

import static gatehouse.testkit.NeedsRealPart.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Postgres;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator reads when PostgreSQL cannot be used. */
@NeedsRealPart(POSTGRESQL)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
@Tag("C-errors")
class UnusableDatabaseIT {

  private static Postgres postgres;

  private Config database;
  private String name;

  @BeforeAll
  static void start() throws Exception {
    postgres = Postgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void make() throws SQLException {
    database = postgres.newDatabase();
    name = database.getString("gatehouse.database.user");
  }

  /** The one line, with another value of one key. */
  private String complaint(String key, String value) {
    var config =
        ConfigFactory.parseMap(Map.of("gatehouse.database." + key, value))
            .withFallback(database)
            .withFallback(ConfigFactory.load());
    var settings = DatabaseSettings.from(config);
    var failure = catchThrowableOfType(DatabaseStartException.class, () -> Database.open(settings));
    assertThat(failure).isNotNull();
    assertThat(failure.getMessage()).doesNotContain("\n", settings.password());
    return failure.getMessage();
  }

  @Test
  void nobody_at_the_port() {
    assertThat(complaint("url", "jdbc:postgresql://127.0.0.1:1/games"))
        .startsWith("the database at jdbc:postgresql://127.0.0.1:1/games cannot be reached:");
  }

  @Test
  void no_such_host() {
    assertThat(complaint("url", "jdbc:postgresql://nowhere.invalid/games?ApplicationName=x"))
        .startsWith("the database at jdbc:postgresql://nowhere.invalid/games cannot be reached:");
  }

  @Test
  @Timeout(20)
  void a_host_that_does_not_answer() {
    postgres.freeze();
    try {
      assertThat(complaint("connect-timeout", "1 second")).contains("cannot be reached:");
    } finally {
      postgres.thaw();
    }
  }

  @Test
  void a_wrong_password() {
    assertThat(complaint("password", "my best guess"))
        .contains("does not let " + name + " in: check gatehouse.database.user and password");
  }

  @Test
  void no_such_user() {
    assertThat(complaint("user", "mallory")).contains("does not let mallory in:");
  }

  @Test
  void no_such_database() {
    assertThat(complaint("url", postgres.url("no_such_database")))
        .contains("/no_such_database does not exist: create it, or set gatehouse.database.url");
  }

  @Test
  void no_right_to_make_tables() throws SQLException {
    postgres.execute("ALTER DATABASE " + name + " OWNER TO postgres");
    assertThat(complaint("user", name))
        .contains("does not let " + name + " make or write its tables: GRANT CREATE ON SCHEMA");
  }

  @Test
  void no_right_to_write_them() throws SQLException {
    try (var connection = postgres.connect(name);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE gatehouse_schema (version INTEGER, checked TIMESTAMPTZ)");
      statement.execute("INSERT INTO gatehouse_schema VALUES (1, NULL)");
      statement.execute("GRANT SELECT ON gatehouse_schema TO " + name);
    }
    assertThat(complaint("user", name)).contains("does not let " + name + " make or write");
  }
}
