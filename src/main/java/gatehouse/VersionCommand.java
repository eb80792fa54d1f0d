package gatehouse;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gatehouse version}. */
@Command(name = "version", description = "Tells which gatehouse this is, and on which Java.")
final class VersionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.println("gatehouse " + Version.TEXT + " on Java " + Runtime.version());
    return 0;
  }
}
