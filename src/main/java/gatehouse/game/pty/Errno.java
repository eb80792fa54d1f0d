package gatehouse.game.pty;

import static gatehouse.game.pty.Libc.LIBC;

/** Error numbers of Linux, and what they say to people. */
final class Errno {

  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EAGAIN = 11;

  /** No description is longer, in bytes. */
  static final int LONGEST_DESCRIPTION = 128;

  private Errno() {}

  /** The result, unless it is a negated error number: then fails with "what: why". */
  static int check(String what, int result) {
    if (result < 0) {
      throw failure(what, -result);
    }
    return result;
  }

  static PtyException failure(String what, int errno) {
    return new PtyException(what + ": " + describe(errno));
  }

  static String describe(int errno) {
    return LIBC.strerrordesc_np(errno).getString(0);
  }
}
