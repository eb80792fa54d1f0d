package gatehouse;

import picocli.CommandLine.Command;

/** {@code gatehouse version}. */
@Command(name = "version", description = "Tells which gatehouse this is, and on which Java.")
final class VersionCommand extends PrintingCommand {

  @Override
  public Integer call() {
    says("gatehouse " + Version.TEXT + " on Java " + Runtime.version());
    return 0;
  }
}
