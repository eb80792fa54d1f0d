package gatehouse.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A {@link Probe} with a connection of its own, which it makes anew after each failure. */
final class JdbcProbe implements Probe {

  private static final String READ = "SELECT MAX(\"version\") FROM \"gatehouse_schema\"";

  private static final String WRITE =
      "UPDATE \"gatehouse_schema\" SET \"checked\" = CURRENT_TIMESTAMP"
          + " WHERE \"version\" = (SELECT MAX(\"version\") FROM \"gatehouse_schema\")";

  private final DatabaseSettings settings;
  private Optional<Connection> kept = Optional.empty();

  JdbcProbe(DatabaseSettings settings) {
    this.settings = settings;
  }

  @Override
  public void check(boolean writing) throws SQLException {
    try (var statement = connection().createStatement()) {
      statement.execute(writing ? WRITE : READ);
    } catch (SQLException failure) {
      close();
      throw failure;
    }
  }

  private Connection connection() throws SQLException {
    var connection = kept.isPresent() ? kept.get() : Database.connect(settings);
    kept = Optional.of(connection);
    return connection;
  }

  @Override
  public void close() {
    try {
      if (kept.isPresent()) {
        kept.get().close();
      }
    } catch (SQLException alreadyBroken) {
      // It is given up either way.
    } finally {
      kept = Optional.empty();
    }
  }
}
