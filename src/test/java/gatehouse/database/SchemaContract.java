package gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.jdbc.testkit.javadsl.SchemaUtils;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the schema on every kind of database. */
abstract class SchemaContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  DatabaseSettings settings;

  /** A new, empty database: {@code gatehouse.database} and {@code gatehouse.data-dir} for it. */
  abstract Config newDatabase() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    settings = DatabaseSettings.from(newDatabase().withFallback(ConfigFactory.load()));
  }

  void execute(String sql) throws SQLException {
    try (var connection = Database.connect(settings);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of all rows. */
  List<String> query(String sql) throws SQLException {
    try (var connection = Database.connect(settings);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  private Set<String> tables() throws SQLException {
    try (var connection = Database.connect(settings);
        var rows =
            connection
                .getMetaData()
                .getTables(
                    connection.getCatalog(),
                    connection.getSchema(),
                    null,
                    new String[] {"TABLE", "BASE TABLE"})) {
      var all = new TreeSet<String>();
      while (rows.next()) {
        all.add(rows.getString("TABLE_NAME"));
      }
      return all;
    }
  }

  void bringUpToDate(String folder, int newest) throws SQLException {
    try (var connection = Database.connect(settings)) {
      new Schema(settings.dialect(), folder, newest).bringUpToDate(connection, PATIENCE);
    }
  }

  List<String> versions() throws SQLException {
    return query("SELECT \"version\" FROM \"gatehouse_schema\" ORDER BY 1");
  }

  @Test
  void an_empty_database_gets_all_tables_and_their_version() throws Exception {
    Database.open(settings);
    assertThat(tables())
        .containsExactly(
            "durable_state", "event_journal", "event_tag", "gatehouse_schema", "snapshot");
    assertThat(versions()).containsExactly("1");
  }

  @Test
  void a_second_start_changes_nothing() throws Exception {
    Database.open(settings);
    var since = query("SELECT \"since\" FROM \"gatehouse_schema\"");
    Database.open(settings);
    assertThat(query("SELECT \"since\" FROM \"gatehouse_schema\"")).isEqualTo(since);
  }

  @Test
  void one_from_before_there_were_versions_is_version_1_and_keeps_what_it_holds() throws Exception {
    var config =
        settings
            .forPersistence()
            .withFallback(
                ConfigFactory.parseString(
                    """
                    akka.actor.provider = local
                    akka.stdout-loglevel = OFF
                    jdbc-journal.use-shared-db = slick
                    """))
            .withFallback(ConfigFactory.load());
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "before", config);
    SchemaUtils.createIfNotExists(system).toCompletableFuture().get(20, TimeUnit.SECONDS);
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    execute(
        """
        INSERT INTO "event_journal" ("persistence_id", "sequence_number", "writer",
          "write_timestamp", "adapter_manifest", "event_payload", "event_ser_id",
          "event_ser_manifest")
        VALUES ('account|alice', 1, 'writer', 0, '', '', 1, '')\
        """);
    Database.open(settings);
    assertThat(versions()).containsExactly("1");
    assertThat(query("SELECT \"persistence_id\" FROM \"event_journal\""))
        .containsExactly("account|alice");
  }

  @Test
  void a_later_version_is_reached_step_by_step_and_data_stay() throws Exception {
    bringUpToDate("later/", 1);
    execute("INSERT INTO \"things\" VALUES ('stone')");
    bringUpToDate("later/", 2);
    assertThat(versions()).containsExactly("1", "2");
    assertThat(query("SELECT \"colour\" FROM \"things\"")).containsExactly("grey");
  }

  @Test
  void a_step_that_fails_is_not_counted_and_can_be_made_again() throws Exception {
    bringUpToDate("broken/", 1);
    assertThatThrownBy(() -> bringUpToDate("broken/", 2)).isInstanceOf(SQLException.class);
    assertThat(versions()).containsExactly("1");
    bringUpToDate("later/", 2);
    assertThat(versions()).containsExactly("1", "2");
  }

  @Test
  void a_newer_one_than_is_known_stops_the_start_with_one_line() throws Exception {
    Database.open(settings);
    execute("INSERT INTO \"gatehouse_schema\" (\"version\") VALUES (7)");
    assertThatThrownBy(() -> Database.open(settings))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessage(
            "the database has schema version 7, and this gatehouse knows 1 at most: start the"
                + " newer one, or restore a backup made before the upgrade");
    assertThat(versions()).containsExactly("1", "7");
  }
}
