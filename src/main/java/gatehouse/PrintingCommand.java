package gatehouse;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that says in a line what it found or did, where its command line prints. */
abstract class PrintingCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  /** Says what was asked for. */
  final void says(String line) {
    print(commandLine().getOut(), line);
  }

  /** Says why there is nothing to say. */
  final void complains(String line) {
    print(commandLine().getErr(), line);
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("a command runs in a command line");
    }
    return spec.commandLine();
  }

  private static void print(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
