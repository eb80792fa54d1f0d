package gatehouse.game.catalogue;

import gatehouse.game.catalogue.LauncherSettings.SandboxUse;
import java.util.List;
import java.util.Optional;

/** How a game is kept from the machine, and made to run as nobody who matters. */
sealed interface Confinement permits Bubblewrap, Unconfined {

  /** The command that runs {@code command} confined to {@code room} and within {@code limits}. */
  List<String> confine(List<String> command, Room room, Limits limits);

  /** Whether the game sees a file tree of its own. */
  boolean ownTree();

  /** Whether it is good enough for this game. */
  boolean admits(GameEntry entry);

  /** Who the game believes to be. */
  Identity seenAs();

  /** One line on what operators should know to be missing. */
  Optional<String> warning();

  /**
   * The best there is on this machine.
   *
   * @param us who starts games
   * @param runAs who games are to run as, where {@code us} may decide that
   * @throws LaunchException if there is no sandbox and the settings require one
   */
  static Confinement best(LauncherSettings settings, Identity us, Identity runAs) {
    if (settings.sandbox() == SandboxUse.OFF) {
      return new Unconfined(
          us, runAs, "gatehouse.game.sandbox is off", settings.allowUnsandboxed());
    }
    var bubblewrap = new Bubblewrap(us, runAs, true);
    var problem = bubblewrap.problem(settings.probeTimeout());
    if (problem.isEmpty()) {
      return bubblewrap;
    }
    if (us.isRoot()) {
      var asRoot = new Bubblewrap(us, runAs, false);
      if (asRoot.problem(settings.probeTimeout()).isEmpty()) {
        return asRoot;
      }
    }
    if (settings.sandbox() == SandboxUse.REQUIRED) {
      throw new LaunchException(
          "gatehouse.game.sandbox is required, but there is none: " + problem.get());
    }
    return new Unconfined(us, runAs, problem.get(), settings.allowUnsandboxed());
  }
}
