package gatehouse.game;

import akka.Done;
import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.GameEntry;
import gatehouse.game.catalogue.LaunchException;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.catalogue.RunFolder;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.game.pty.RunLock;
import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.Save;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import gatehouse.terminal.TerminalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One catalogue's games as the {@link Launcher} starts them, which may block an executor. */
final class LaunchedShelf implements Shelf {

  private static final Logger log = LoggerFactory.getLogger(LaunchedShelf.class);

  private final Catalogue catalogue;
  private final Works works;
  private final Launcher launcher;
  private final Executor blocking;
  private final Readiness readiness;
  private final TerminalType terminals = new TerminalType(TerminalType.DEBIAN);

  LaunchedShelf(Catalogue catalogue, Works works, Readiness readiness) {
    this.catalogue = catalogue;
    this.works = works;
    this.launcher = works.launcher();
    this.blocking = works.blocking();
    this.readiness = readiness;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public Shelf pinned() {
    return this;
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
                entry.mostSessions(),
                !entry.program().recover().isEmpty(),
                ProgressPatterns.of(entry.saves().turn(), entry.saves().level()),
                entry.timeLimits()));
  }

  @Override
  public CompletionStage<Prepared> prepare(
      GameId game, PlayerName player, TerminalSize size, String term, Beginning beginning) {
    return blocking(() -> roomy(entry(game), size))
        .thenCompose(entry ->
            readiness
                .of(entry)
                .exceptionallyCompose(why -> failed(entry, why))
                .thenCompose(ready -> prepared(entry, player, size, term, beginning)));
  }

  private static CompletionStage<Boolean> failed(GameEntry entry, Throwable why) {
    return CompletableFuture.failedStage(
        why.getCause() instanceof LaunchException problem ? forPeople(entry, problem) : why);
  }

  private CompletionStage<Prepared> prepared(
      GameEntry entry, PlayerName player, TerminalSize size, String term, Beginning beginning) {
    return blocking(() -> {
      try {
        var ready = works.keeper().makeReady(entry, player, beginning);
        var plan =
            launcher.plan(entry, player, ready.run(), ready.version(), terminals.forGame(term));
        var command = RunLock.holding(ready.run().lock(), plan.command());
        return new Prepared(
            new PtyProgram(command, plan.environment(), plan.directory(), size), ready.how());
      } catch (LaunchException problem) {
        throw forPeople(entry, problem);
      } catch (IOException problem) {
        throw cannotStart(entry, problem);
      }
    });
  }

  /** A problem with a cause names paths of this machine, which are for its operator. */
  private static CannotPrepare forPeople(GameEntry entry, LaunchException problem) {
    return problem.getCause() == null
        ? new CannotPrepare(String.valueOf(problem.getMessage()))
        : cannotStart(entry, problem);
  }

  private static CannotPrepare cannotStart(GameEntry entry, Exception problem) {
    log.warn("{} cannot be prepared: {}", entry.id(), problem.getMessage());
    return new CannotPrepare(entry.name() + " cannot be started at the moment.");
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

  @Override
  public CompletionStage<Remains> collect(RunId id, Progress progress) {
    var run = folderOf(id);
    return works
        .leftovers()
        .ended(run.lock(), catalogue.find(id.game()).map(GameEntry::stop).orElse(List.of()))
        .thenApplyAsync(
            ended -> {
              try {
                return works.keeper().collect(run, progress);
              } catch (IOException problem) {
                throw new UncheckedIOException(problem);
              }
            },
            blocking);
  }

  @Override
  public CompletionStage<Boolean> isOverfull(RunId id) {
    return blocking(() -> {
      try {
        var entry = catalogue.find(id.game());
        return entry.isPresent() && launcher.isOverfull(entry.get(), folderOf(id));
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    });
  }

  @Override
  public List<Save> surplus(List<Save> others, Save newest) {
    return works.store().surplus(Stream.concat(Stream.of(newest), others.stream()).toList());
  }

  @Override
  public CompletionStage<Done> settle(RunId id, Optional<KeptGame> shown, List<Save> givenUp) {
    return blocking(() -> {
      try {
        works.kept().set(id.game(), id.player(), shown);
        works.store().forget(id.game(), id.player(), givenUp);
        var run = folderOf(id);
        if (!RunLock.isHeld(run.lock())) {
          works.launcher().discard(run);
        }
        return Done.getInstance();
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    });
  }

  @Override
  public CompletionStage<List<RunId>> unsettled() {
    return blocking(() ->
        launcher.runs().stream()
            .filter(run -> !RunLock.isHeld(run.lock()))
            .map(run -> new RunId(run.game(), run.player(), run.epoch()))
            .toList());
  }

  private RunFolder folderOf(RunId id) {
    return launcher.runOf(id.game(), id.player(), id.epoch());
  }

  @Override
  public CompletionStage<Kept> kept(PlayerName player) {
    return blocking(() -> {
      var games = new HashMap<GameId, KeptGame>();
      var played = new HashMap<GameId, Instant>();
      for (GameEntry entry : catalogue.games()) {
        keptOf(entry, player).ifPresent(game -> games.put(entry.id(), game));
        launcher.playedAt(entry, player).ifPresent(at -> played.put(entry.id(), at));
      }
      return new Kept(games, latest(played));
    });
  }

  private Optional<KeptGame> keptOf(GameEntry entry, PlayerName player) {
    try {
      return works.kept().find(entry.id(), player.folded());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
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
