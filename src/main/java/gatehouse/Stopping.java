package gatehouse;

/**
 * What happens when this process is told to stop: by SIGINT (Ctrl-C), SIGTERM or SIGHUP, or, if it
 * was started with {@code -Dgatehouse.stop-with-parent=true} as Maven does, by the end of its
 * parent.
 *
 * <p>The work is done in the JVM's shutdown hook, which ends with {@code halt(0)}: a server that
 * stopped in order has not failed, though the JVM itself would say 130 or 143.
 */
final class Stopping {

  private Stopping() {}

  /** From now on being told to stop does {@code inOrder} and ends the process with status 0. */
  static void does(Runnable inOrder) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(inOrder), "stopping"));
    if (Boolean.getBoolean("gatehouse.stop-with-parent")) {
      ProcessHandle.current().parent().ifPresent(Stopping::stopWith);
    }
  }

  private static void stopWith(ProcessHandle parent) {
    // Exiting blocks until the hooks are done, and they need the thread that tells of the end.
    var exiting = new Thread(() -> Runtime.getRuntime().exit(0), "exiting");
    var _ = parent.onExit().thenRun(exiting::start);
  }

  private static void stop(Runnable inOrder) {
    int status = 1;
    try {
      inOrder.run();
      status = 0;
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }
}
