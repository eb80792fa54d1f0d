package gatehouse.database;

import java.util.concurrent.TimeoutException;

/** There was no answer in time, and the reason is known: the database is out of reach. */
public final class DatabaseAway extends TimeoutException {

  DatabaseAway() {
    super("the database is out of reach");
  }
}
