package gatehouse.game.saves;

import gatehouse.model.CborSerializable;
import java.time.Instant;
import java.util.List;

/**
 * What one run of a game left for the next. Immutable, as its blobs are.
 *
 * @param epoch the run that made it; no two saves of a player and game share one
 * @param at when it was stored
 * @param build what made it, and can take it up again
 * @param files never empty, by name
 */
public record Save(long epoch, Instant at, Build build, Progress progress, List<SavedFile> files)
    implements CborSerializable {

  /**
   * The program that made a save.
   *
   * @param version as the catalogue names it; saves of one version can be taken up by any build of
   *     it. Empty if the catalogue names none
   * @param sha256 of the executable, for the record; empty where it was not known
   */
  public record Build(String version, String sha256) implements CborSerializable {}

  /** Takes a copy. */
  public Save {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a save has at least one file");
    }
  }

  /** All files together, in bytes. */
  public long size() {
    return files.stream().mapToLong(SavedFile::size).sum();
  }

  /** Tells it from any other: the SHA-256 of its file, or of the list of all if it has several. */
  public String hash() {
    return files.size() == 1 ? files.getFirst().sha256() : Digest.ofLines(files);
  }

  /** The first digits of the hash, for people. */
  public String shortHash() {
    return hash().substring(0, 8);
  }
}
