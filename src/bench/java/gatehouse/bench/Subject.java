package gatehouse.bench;

import gatehouse.testkit.ProcessTree;
import gatehouse.testkit.RemoteTerminal;
import java.io.IOException;

/** A server under measurement, in processes of its own, on a loopback port. */
interface Subject extends AutoCloseable {

  String GATEHOUSE = "gatehouse";
  String OPENSSH = "openssh";
  String MINA = "mina";

  /** Its name in the report. */
  String name();

  int port();

  /** The SSH user name to come in with. */
  String user();

  /** Bytes that are sent to everybody who has come in, once there is something to be done. */
  String greeting();

  ProcessTree processes();

  /**
   * Takes somebody who has just come in to the echo program: a raw terminal that gets back each
   * byte. Where there is nothing else, it is what greets them.
   *
   * @param number different for everybody
   */
  default void toEcho(RemoteTerminal terminal, int number) throws IOException {
    terminal.sees(greeting());
  }

  /** Has it forget what it does not need, before memory is measured. */
  default void settle() {}

  @Override
  void close();
}
