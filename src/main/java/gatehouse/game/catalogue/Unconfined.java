package gatehouse.game.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No sandbox: the game runs as another user if we are root, with limits, in full view of the
 * machine's readable files and its network. The process started becomes the game.
 *
 * @param reason why there is no sandbox
 * @param allowed whether that is good enough for games that are not trusted
 */
record Unconfined(Identity us, Identity runAs, String reason, boolean allowed)
    implements Confinement {

  /** What the machine's setuid and setgid programs give is not for games either. */
  private static final List<String> NO_NEW_PRIVILEGES =
      List.of("/usr/bin/setpriv", "--inh-caps=-all", "--ambient-caps=-all", "--no-new-privs", "--");

  @Override
  public List<String> confine(List<String> command, Room room, Limits limits) {
    var line = new ArrayList<String>();
    line.addAll(us.isRoot() ? dropTo(runAs) : NO_NEW_PRIVILEGES);
    line.addAll(limits.command());
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
  public boolean admits(GameEntry entry) {
    return allowed || entry.program().trusted();
  }

  @Override
  public Optional<String> warning() {
    if (!allowed) {
      return Optional.of(
          "there is no sandbox for games ("
              + reason
              + "): only trusted ones can be played; install bubblewrap, or set"
              + " gatehouse.game.allow-unsandboxed = yes");
    }
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
}
