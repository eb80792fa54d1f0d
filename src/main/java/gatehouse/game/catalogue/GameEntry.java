package gatehouse.game.catalogue;

import gatehouse.model.GameId;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One game as it is configured. Texts may hold {@link Placeholders}.
 *
 * @param name what people read
 * @param shortName the same for narrow columns, at most five characters, such as {@code NH36}
 * @param debianPackage what to install where the program is missing
 * @param order games are offered by this, then by id
 * @param stop how to end it so that it saves; never empty
 * @param successStatuses exit statuses that are no crash
 * @param minimumSize below this it cannot be played
 */
public record GameEntry(
    GameId id,
    String name,
    String shortName,
    Optional<String> debianPackage,
    int order,
    Program program,
    Files files,
    List<StopStep> stop,
    TimeLimits timeLimits,
    Set<Integer> successStatuses,
    TerminalSize minimumSize) {

  /** Takes copies. */
  public GameEntry {
    stop = List.copyOf(stop);
    successStatuses = Set.copyOf(successStatuses);
  }

  /**
   * How long it may go on; zero for as long as it likes.
   *
   * @param idle with its player attached, who types nothing
   * @param session since it was started or resumed
   */
  public record TimeLimits(Duration idle, Duration session) {

    public static final TimeLimits NONE = new TimeLimits(Duration.ZERO, Duration.ZERO);
  }

  /**
   * What runs.
   *
   * @param executable what must be there for the game to be installed
   * @param command absolute path first
   * @param environment what it gets besides what every game gets
   * @param directory where it starts
   * @param init what has to run once before the game can be played at all; empty for nothing
   * @param readable paths of this machine that it may read besides the system's; each text may hold
   *     several, separated as in a class path
   */
  public record Program(
      String executable,
      List<String> command,
      Map<String, String> environment,
      String directory,
      List<String> init,
      List<String> readable) {

    /** Takes copies. */
    public Program {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
      init = List.copyOf(init);
      readable = List.copyOf(readable);
    }
  }

  /**
   * The files it lives by.
   *
   * @param save where a save is, its last part a glob; absent if the game cannot save
   * @param sharedAt where the folder that its players share is compiled in, if it is
   * @param sharedFolders made in the shared folder
   * @param sharedFiles made in the shared folder, empty
   * @param ownFolders made in the player's own folder
   * @param optionsFile the player's options, a path in the own folder
   * @param options what the options file holds at first; none is made if this is empty
   * @param overlays files laid over the system's by path, with their content as it is
   */
  public record Files(
      Optional<String> save,
      Optional<String> sharedAt,
      List<String> sharedFolders,
      List<String> sharedFiles,
      List<String> ownFolders,
      String optionsFile,
      String options,
      Map<String, String> overlays) {

    /** Takes copies. */
    public Files {
      sharedFolders = List.copyOf(sharedFolders);
      sharedFiles = List.copyOf(sharedFiles);
      ownFolders = List.copyOf(ownFolders);
      overlays = Map.copyOf(overlays);
    }
  }
}
