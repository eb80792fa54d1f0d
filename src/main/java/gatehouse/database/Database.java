package gatehouse.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of this process, found usable and with the schema that it must have. */
public final class Database {

  private final DatabaseSettings settings;

  private Database(DatabaseSettings settings) {
    this.settings = settings;
  }

  /**
   * Connects, and brings the schema up to date; blocks meanwhile.
   *
   * @throws DatabaseStartException with one line for the operator
   */
  public static Database open(DatabaseSettings settings) {
    try (var connection =
            DriverManager.getConnection(
                settings.url(), settings.properties(settings.migrationTimeout()));
        var probe = new JdbcProbe(settings)) {
      Schema.of(settings.dialect()).bringUpToDate(connection, settings.migrationTimeout());
      probe.check(true);
      return new Database(settings);
    } catch (SQLException failure) {
      throw Complaint.of(settings, failure);
    }
  }

  /** Where it is, and what the persistence plugin needs to know of it. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Begins to look after it. */
  public DatabaseWatch watch() {
    return DatabaseWatch.begin(
        new JdbcProbe(settings), settings.checkInterval(), settings.patience());
  }

  /** Connects past the pool; answers come within {@code answer-timeout}, or it fails. */
  static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(
        settings.url(), settings.properties(settings.answerTimeout()));
  }
}
