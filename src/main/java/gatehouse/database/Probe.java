package gatehouse.database;

import java.sql.SQLException;

/** Finds out whether a database answers. Used by one thread at a time. */
interface Probe extends AutoCloseable {

  /**
   * Returns if it does, and, if {@code writing}, has also stored something.
   *
   * @throws SQLException why not
   */
  void check(boolean writing) throws SQLException;

  @Override
  void close();
}
