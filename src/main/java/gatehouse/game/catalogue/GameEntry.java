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
 * @param mostSessions how many may run on one node; 0 for as many as there are places
 * @param needsSandbox whether it must not run without one, as it lets its player run programs
 * @param record where it tells how games ended, if it does so in a form that is known
 */
public record GameEntry(
    GameId id,
    String name,
    String shortName,
    Optional<String> debianPackage,
    int order,
    Program program,
    Files files,
    Saves saves,
    List<StopStep> stop,
    TimeLimits timeLimits,
    Set<Integer> successStatuses,
    TerminalSize minimumSize,
    int mostSessions,
    boolean needsSandbox,
    Optional<RecordFile> record) {

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
   * @param recover what makes a save of the files that a game which was killed has left, and ends
   *     with status 0 if it could; empty if nothing can
   * @param version saves of one version can be taken up by any build of it; may be empty
   * @param former commands that take up saves of other versions, by version
   * @param readable paths of this machine that it may read besides the system's; each text may hold
   *     several, separated as in a class path
   * @param limits what it may use
   * @param trusted whether it may be played where there is no sandbox
   */
  public record Program(
      String executable,
      List<String> command,
      Map<String, String> environment,
      String directory,
      List<String> init,
      List<String> recover,
      String version,
      Map<String, List<String>> former,
      List<String> readable,
      Limits limits,
      boolean trusted) {

    /** Takes copies. */
    public Program {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
      init = List.copyOf(init);
      recover = List.copyOf(recover);
      former = Map.copyOf(former);
      readable = List.copyOf(readable);
    }
  }

  /**
   * The files it lives by.
   *
   * @param sharedAt where the folder that its players share is compiled in, if it is
   * @param sharedFolders made in the shared folder
   * @param sharedFiles made in the shared folder, empty
   * @param ownFolders made in the player's own folder
   * @param optionsFile the player's options, a path in the own folder
   * @param options what the options file holds at first; none is made if this is empty
   * @param leftovers a glob in the shared folder: what a game that was killed leaves there, which
   *     would be in the way of the player's next; may be empty
   * @param overlays files laid over the system's by path, with their content as it is
   */
  public record Files(
      Optional<String> sharedAt,
      List<String> sharedFolders,
      List<String> sharedFiles,
      List<String> ownFolders,
      String optionsFile,
      String options,
      String leftovers,
      Map<String, String> overlays) {

    /** Takes copies. */
    public Files {
      sharedFolders = List.copyOf(sharedFolders);
      sharedFiles = List.copyOf(sharedFiles);
      ownFolders = List.copyOf(ownFolders);
      overlays = Map.copyOf(overlays);
    }
  }

  /**
   * Its saves. Each run has a folder of its own for them, which the game finds at {@code %e}.
   *
   * @param glob which files of the folder are the player's save; absent if the game cannot save
   * @param at where the folder has to be for the game to find it; absent if the game is told by
   *     {@code %e}
   * @param shared what in that place is all players', names of files, and of folders with a slash
   *     at the end
   * @param turn a pattern, looked for in each line of the game's screen, whose only group tells how
   *     far it has come
   * @param level the same for the level
   */
  public record Saves(
      Optional<String> glob,
      Optional<String> at,
      List<String> shared,
      Optional<String> turn,
      Optional<String> level) {

    /** Takes copies. */
    public Saves {
      shared = List.copyOf(shared);
    }
  }

  /**
   * A file that the game appends a line to whenever one of its games is over.
   *
   * @param path begins with a folder: the shared one, the player's own, or an absolute one
   */
  public record RecordFile(String path, Format format) {

    /** How a line is written. */
    public enum Format {
      /** {@code key=value}, separated by tabs: NetHack's. */
      XLOGFILE,
      /** Fifteen words, the name, a comma, and what became of them: NetHack's of old. */
      LOGFILE,
      /** {@code key=value}, separated by colons, a colon itself doubled: Crawl's. */
      CRAWL
    }
  }
}
