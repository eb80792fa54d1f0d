package gatehouse.game.saves;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import gatehouse.game.saves.KeptGame.Standing;
import gatehouse.model.GameId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An index for menus, so that a list of games wakes no session: a file {@code kept} beside the
 * blobs of each player and game, three lines of standing, time and progress. It follows what the
 * session's events say and decides nothing; a file that cannot be read counts as none. All methods
 * block.
 */
public final class KeptGames {

  private static final String FILE = "kept";

  private final Path root;

  /** The index of a store with these settings. */
  public KeptGames(SavesSettings settings) {
    this.root = settings.root();
  }

  /** What is kept of a player's game. */
  public Optional<KeptGame> find(GameId game, String player) throws IOException {
    try {
      return parse(Files.readAllLines(file(game, player)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Follows the session: nothing is kept if {@code kept} is empty. */
  public void set(GameId game, String player, Optional<KeptGame> kept) throws IOException {
    var file = file(game, player);
    if (kept.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    var folder = file.resolveSibling("");
    Files.createDirectories(folder);
    var ready = Files.createTempFile(folder, ".kept", "");
    Files.write(
        ready,
        List.of(kept.get().standing().name(), kept.get().at().toString(), kept.get().progress()));
    Files.move(ready, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static Optional<KeptGame> parse(List<String> lines) {
    if (lines.size() < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new KeptGame(
              Standing.valueOf(lines.getFirst()), Instant.parse(lines.get(1)), lines.get(2)));
    } catch (DateTimeException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private Path file(GameId game, String player) {
    return root.resolve(game.value()).resolve(player).resolve(FILE);
  }
}
