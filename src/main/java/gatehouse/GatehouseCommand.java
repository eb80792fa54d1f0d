package gatehouse;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What may follow {@code gatehouse} on a command line. Nothing at all means {@code run}.
 *
 * <p>The exit status is 0 if it was done, 1 if it failed and 2 if it was not understood.
 */
@Command(
    name = "gatehouse",
    description = "An SSH gateway to terminal games. Without a command it runs.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {RunCommand.class, AdminCommand.class, AotCommand.class, VersionCommand.class})
final class GatehouseCommand {

  static final int FAILED = 1;
  static final int NOT_UNDERSTOOD = 2;

  @Option(
      names = "--help",
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Tells what there is, and ends.")
  @SuppressWarnings("UnusedVariable") // Its being there is what picocli looks at.
  private boolean help;

  /** Does what the arguments say; the answer is the exit status. */
  static int execute(String... arguments) {
    return line().execute(arguments.length == 0 ? new String[] {"run"} : arguments);
  }

  /** A command line that tells of every fault in one line. */
  static CommandLine line() {
    return new CommandLine(new GatehouseCommand())
        .setParameterExceptionHandler((problem, given) -> refuse(problem))
        .setExecutionExceptionHandler((failure, line, given) -> tell(failure, line));
  }

  private static int refuse(ParameterException problem) {
    var command = problem.getCommandLine().getCommandSpec().qualifiedName();
    say(
        problem.getCommandLine().getErr(),
        "%s: %s; %s --help tells what there is"
            .formatted(command, Configuration.oneLine(problem), command));
    return NOT_UNDERSTOOD;
  }

  private static int tell(Exception failure, CommandLine line) {
    say(line.getErr(), "gatehouse: " + Configuration.oneLine(failure));
    return FAILED;
  }

  private static void say(PrintWriter writer, String line) {
    writer.println(line);
    writer.flush();
  }
}
