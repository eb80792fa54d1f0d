package gatehouse.ssh;

import gatehouse.backend.Accounts;
import gatehouse.backend.Pass;
import gatehouse.line.Line;
import java.util.Optional;

/** Whoever takes care of people once they have come in. */
@FunctionalInterface
public interface Callers {

  /**
   * Somebody with a terminal is here. Called on an I/O thread once for each session, of which a
   * connection may have several: must not block, and should {@linkplain Line#listen listen} soon.
   *
   * @param accounts as this connection may use them
   * @param who the sign-in of the connection, if there is one; it ends with the connection, and all
   *     sessions of a connection share it
   * @param userName the SSH user name, with anything but letters and digits replaced by {@code ?}
   *     and cut to 64 characters
   */
  void arrived(Line line, Accounts accounts, Optional<Pass> who, String userName);
}
