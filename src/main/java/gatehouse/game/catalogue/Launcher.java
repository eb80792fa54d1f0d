package gatehouse.game.catalogue;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares games for players: their files, who they run as, and what confines them.
 *
 * <p>Games never run as root: where we are root, they run as {@code gatehouse.game.run-as}. All
 * methods block; any thread may call them. Failures are {@link LaunchException}s.
 */
public final class Launcher implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Launcher.class);

  private static final Path USERS = Path.of("/etc/passwd");

  private static final Pattern TERM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,63}");

  private final GameFolders folders;
  private final Confinement confinement;
  private final Layout layout;
  private final OneOffCommands commands;

  private Launcher(
      GameFolders folders, Confinement confinement, Layout layout, OneOffCommands commands) {
    this.folders = folders;
    this.confinement = confinement;
    this.layout = layout;
    this.commands = commands;
  }

  /**
   * Finds out whether there is a sandbox.
   *
   * @throws LaunchException if there is none and it is required, or if there is nobody to run as
   */
  public static Launcher create(LauncherSettings settings) {
    return createAs(Identity.ofThisProcess(), settings);
  }

  /** The same for {@code us}, who has to run the plans; for root to try what others would have. */
  static Launcher createAs(Identity us, LauncherSettings settings) {
    var runAs = runAs(settings.runAs(), us);
    var folders =
        new GameFolders(
            settings.dataDirectory(), us.isRoot() ? runAs : us, Identity.ofThisProcess().isRoot());
    var confinement = Confinement.best(settings, us, runAs);
    return new Launcher(
        folders,
        confinement,
        new Layout(folders, confinement, us.isRoot()),
        new OneOffCommands(settings.initTimeout()));
  }

  /** One line for operators on what protection is missing, if any is. */
  public Optional<String> warning() {
    return confinement.warning();
  }

  /** What this machine lacks to play the game: "not installed: Debian package crawl". */
  public Optional<String> missing(GameEntry entry) {
    if (!confinement.admits(entry)) {
      return Optional.of("not offered here: there is no sandbox for it");
    }
    var program = layout.nobodys(entry).outside().fill(program(entry));
    if (Files.isExecutable(Path.of(program))) {
      return entry.needsSandbox() && !confinement.ownTree()
          ? Optional.of("not playable without a sandbox: Debian package bubblewrap")
          : Optional.empty();
    }
    return Optional.of(
        "not installed: "
            + entry
                .debianPackage()
                .map(name -> "Debian package " + name)
                .orElse("there is no program " + program));
  }

  /** The folder of a run, whether it is there or not. */
  public RunFolder runOf(GameEntry entry, PlayerName player, long epoch) {
    return runOf(entry.id(), player.folded(), epoch);
  }

  /** The same by the folded name, for a game that the catalogue may not have any more. */
  public RunFolder runOf(GameId game, String player, long epoch) {
    return folders.run(game, player, epoch);
  }

  /** The folders of all runs that have not been discarded, of whatever game. */
  public List<RunFolder> runs() {
    try {
      return folders.runs();
    } catch (IOException problem) {
      throw new LaunchException("cannot look for runs: " + problem, problem);
    }
  }

  /**
   * Deletes the folder of a run whose end is stored. What it saved elsewhere, having no file tree
   * of its own, is set aside by the next run.
   */
  public void discard(RunFolder run) {
    try {
      folders.discard(run);
    } catch (IOException problem) {
      throw new LaunchException("cannot delete " + run.folder() + ": " + problem, problem);
    }
  }

  /**
   * Makes the files that a run of the game needs; what lies where it will save is set aside.
   *
   * @return where the run's save belongs, if it takes one up
   */
  public Path makeReady(GameEntry entry, PlayerName player, RunFolder run) {
    missing(entry)
        .ifPresent(problem -> {
          throw new LaunchException(entry.name() + " is " + problem);
        });
    try {
      overfull(entry, player)
          .ifPresent(problem -> {
            throw new LaunchException(problem);
          });
      folders.markPlayed(entry.id(), player);
      var outside = layout.places(entry, player, run).outside();
      layout.makeFiles(entry, outside);
      folders.make(run);
      for (Path stray : files(outside.saves(), glob(entry, player))) {
        Files.move(stray, run.folder().resolve("stray-" + stray.getFileName()));
      }
      return outside.saves();
    } catch (IOException problem) {
      throw new LaunchException("cannot prepare " + entry.name() + ": " + problem, problem);
    }
  }

  /** Makes what was put into the run's folder of saves the game's. */
  public void handOver(GameEntry entry, PlayerName player, RunFolder run) {
    try {
      for (Path file : saves(entry, player, run)) {
        folders.give(file);
      }
    } catch (IOException problem) {
      throw new LaunchException("cannot hand over a save: " + problem, problem);
    }
  }

  /**
   * Says what to run, all being ready.
   *
   * @param version of the save that is taken up, which may ask for a former program; empty for none
   * @param term the terminal type that the game is to draw for
   */
  public LaunchPlan plan(
      GameEntry entry, PlayerName player, RunFolder run, String version, String term) {
    if (!TERM.matcher(term).matches()) {
      throw new LaunchException("not a terminal type");
    }
    try {
      return layout.plan(
          entry, layout.places(entry, player, run), commandFor(entry, version), term);
    } catch (IOException problem) {
      throw new LaunchException("cannot prepare " + entry.name() + ": " + problem, problem);
    }
  }

  private static boolean isFormer(GameEntry entry, String version) {
    return !version.isEmpty() && !version.equals(entry.program().version());
  }

  private static List<String> commandFor(GameEntry entry, String version) {
    var program = entry.program();
    if (!isFormer(entry, version)) {
      return program.command();
    }
    var former = program.former().get(version);
    if (former == null) {
      throw new LaunchException(
          "Your save is of %s %s, which is not here any more; it is kept."
              .formatted(entry.name(), version));
    }
    return former;
  }

  /**
   * Has the game's own means make a save of what a killed run has left; then removes what is left
   * over.
   *
   * @param run the new one, whose folder gets the save
   */
  public void recover(GameEntry entry, PlayerName player, RunFolder run) {
    try {
      var places = layout.places(entry, player, run);
      if (!entry.program().recover().isEmpty() && !leftovers(entry, player).isEmpty()) {
        commands.run(
            entry.id() + " is recovered",
            layout.plan(entry, places, entry.program().recover(), "dumb"));
      }
    } catch (IOException problem) {
      throw new LaunchException("cannot recover " + entry.id() + ": " + problem, problem);
    }
  }

  /** Removes the files that a killed run has left in the way of the next. */
  public void clearAway(GameEntry entry, PlayerName player) {
    try {
      for (Path leftover : leftovers(entry, player)) {
        Files.delete(leftover);
      }
    } catch (IOException problem) {
      throw new LaunchException("cannot clear up after " + entry.id() + ": " + problem, problem);
    }
  }

  /** Files alone: a folder by such a name is nothing that the game makes when it is killed. */
  private List<Path> leftovers(GameEntry entry, PlayerName player) throws IOException {
    var outside = layout.places(entry, player, Optional.empty()).outside();
    return files(outside.shared(), outside.fill(entry.files().leftovers())).stream()
        .filter(found -> !Files.isDirectory(found, NOFOLLOW_LINKS))
        .toList();
  }

  /**
   * Whether a run of the game takes more room than it may: in its folder, or the player's own. A
   * kernel limits how large each file is, not how many there are.
   */
  public boolean isOverfull(GameEntry entry, RunFolder run) throws IOException {
    long most = entry.program().limits().ownSpace();
    return GameFolders.holdsMore(run.folder(), most)
        || GameFolders.holdsMore(folders.own(entry.id(), new PlayerName(run.player())), most);
  }

  /**
   * One line for people if the game's files take more room than they may: why it is not started.
   */
  private Optional<String> overfull(GameEntry entry, PlayerName player) throws IOException {
    var limits = entry.program().limits();
    if (GameFolders.holdsMore(folders.own(entry.id(), player), limits.ownSpace())) {
      return Optional.of(
          "Your files of %s take up more than %d MiB; ask who runs this server."
              .formatted(entry.name(), limits.ownSpace() >> 20));
    }
    if (GameFolders.holdsMore(folders.shared(entry.id()), limits.sharedSpace())) {
      log.error(
          "{} takes up more in {} than its limits.shared-space, {} bytes",
          entry.id(),
          folders.shared(entry.id()),
          limits.sharedSpace());
      return Optional.of(entry.name() + " has no room left for its files; try again later.");
    }
    return Optional.empty();
  }

  /**
   * Runs the entry's init command, if there is one, unless it has been run for this very program.
   * Not twice at a time for one game. Does nothing and says no if the game is {@link #missing}.
   */
  public boolean initialise(GameEntry entry) {
    if (missing(entry).isPresent()) {
      return false;
    }
    if (entry.program().init().isEmpty()) {
      return true;
    }
    try {
      var program = OneOffCommands.fingerprint(executable(entry, ""), entry.program().init());
      if (!folders.initialisedFor(entry.id()).equals(program)) {
        var places = layout.nobodys(entry);
        layout.makeFiles(entry, places.outside());
        commands.run(
            entry.id() + " is initialised",
            layout.plan(entry, places, entry.program().init(), "dumb"));
        folders.markInitialised(entry.id(), program);
      }
      return true;
    } catch (IOException problem) {
      throw new LaunchException(
          "the init command of " + entry.id() + " cannot be run: " + problem, problem);
    }
  }

  /** Ends init and recover commands that run, unfinished; the next launcher runs them again. */
  @Override
  public void close() {
    commands.close();
  }

  /** Tells one version of a program from another. */
  public static String fingerprint(Path program) throws IOException {
    return OneOffCommands.fingerprint(program, List.of());
  }

  /**
   * The program file whose change makes another build of the game.
   *
   * @param version of the save that is taken up, as for {@link #plan}
   */
  public Path executable(GameEntry entry, String version) {
    var program = isFormer(entry, version) ? commandFor(entry, version).getFirst() : program(entry);
    return Path.of(layout.nobodys(entry).outside().fill(program));
  }

  /** Which files of the run's folder of saves are its save. */
  public String glob(GameEntry entry, PlayerName player) {
    return entry
        .saves()
        .glob()
        .map(glob -> layout.places(entry, player, Optional.empty()).outside().fill(glob))
        .orElse("");
  }

  /** The game's record as it is now, if it keeps one. */
  public Optional<RecordMark> record(GameEntry entry, PlayerName player) {
    var places = layout.places(entry, player, Optional.empty()).outside();
    return entry
        .record()
        .map(record -> RecordMark.of(Path.of(places.fill(record.path())), record.format()));
  }

  /** Where the run saves. */
  public Path savesFolder(GameEntry entry, PlayerName player, RunFolder run) {
    return layout.places(entry, player, run).outside().saves();
  }

  /** What the run has saved. */
  public List<Path> saves(GameEntry entry, PlayerName player, RunFolder run) {
    try {
      return files(savesFolder(entry, player, run), glob(entry, player));
    } catch (IOException problem) {
      throw new LaunchException("cannot look for a save: " + problem, problem);
    }
  }

  /** When the player last started the game, if ever. */
  public Optional<Instant> playedAt(GameEntry entry, PlayerName player) {
    try {
      return folders.played(entry.id(), player);
    } catch (IOException problem) {
      throw new LaunchException("cannot look for the last game: " + problem, problem);
    }
  }

  private static List<Path> files(Path folder, String glob) throws IOException {
    var files = new ArrayList<Path>();
    if (!glob.isEmpty() && Files.isDirectory(folder)) {
      try (var found = Files.newDirectoryStream(folder, glob)) {
        found.forEach(files::add);
      }
    }
    return files;
  }

  /** Where the files are that all players of the game share. */
  public Path sharedFolder(GameEntry entry) {
    return layout.nobodys(entry).outside().shared();
  }

  /** Where the player's own files of the game are. */
  public Path ownFolder(GameEntry entry, PlayerName player) {
    return folders.own(entry.id(), player);
  }

  private static String program(GameEntry entry) {
    return entry.program().executable();
  }

  private static Identity runAs(String user, Identity us) {
    if (us.isRoot()) {
      var runAs = Identity.of(user, USERS);
      if (runAs.isRoot()) {
        throw new LaunchException("gatehouse.game.run-as: games never run as root");
      }
      return runAs;
    }
    try {
      return Identity.of(user, USERS);
    } catch (LaunchException unknownHere) {
      return us; // it would only be the number that a game sees
    }
  }
}
