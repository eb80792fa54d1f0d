package gatehouse.game.catalogue;

import gatehouse.game.catalogue.LauncherSettings.SandboxUse;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  private static final PlayerName NOBODY = new PlayerName("nobody");

  private static final Path USERS = Path.of("/etc/passwd");

  private static final Pattern TERM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,63}");

  private final GameFolders folders;
  private final Confinement confinement;
  private final boolean root;
  private final Initialisation initialisation;

  private Launcher(
      GameFolders folders, Confinement confinement, boolean root, Initialisation initialisation) {
    this.folders = folders;
    this.confinement = confinement;
    this.root = root;
    this.initialisation = initialisation;
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
    return new Launcher(
        new GameFolders(
            settings.dataDirectory(), us.isRoot() ? runAs : us, Identity.ofThisProcess().isRoot()),
        confinement(settings, us, runAs),
        us.isRoot(),
        new Initialisation(settings.initTimeout()));
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
    var program = places(entry, NOBODY).outside().fill(program(entry));
    if (Files.isExecutable(Path.of(program))) {
      return Optional.empty();
    }
    return Optional.of(
        "not installed: "
            + entry
                .debianPackage()
                .map(name -> "Debian package " + name)
                .orElse("there is no program " + program));
  }

  /**
   * Makes the files that the game needs, and says what to run.
   *
   * @param term the terminal type that the game is to draw for
   */
  public LaunchPlan prepare(GameEntry entry, PlayerName player, String term) {
    missing(entry)
        .ifPresent(problem -> {
          throw new LaunchException(entry.name() + " is " + problem);
        });
    if (!TERM.matcher(term).matches()) {
      throw new LaunchException("not a terminal type");
    }
    try {
      overfull(entry, player)
          .ifPresent(problem -> {
            throw new LaunchException(problem);
          });
      folders.markPlayed(entry.id(), player);
      return plan(entry, player, entry.program().command(), term);
    } catch (IOException problem) {
      throw new LaunchException("cannot prepare " + entry.name() + ": " + problem, problem);
    }
  }

  /**
   * One line for people if the game's files take more room than they may: why it is not started,
   * and why one that runs should be ended. A kernel limits how large each file is, not how many
   * there are.
   */
  public Optional<String> overfull(GameEntry entry, PlayerName player) throws IOException {
    var limits = entry.program().limits();
    if (GameFolders.held(folders.own(entry.id(), player)) > limits.ownSpace()) {
      return Optional.of(
          "Your files of %s take up more than %d MiB; ask who runs this server."
              .formatted(entry.name(), limits.ownSpace() >> 20));
    }
    long held = GameFolders.held(folders.shared(entry.id()));
    if (held > limits.sharedSpace()) {
      log.error(
          "{} takes up {} bytes in {}, more than its limits.shared-space",
          entry.id(),
          held,
          folders.shared(entry.id()));
      return Optional.of(entry.name() + " has no room left for its files; try again later.");
    }
    return Optional.empty();
  }

  private LaunchPlan plan(GameEntry entry, PlayerName player, List<String> command, String term)
      throws IOException {
    var places = places(entry, player);
    makeFiles(entry, places.outside());
    var inside = places.inside();
    return new LaunchPlan(
        confinement.confine(
            command.stream().map(inside::fill).toList(),
            room(entry, places),
            entry.program().limits()),
        environment(entry, inside, term),
        confinement.ownTree() ? Path.of("/") : Path.of(inside.fill(entry.program().directory())));
  }

  /**
   * Runs the entry's init command, unless it has been run for this very program; nothing if there
   * is none, or no program. Not twice at a time for one game.
   */
  public void initialise(GameEntry entry) {
    if (entry.program().init().isEmpty() || missing(entry).isPresent()) {
      return;
    }
    try {
      var executable = places(entry, NOBODY).outside().fill(program(entry));
      var program = Initialisation.fingerprint(Path.of(executable));
      if (!folders.initialisedFor(entry.id()).equals(program)) {
        initialisation.run(entry, plan(entry, NOBODY, entry.program().init(), "dumb"));
        folders.markInitialised(entry.id(), program);
      }
    } catch (IOException problem) {
      throw new LaunchException(
          "the init command of " + entry.id() + " cannot be run: " + problem, problem);
    }
  }

  /** Ends init commands that run, unfinished; the next launcher runs them again. */
  @Override
  public void close() {
    initialisation.close();
  }

  /** Whether the player has a save of the game. */
  public boolean saveExists(GameEntry entry, PlayerName player) {
    return !saves(entry, player).isEmpty();
  }

  /** When the player's save of the game was made, if there is one. */
  public Optional<Instant> savedAt(GameEntry entry, PlayerName player) {
    return saves(entry, player).stream().map(Launcher::modified).max(Comparator.naturalOrder());
  }

  /** When the player last started the game, if ever. */
  public Optional<Instant> playedAt(GameEntry entry, PlayerName player) {
    try {
      return folders.played(entry.id(), player);
    } catch (IOException problem) {
      throw new LaunchException("cannot look for the last game: " + problem, problem);
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException gone) {
      return Instant.EPOCH; // the game is just taking it up
    }
  }

  /** The files of the player's save of the game; none if there is no save. */
  public List<Path> saves(GameEntry entry, PlayerName player) {
    if (entry.files().save().isEmpty()) {
      return List.of();
    }
    var pattern = Path.of(places(entry, player).outside().fill(entry.files().save().get()));
    var saves = new ArrayList<Path>();
    var folder = pattern.resolveSibling("");
    if (Files.isDirectory(folder)) {
      try (var found = Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
        found.forEach(saves::add);
      } catch (IOException problem) {
        throw new LaunchException("cannot look for a save: " + problem, problem);
      }
    }
    return saves;
  }

  /** Where the files are that all players of the game share. */
  public Path sharedFolder(GameEntry entry) {
    return places(entry, NOBODY).outside().shared();
  }

  /** Where the player's own files of the game are. */
  public Path ownFolder(GameEntry entry, PlayerName player) {
    return folders.own(entry.id(), player);
  }

  private void makeFiles(GameEntry entry, Placeholders outside) throws IOException {
    var files = entry.files();
    folders.makeOwn(entry.id(), outside.player());
    for (String folder : files.ownFolders()) {
      folders.makeFolder(outside.own().resolve(folder));
    }
    if (!files.options().isEmpty()) {
      folders.makeFile(outside.own().resolve(files.optionsFile()), files.options());
    }
    if (!outside.shared().equals(folders.shared(entry.id()))) {
      return; // the system's, which its package has made
    }
    folders.makeShared(entry.id());
    for (String folder : files.sharedFolders()) {
      folders.makeFolder(outside.shared().resolve(folder));
    }
    for (String file : files.sharedFiles()) {
      folders.makeFile(outside.shared().resolve(file), "");
    }
  }

  private Room room(GameEntry entry, Places places) throws IOException {
    var inside = places.inside();
    var outside = places.outside();
    var writable = new TreeMap<>(Map.of(inside.shared(), outside.shared()));
    writable.put(inside.own(), outside.own());
    var readable = new ArrayList<Path>();
    for (String paths : entry.program().readable()) {
      for (String path : outside.fill(paths).split(File.pathSeparator, -1)) {
        readable.add(Path.of(path));
      }
    }
    var directory = Path.of(inside.fill(entry.program().directory()));
    if (!confinement.ownTree()) {
      readable.addAll(writable.values());
      checkReachable(readable);
    }
    return new Room(writable, overlays(entry), readable, directory);
  }

  private Map<Path, Path> overlays(GameEntry entry) throws IOException {
    var overlays = new TreeMap<Path, Path>();
    if (confinement.ownTree()) {
      var id = confinement.seenAs();
      overlays.put(
          Path.of("/etc/passwd"),
          folders.overlay(".system", "/etc/passwd", "games:x:" + id + "::/:/bin/false\n"));
      overlays.put(
          Path.of("/etc/group"),
          folders.overlay(".system", "/etc/group", "games:x:" + id.gid() + ":\n"));
      for (var overlay : entry.files().overlays().entrySet()) {
        overlays.put(
            Path.of(overlay.getKey()),
            folders.overlay(entry.id().value(), overlay.getKey(), overlay.getValue()));
      }
    }
    return overlays;
  }

  private Map<String, String> environment(GameEntry entry, Placeholders inside, String term) {
    var environment = new TreeMap<String, String>();
    environment.put("TERM", term);
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", inside.own().toString());
    environment.put("USER", inside.player().value());
    environment.put("LOGNAME", inside.player().value());
    environment.put("PATH", "/usr/games:/usr/bin:/bin");
    environment.put("SHELL", "/bin/false");
    environment.put("TZ", ZoneId.systemDefault().getId());
    entry.program().environment().forEach((name, text) -> environment.put(name, inside.fill(text)));
    return environment;
  }

  /** What placeholders mean to the game, and to us. */
  private record Places(Placeholders inside, Placeholders outside) {}

  private Places places(GameEntry entry, PlayerName player) {
    GameId game = entry.id();
    int uid = confinement.seenAs().uid();
    var own = folders.own(game, player);
    var shared = folders.shared(game);
    var compiledIn = entry.files().sharedAt().map(Path::of);
    if (!confinement.ownTree()) {
      var here = new Placeholders(player, game, uid, own, compiledIn.orElse(shared));
      return new Places(here, here);
    }
    return new Places(
        new Placeholders(
            player,
            game,
            uid,
            Path.of("/home", player.value()),
            compiledIn.orElse(Path.of("/var/games", game.value()))),
        new Placeholders(player, game, uid, own, shared));
  }

  /** As root we can go everywhere; whom the game runs as may not. */
  private void checkReachable(List<Path> paths) throws IOException {
    if (!root) {
      return;
    }
    for (Path path : paths) {
      for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
        if (!confinement.seenAs().mayPass(folder)) {
          throw new LaunchException(
              "games run as uid %d, which cannot pass %s on the way to %s; install bubblewrap or move it"
                  .formatted(confinement.seenAs().uid(), folder, path));
        }
      }
    }
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

  private static Confinement confinement(LauncherSettings settings, Identity us, Identity runAs) {
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
