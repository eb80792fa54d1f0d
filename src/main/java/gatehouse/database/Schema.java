package gatehouse.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables, and the version they have: table {@code gatehouse_schema} has a row for each version
 * that was ever reached.
 *
 * <p>Version N is made from version N-1 by the resource {@code DIALECT/N.sql}. PostgreSQL runs all
 * that are missing in one transaction, under a lock that makes a second process wait. H2 commits
 * each change of a table by itself, so its migrations must bear being run again; its file is held
 * by one process anyway. Version 1 is the tables of akka-persistence-jdbc; a database without
 * versions is brought to it by making what is missing.
 */
final class Schema {

  /** The version that this gatehouse needs. */
  static final int NEWEST = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

  /** Any number, as long as it is always the same. */
  private static final long LOCK = 0x67617465L;

  private final Dialect dialect;
  private final String folder;
  private final int newest;

  /**
   * @param folder where the folders of the dialects are, as a resource of this class
   */
  Schema(Dialect dialect, String folder, int newest) {
    this.dialect = dialect;
    this.folder = folder;
    this.newest = newest;
  }

  static Schema of(Dialect dialect) {
    return new Schema(dialect, "", NEWEST);
  }

  /**
   * Brings the database to the newest version.
   *
   * @param patience how long to wait for another process that does the same
   */
  void bringUpToDate(Connection connection, Duration patience) throws SQLException {
    connection.setAutoCommit(false);
    try {
      lock(connection, patience);
      int version = version(connection);
      if (version > newest) {
        throw new DatabaseStartException(
            ("the database has schema version %d, and this gatehouse knows %d at most: start the"
                    + " newer one, or restore a backup made before the upgrade")
                .formatted(version, newest));
      }
      while (version < newest) {
        version++;
        migrate(connection, version);
      }
      connection.commit();
    } catch (SQLException | RuntimeException failure) {
      connection.rollback();
      throw failure;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** Lasts until the transaction ends. */
  private void lock(Connection connection, Duration patience) throws SQLException {
    switch (dialect) {
      case H2 -> {}
      case POSTGRESQL -> {
        run(connection, "SET LOCAL lock_timeout = " + patience.toMillis());
        run(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
      }
    }
  }

  private static int version(Connection connection) throws SQLException {
    if (!hasVersions(connection)) {
      run(
          connection,
          """
          CREATE TABLE "gatehouse_schema" (
            "version" INTEGER PRIMARY KEY,
            "since" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
            "checked" TIMESTAMP WITH TIME ZONE
          )\
          """);
    }
    try (var statement = connection.createStatement();
        var versions =
            statement.executeQuery("SELECT MAX(\"version\") FROM \"gatehouse_schema\"")) {
      return versions.next() ? versions.getInt(1) : 0;
    }
  }

  /** Asked first, as who may not make tables may still use those that are there. */
  private static boolean hasVersions(Connection connection) throws SQLException {
    try (var tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "gatehouse_schema", null)) {
      return tables.next();
    }
  }

  private void migrate(Connection connection, int version) throws SQLException {
    LOG.info("The database gets schema version {}", version);
    run(connection, script(version));
    run(connection, "INSERT INTO \"gatehouse_schema\" (\"version\") VALUES (" + version + ")");
  }

  private String script(int version) {
    var name = folder + dialect.folder() + "/" + version + ".sql";
    try (var resource = Schema.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("resource " + name + " cannot be read", unreadable);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
