package gatehouse.database;

import static gatehouse.testkit.NeedsRealPart.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Postgres;
import java.sql.BatchUpdateException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schema on PostgreSQL, where several processes may start at once. */
@NeedsRealPart(POSTGRESQL)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
class SchemaOnPostgresIT extends SchemaContract {

  private static Postgres postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = Postgres.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @Override
  Config newDatabase() throws Exception {
    return postgres.newDatabase();
  }

  @Test
  void of_several_that_start_at_once_one_makes_the_tables() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var starts = new ArrayList<Callable<Database>>();
      for (int start = 0; start < 8; start++) {
        starts.add(() -> Database.open(settings));
      }
      for (Future<Database> started : threads.invokeAll(starts)) {
        assertThat(started.get().settings()).isEqualTo(settings);
      }
    }
    assertThat(versions()).containsExactly("1");
  }

  @Test
  void a_step_that_fails_leaves_nothing_behind() throws Exception {
    bringUpToDate("broken/", 1);
    assertThatThrownBy(() -> bringUpToDate("broken/", 2)).hasMessageContaining("no_such_table");
    assertThat(
            query("SELECT column_name FROM information_schema.columns WHERE table_name = 'things'"))
        .containsExactly("name");
  }

  @Test
  @Tag("SEC-S2")
  void what_was_to_be_stored_is_not_in_the_drivers_complaints() throws Exception {
    bringUpToDate("later/", 1);
    try (var connection = Database.connect(settings);
        var statement = connection.prepareStatement("INSERT INTO things VALUES (?)")) {
      for (int time = 0; time < 2; time++) {
        statement.setString(1, "a password hash");
        statement.addBatch();
      }
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOf(BatchUpdateException.class)
          .hasMessageNotContaining("a password hash")
          .hasNoSuppressedExceptions()
          .cause()
          .hasMessageNotContaining("a password hash");
    }
  }

  @Test
  void who_may_not_make_tables_may_use_those_that_are_there() throws Exception {
    Database.open(settings);
    var database = settings.address().replaceFirst(".*/", "");
    try (var owner = postgres.connect(database);
        var statement = owner.createStatement()) {
      statement.execute("ALTER TABLE gatehouse_schema OWNER TO postgres");
      statement.execute("ALTER DATABASE " + database + " OWNER TO postgres");
      statement.execute("GRANT SELECT, UPDATE ON gatehouse_schema TO " + settings.user());
    }
    assertThatThrownBy(() -> execute("CREATE TABLE more (id INTEGER)"))
        .hasMessageContaining("permission denied");
    assertThat(Database.open(settings).settings()).isEqualTo(settings);
  }
}
