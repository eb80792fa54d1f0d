package gatehouse;

import picocli.CommandLine.Command;

/** {@code gatehouse admin}: what an operator does with a gatehouse that runs. */
@Command(
    name = "admin",
    description = "Looks after a gatehouse that runs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AdminStatusCommand.class,
      ListHostKeys.class,
      ReloadCatalogue.class,
      ListSaves.class,
      RestoreSave.class
    })
final class AdminCommand {}
