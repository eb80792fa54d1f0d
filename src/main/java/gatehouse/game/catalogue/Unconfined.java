package gatehouse.game.catalogue;

import gatehouse.game.catalogue.LauncherSettings.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No sandbox: the game runs as another user if we are root, with limits, in full view of the
 * machine's readable files and its network. The process started becomes the game.
 */
record Unconfined(Identity us, Identity runAs, Limits limits, String reason)
    implements Confinement {

  @Override
  public List<String> confine(List<String> command, Room room) {
    var line = new ArrayList<String>();
    if (us.isRoot()) {
      line.addAll(dropTo(runAs));
    }
    line.addAll(limited(limits));
    line.addAll(command);
    return line;
  }

  @Override
  public boolean ownTree() {
    return false;
  }

  @Override
  public Identity seenAs() {
    return us.isRoot() ? runAs : us;
  }

  @Override
  public Optional<String> warning() {
    return Optional.of(
        "games run without a sandbox ("
            + reason
            + "): they can read this machine's public files and reach its network, and games with"
            + " compiled-in folders share them with this machine's other players");
  }

  static List<String> dropTo(Identity identity) {
    return List.of(
        "/usr/bin/setpriv",
        "--reuid",
        Integer.toString(identity.uid()),
        "--regid",
        Integer.toString(identity.gid()),
        "--clear-groups",
        "--inh-caps=-all",
        "--bounding-set=-all",
        "--no-new-privs",
        "--");
  }

  static List<String> limited(Limits limits) {
    return List.of(
        "/usr/bin/prlimit",
        "--core=0",
        "--nproc=" + limits.processes(),
        "--nofile=" + limits.openFiles(),
        "--fsize=" + limits.fileSize(),
        "--");
  }
}
