package gatehouse.stories;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;

/** An SSH client of whatever make, as something that opens a shell on a server of this machine. */
interface Client {

  Shell opens(Call call) throws Exception;

  /**
   * Who comes in, and how.
   *
   * @param password said if somebody asks; not with {@link Method#NONE}
   */
  record Call(int port, String user, Method method, String password) {}

  /** SSH's methods of signing in. */
  enum Method {
    NONE("none"),
    PASSWORD("password"),
    KEYBOARD_INTERACTIVE("keyboard-interactive");

    private final String sshName;

    Method(String sshName) {
      this.sshName = sshName;
    }

    @Override
    public String toString() {
      return sshName;
    }
  }

  /**
   * A shell on a terminal.
   *
   * @param drawing what comes, until the shell is closed
   * @param status waits for the exit status of a shell that is closed
   * @param connection closed by whoever uses the shell
   */
  record Shell(
      InputStream drawing, OutputStream keys, Callable<Integer> status, Closeable connection) {}
}
