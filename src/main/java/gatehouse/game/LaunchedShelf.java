package gatehouse.game;

import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.GameEntry;
import gatehouse.game.catalogue.LaunchException;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TerminalType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue's games as the {@link Launcher} starts them, which may block an executor. */
final class LaunchedShelf implements Shelf {

  private static final Logger log = LoggerFactory.getLogger(LaunchedShelf.class);

  private final Catalogue catalogue;
  private final Launcher launcher;
  private final Executor blocking;
  private final TerminalType terminals = new TerminalType(TerminalType.DEBIAN);
  private final ConcurrentHashMap<GameId, CompletableFuture<Void>> initialised =
      new ConcurrentHashMap<>();

  LaunchedShelf(Catalogue catalogue, Launcher launcher, Executor blocking) {
    this.catalogue = catalogue;
    this.launcher = launcher;
    this.blocking = blocking;
  }

  /** Begins with what some games need before they can be played at all. */
  void makeReady() {
    catalogue
        .games()
        .forEach(entry -> {
          var _ = initialised(entry.id());
        });
  }

  /** Once for all players; a failure is for who waits now, the next asks anew. */
  private CompletionStage<Void> initialised(GameId game) {
    var done =
        initialised.computeIfAbsent(
            game, id -> CompletableFuture.runAsync(() -> launcher.initialise(entry(id)), blocking));
    return done.whenComplete((ready, failure) -> {
      if (failure != null && initialised.remove(game, done)) {
        log.warn("{} cannot be made ready: {}", game, failure.toString());
      }
    });
  }

  @Override
  public List<GameId> games() {
    return catalogue.games().stream().map(GameEntry::id).toList();
  }

  @Override
  public CompletionStage<List<Games.Offer>> offers() {
    return blocking(() -> catalogue.games().stream().map(this::offer).toList());
  }

  private Games.Offer offer(GameEntry entry) {
    return new Games.Offer(entry.id(), entry.name(), launcher.missing(entry).orElse(""));
  }

  @Override
  public Optional<Title> title(GameId game) {
    return catalogue
        .find(game)
        .map(entry ->
            new Title(
                entry.id(),
                entry.name(),
                entry.shortName(),
                entry.successStatuses(),
                entry.stop(),
                entry.timeLimits()));
  }

  @Override
  public CompletionStage<Prepared> prepare(
      GameId game, PlayerName player, TerminalSize size, String term) {
    return blocking(() -> roomy(entry(game), size))
        .thenCompose(entry ->
            initialised(game)
                .exceptionallyCompose(why -> failed(entry, why))
                .thenCompose(ready -> prepared(entry, player, size, term)));
  }

  private static CompletionStage<Void> failed(GameEntry entry, Throwable why) {
    return CompletableFuture.failedStage(
        why.getCause() instanceof LaunchException problem ? forPeople(entry, problem) : why);
  }

  private CompletionStage<Prepared> prepared(
      GameEntry entry, PlayerName player, TerminalSize size, String term) {
    return blocking(() -> {
      try {
        var resumes = launcher.saveExists(entry, player);
        var plan = launcher.prepare(entry, player, terminals.forGame(term));
        return new Prepared(
            new PtyProgram(plan.command(), plan.environment(), plan.directory(), size), resumes);
      } catch (LaunchException problem) {
        throw forPeople(entry, problem);
      }
    });
  }

  /** The entry, if the game can be played on a terminal of this size. */
  private static GameEntry roomy(GameEntry entry, TerminalSize size) {
    var least = entry.minimumSize();
    if (size.columns() < least.columns() || size.rows() < least.rows()) {
      throw new CannotPrepare(
          "%s needs a terminal of at least %s; yours is %s.".formatted(entry.name(), least, size));
    }
    return entry;
  }

  /** A problem with a cause names paths of this machine, which are for its operator. */
  private static CannotPrepare forPeople(GameEntry entry, LaunchException problem) {
    if (problem.getCause() == null) {
      return new CannotPrepare(String.valueOf(problem.getMessage()));
    }
    log.warn("{} cannot be prepared: {}", entry.id(), problem.getMessage());
    return new CannotPrepare(entry.name() + " cannot be started at the moment.");
  }

  @Override
  public CompletionStage<Boolean> saveExists(GameId game, PlayerName player) {
    return blocking(() -> launcher.saveExists(entry(game), player));
  }

  @Override
  public CompletionStage<Kept> kept(PlayerName player) {
    return blocking(() -> {
      var saved = times(entry -> launcher.savedAt(entry, player));
      var played = times(entry -> launcher.playedAt(entry, player));
      return new Kept(saved.keySet(), latest(played), latest(saved));
    });
  }

  private Map<GameId, Instant> times(Function<GameEntry, Optional<Instant>> time) {
    var times = new HashMap<GameId, Instant>();
    catalogue
        .games()
        .forEach(entry -> time.apply(entry).ifPresent(at -> times.put(entry.id(), at)));
    return times;
  }

  private static Optional<GameId> latest(Map<GameId, Instant> times) {
    return times.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private GameEntry entry(GameId game) {
    return catalogue
        .find(game)
        .orElseThrow(() -> new CannotPrepare("There is no such game any more."));
  }

  private <T> CompletionStage<T> blocking(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, blocking);
  }
}
