package gatehouse.game.catalogue;

import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the files of a game are, to the game and to us: makes them, and says what a run of it sees.
 * All methods block.
 */
final class Layout {

  private static final PlayerName NOBODY = new PlayerName("nobody");

  /** Where a run finds the folder for its saves, if its entry says nothing else. */
  private static final Path SAVES = Path.of("/saves");

  private final GameFolders folders;
  private final Confinement confinement;
  private final boolean root;

  /** {@code root} is whether we may go where the game may not. */
  Layout(GameFolders folders, Confinement confinement, boolean root) {
    this.folders = folders;
    this.confinement = confinement;
    this.root = root;
  }

  LaunchPlan plan(GameEntry entry, Places places, List<String> command, String term)
      throws IOException {
    var inside = places.inside();
    return new LaunchPlan(
        confinement.confine(
            command.stream().map(inside::fill).toList(),
            room(entry, places),
            entry.program().limits()),
        environment(entry, inside, term),
        confinement.ownTree() ? Path.of("/") : Path.of(inside.fill(entry.program().directory())));
  }

  /** Makes what is not there yet. */
  void makeFiles(GameEntry entry, Placeholders outside) throws IOException {
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
    makeSharedSaves(entry, outside);
  }

  /** What is all players' in the folder of saves, and the folder itself, in the shared one. */
  private void makeSharedSaves(GameEntry entry, Placeholders outside) throws IOException {
    if (entry.saves().at().isPresent()) {
      var place = Path.of(outside.fill(entry.saves().at().get()));
      if (place.startsWith(outside.shared())) {
        folders.makeFolder(place);
        for (String name : entry.saves().shared()) {
          makeFileOrFolder(place, name);
        }
      }
    }
  }

  private void makeFileOrFolder(Path parent, String name) throws IOException {
    if (name.endsWith("/")) {
      folders.makeFolder(parent.resolve(name));
    } else {
      folders.makeFile(parent.resolve(name), "");
    }
  }

  private Room room(GameEntry entry, Places places) throws IOException {
    var inside = places.inside();
    var outside = places.outside();
    var writable = new TreeMap<>(Map.of(inside.shared(), outside.shared()));
    writable.put(inside.own(), outside.own());
    if (confinement.ownTree() && places.run().isPresent()) {
      writable.put(inside.saves(), places.run().get().saves());
      for (String name : entry.saves().shared()) {
        makeFileOrFolder(places.run().get().saves(), name);
        writable.put(
            inside.saves().resolve(name),
            Path.of(outside.fill(entry.saves().at().orElseThrow())).resolve(name));
      }
    }
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
  record Places(Placeholders inside, Placeholders outside, Optional<RunFolder> run) {}

  /** For what is done for no player, in no run. */
  Places nobodys(GameEntry entry) {
    return places(entry, NOBODY, Optional.empty());
  }

  Places places(GameEntry entry, PlayerName player, RunFolder run) {
    return places(entry, player, Optional.of(run));
  }

  /** The same where no run is meant, or only what all of the player's runs have in common. */
  Places places(GameEntry entry, PlayerName player, Optional<RunFolder> run) {
    GameId game = entry.id();
    int uid = confinement.seenAs().uid();
    var own = folders.own(game, player);
    var shared = folders.shared(game);
    var compiledIn = entry.files().sharedAt().map(Path::of);
    var saves = run.map(RunFolder::saves).orElse(own);
    if (!confinement.ownTree()) {
      var here =
          new Placeholders(player, game, uid, own, compiledIn.orElse(shared), saves)
              .withSavesAt(entry.saves().at());
      return new Places(here, here, run);
    }
    var home = Path.of("/home", player.value());
    return new Places(
        new Placeholders(
                player,
                game,
                uid,
                home,
                compiledIn.orElse(Path.of("/var/games", game.value())),
                run.isPresent() ? SAVES : home)
            .withSavesAt(entry.saves().at()),
        new Placeholders(player, game, uid, own, shared, saves),
        run);
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
}
