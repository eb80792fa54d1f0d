package gatehouse.game.catalogue;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The files of games under the data directory. Some are ours, some belong to whom games run as:
 *
 * <pre>
 *   games/ID/overlays/…      ours: what is laid over the system's files
 *   games/ID/initialised     ours: the init command that was run, and for which program
 *   games/ID/played/NAME     ours: its time is that of the player's last start
 *   games/ID/runs/NAME/N     ours: one run's, with its lock
 *   games/ID/runs/NAME/N/saves/…  the game's: what it saves in that run
 *   games/ID/shared/…        the game's: levels, bones, records of all players
 *   games/ID/players/NAME/…  the game's: one player's options and files
 * </pre>
 *
 * <p>A game may put anything into its folders, links to our files included, so what exists there is
 * never written, followed or given away. All methods block and may be called by any thread.
 */
final class GameFolders {

  /** What an empty file takes up, its entry included, on the file systems there are. */
  private static final long BLOCK = 4096;

  private final Path root;
  private final boolean giveAway;
  private final Identity owner;

  /**
   * What the game's folders are made for.
   *
   * @param owner who games are outside their sandbox
   * @param giveAway whether we are somebody else, and may give files away
   */
  GameFolders(Path data, Identity owner, boolean giveAway) {
    this.root = data.resolve("games");
    this.owner = owner;
    this.giveAway = giveAway;
  }

  Path shared(GameId game) {
    return root.resolve(game.value()).resolve("shared");
  }

  Path own(GameId game, PlayerName player) {
    return root.resolve(game.value()).resolve("players").resolve(player.folded());
  }

  RunFolder run(GameId game, String player, long epoch) {
    return new RunFolder(
        game, player, epoch, runs(game).resolve(player).resolve(Long.toString(epoch)));
  }

  private Path runs(GameId game) {
    return root.resolve(game.value()).resolve("runs");
  }

  /** Makes the folders that {@link #run} names. */
  void make(RunFolder run) throws IOException {
    makeOurs(run.folder());
    makeTheirs(run.saves());
  }

  /** The folders of all runs that have not been discarded. */
  List<RunFolder> runs() throws IOException {
    var found = new ArrayList<RunFolder>();
    for (Path game : foldersIn(root)) {
      var name = game.getFileName().toString();
      if (!name.startsWith(".")) {
        found.addAll(runsOf(new GameId(name)));
      }
    }
    return found;
  }

  private List<RunFolder> runsOf(GameId game) throws IOException {
    var found = new ArrayList<RunFolder>();
    for (Path player : foldersIn(runs(game))) {
      for (Path run : foldersIn(player)) {
        if (run.getFileName().toString().matches("\\d{1,18}")) {
          long epoch = Long.parseLong(run.getFileName().toString());
          found.add(new RunFolder(game, player.getFileName().toString(), epoch, run));
        }
      }
    }
    return found;
  }

  private static List<Path> foldersIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.list(folder)) {
      return found.filter(path -> Files.isDirectory(path, NOFOLLOW_LINKS)).toList();
    }
  }

  /**
   * Deletes a run's folder with all that is in it, following no link. The player's stays, empty or
   * not: the next run may be making its own there.
   */
  void discard(RunFolder run) throws IOException {
    if (Files.isDirectory(run.folder())) {
      Files.walkFileTree(run.folder(), new Deletion());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
        throws IOException {
      if (problem != null) {
        throw problem;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /**
   * Whether a folder and what is in it hold more than so many bytes, each file a block at least,
   * and each folder one. A folder that is not there is empty. Looks at no more than it takes to
   * say.
   */
  static boolean holdsMore(Path folder, long most) throws IOException {
    var sum = new LongAdder();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return add(BLOCK);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return add(Math.max(attributes.size(), BLOCK));
          }

          private FileVisitResult add(long bytes) {
            sum.add(bytes);
            return sum.sum() > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return sum.sum() > most;
  }

  /** When the player was last made ready for the game. */
  Optional<Instant> played(GameId game, PlayerName player) throws IOException {
    var mark = playedMark(game, player);
    return Files.exists(mark)
        ? Optional.of(Files.getLastModifiedTime(mark).toInstant())
        : Optional.empty();
  }

  /** The player is being made ready for the game. */
  void markPlayed(GameId game, PlayerName player) throws IOException {
    var mark = playedMark(game, player);
    makeOurs(mark.resolveSibling(""));
    Files.write(mark, new byte[0]);
    Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
  }

  /** What the game was last initialised for and by; empty if it never was. */
  String initialisedFor(GameId game) throws IOException {
    var mark = initialisedMark(game);
    return Files.exists(mark) ? Files.readString(mark) : "";
  }

  void markInitialised(GameId game, String program) throws IOException {
    Files.writeString(initialisedMark(game), program);
  }

  private Path initialisedMark(GameId game) {
    return root.resolve(game.value()).resolve("initialised");
  }

  private Path playedMark(GameId game, PlayerName player) {
    return root.resolve(game.value()).resolve("played").resolve(player.folded());
  }

  /** Makes the folder that {@link #shared} names. */
  void makeShared(GameId game) throws IOException {
    makeOurs(root.resolve(game.value()));
    makeTheirs(shared(game));
  }

  /** Makes the folder that {@link #own} names. */
  void makeOwn(GameId game, PlayerName player) throws IOException {
    makeOurs(root.resolve(game.value()).resolve("players"));
    makeTheirs(own(game, player));
  }

  /** One at a time: who came second would find the folder not given away yet. */
  private synchronized void makeTheirs(Path folder) throws IOException {
    makeFolder(folder);
    var found = Identity.ownerOf(folder, NOFOLLOW_LINKS);
    if (found.uid() != owner.uid()) {
      throw new IOException(
          folder + " belongs to uid " + found.uid() + ", but games run as uid " + owner.uid());
    }
  }

  /** Makes a folder of the game's in one of its folders, unless it is there. */
  void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      give(folder);
    } catch (FileAlreadyExistsException exists) {
      return;
    }
  }

  /** Makes a file of the game's in one of its folders, unless it is there. */
  void makeFile(Path file, String content) throws IOException {
    if (Files.exists(file, NOFOLLOW_LINKS)) {
      return;
    }
    var ready = writeAside(root, content, "rw-------");
    give(ready);
    try {
      Files.createLink(file, ready);
    } catch (FileAlreadyExistsException exists) {
      return;
    } finally {
      Files.delete(ready);
    }
  }

  /** A file of ours that holds {@code content}, for the game to read. */
  Path overlay(String game, String path, String content) throws IOException {
    var folder = root.resolve(game).resolve("overlays");
    var file = folder.resolve(path.substring(1).replace('/', '!'));
    if (!Files.exists(file) || !Files.readString(file).equals(content)) {
      makeOurs(folder);
      Files.move(
          writeAside(folder, content, "rw-r--r--"),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private void makeOurs(Path folder) throws IOException {
    Files.createDirectories(folder);
    var passable = PosixFilePermissions.fromString("rwx--x--x");
    Files.setPosixFilePermissions(root, passable);
    var made = root;
    for (Path name : root.relativize(folder)) {
      made = made.resolve(name);
      Files.setPosixFilePermissions(made, passable);
    }
  }

  private static Path writeAside(Path folder, String content, String mode) throws IOException {
    var file = Files.createTempFile(folder, ".new", "");
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  /** Makes it the game's. */
  void give(Path path) throws IOException {
    if (giveAway) {
      Files.setAttribute(path, "unix:gid", owner.gid(), NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:uid", owner.uid(), NOFOLLOW_LINKS);
    }
  }
}
