package gatehouse.game.saves;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import gatehouse.game.saves.Save.Build;
import gatehouse.model.GameId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The blobs of all saves:
 *
 * <pre>
 *   saves/GAME/PLAYER/EPOCH/SHA256   one file of one save; written once, never changed
 *   saves/GAME/PLAYER/kept           what menus show; see {@link KeptGames}
 * </pre>
 *
 * <p>Which save is the current one is not said here: only the events of the session do. All methods
 * block; any thread may call them. What a game left behind is not trusted: only plain files are
 * taken, no links, and not more than {@link SavesSettings#largest}.
 */
public final class SaveStore {

  private static final int MOST_FILES = 64;
  private static final String UNFINISHED = ".new";

  private static final FileAttribute<Set<PosixFilePermission>> OURS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final SavesSettings settings;
  private final Clock clock;

  /** A store that makes its folders as they are needed. */
  public SaveStore(SavesSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Stores what a run has left, durably; nothing if it has left nothing.
   *
   * @param folder where the run saved, with nobody writing there any more
   * @param glob which of the files there are the save
   */
  public Optional<Save> keep(
      GameId game, String player, Path folder, String glob, long epoch, Build build, Progress how)
      throws IOException {
    var found = matching(folder, glob);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var blobs = blobs(game, player, epoch);
    Files.createDirectories(blobs, OURS);
    var files = new ArrayList<SavedFile>();
    long left = settings.largest();
    for (Path file : found) {
      var kept = keep(file, blobs, left);
      left -= kept.size();
      files.add(kept);
    }
    syncFolder(blobs);
    syncFolder(blobs.resolveSibling(""));
    return Optional.of(new Save(epoch, clock.instant(), build, how, files));
  }

  /** The files of a save in a folder, in the order of their names; links and the like are none. */
  public static List<Path> matching(Path folder, String glob) throws IOException {
    var found = new ArrayList<Path>();
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      return found;
    }
    try (var files = Files.newDirectoryStream(folder, glob)) {
      for (Path file : files) {
        if (Files.isRegularFile(file, NOFOLLOW_LINKS)) {
          found.add(file);
        }
      }
    }
    if (found.size() > MOST_FILES) {
      throw new IOException(folder + " holds more than " + MOST_FILES + " files of one save");
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private static SavedFile keep(Path file, Path blobs, long most) throws IOException {
    var unfinished = Files.createTempFile(blobs, UNFINISHED, "");
    try {
      var copied = copy(file, unfinished, most);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("r--------"));
      publish(unfinished, blobs.resolve(copied.sha256()));
      return new SavedFile(file.getFileName().toString(), copied.size(), copied.sha256());
    } catch (IOException problem) {
      throw new IOException("cannot keep " + file + ": " + problem.getMessage(), problem);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static Digest.Copied copy(Path from, Path to, long most) throws IOException {
    try (var source =
            Channels.newInputStream(FileChannel.open(from, Set.of(READ, NOFOLLOW_LINKS)));
        var target = FileChannel.open(to, WRITE)) {
      OutputStream sink = Channels.newOutputStream(target);
      var copied = Digest.ofCopy(source, sink, most);
      target.force(true);
      return copied;
    }
  }

  /** One that is there already has the same content by its name, unless it is damaged. */
  private static void publish(Path unfinished, Path blob) throws IOException {
    try {
      Files.createLink(blob, unfinished);
    } catch (FileAlreadyExistsException exists) {
      if (!Digest.of(blob).equals(blob.getFileName().toString())) {
        Files.move(unfinished, blob, ATOMIC_MOVE);
      }
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (var entries = FileChannel.open(folder, READ)) {
      entries.force(true);
    }
  }

  /** Fails with {@link DamagedSave} unless every byte of the save is as it was. */
  public void check(GameId game, String player, Save save) throws IOException {
    for (SavedFile file : save.files()) {
      checked(blobs(game, player, save.epoch()).resolve(file.sha256()), file);
    }
  }

  /** Copies a save to where a run will look for it; fails with {@link DamagedSave}. */
  public void restore(GameId game, String player, Save save, Path folder) throws IOException {
    for (SavedFile file : save.files()) {
      var target = folder.resolve(file.name());
      Files.deleteIfExists(target);
      try (var source =
              Files.newInputStream(blobs(game, player, save.epoch()).resolve(file.sha256()));
          var sink = Files.newOutputStream(target, CREATE_NEW, WRITE)) {
        requireSame(file, Digest.ofCopy(source, sink, file.size()).sha256());
      } catch (NoSuchFileException gone) {
        throw missing(file);
      } catch (DamagedSave damaged) {
        Files.deleteIfExists(target);
        throw damaged;
      }
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static void checked(Path blob, SavedFile file) throws IOException {
    try {
      requireSame(file, Digest.of(blob));
    } catch (NoSuchFileException gone) {
      throw missing(file);
    }
  }

  private static DamagedSave missing(SavedFile file) {
    return new DamagedSave(file.name() + " has no blob " + file.sha256());
  }

  private static void requireSame(SavedFile file, String sha256) {
    if (!sha256.equals(file.sha256())) {
      throw new DamagedSave(
          file.name() + " has SHA-256 " + sha256 + " where " + file.sha256() + " was stored");
    }
  }

  /** Which of a player's saves to give up, so that the others keep to number and quota. */
  public List<Save> surplus(List<Save> newestFirst) {
    var surplus = new ArrayList<Save>();
    long size = 0;
    int kept = 0;
    for (Save save : newestFirst) {
      size += save.size();
      if (kept > 0 && (kept >= settings.versions() || size > settings.quota())) {
        surplus.add(save);
      } else {
        kept++;
      }
    }
    return surplus;
  }

  /** Deletes the blobs of saves that are given up. */
  public void forget(GameId game, String player, Collection<Save> saves) throws IOException {
    for (Save save : saves) {
      var blobs = blobs(game, player, save.epoch());
      if (Files.isDirectory(blobs)) {
        try (var found = Files.newDirectoryStream(blobs)) {
          for (Path blob : found) {
            Files.deleteIfExists(blob);
          }
        }
        Files.deleteIfExists(blobs);
      }
    }
  }

  private Path blobs(GameId game, String player, long epoch) {
    return settings.root().resolve(game.value()).resolve(player).resolve(Long.toString(epoch));
  }
}
