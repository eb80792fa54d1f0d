package gatehouse.game;

import akka.Done;
import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.game.catalogue.StopStep;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.KeptGame.Standing;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.Save;
import gatehouse.game.saves.SavedFile;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Two games, of which players have the saves that a test says. */
final class FakeShelf implements Shelf {

  static final GameId NETHACK = new GameId("nethack");
  static final GameId ROBOTS = new GameId("robots");
  static final GameId UNKNOWN = new GameId("unknown");

  private final Set<String> saves = ConcurrentHashMap.newKeySet();
  private volatile List<StopStep> stop =
      List.of(
          new StopStep.SendSignal(StopStep.Signal.HUP, Duration.ofSeconds(10)),
          new StopStep.TypeKeys("\030\r", Duration.ofSeconds(3)),
          new StopStep.ClosePty(Duration.ofSeconds(2)));
  private final List<RunId> settled = new CopyOnWriteArrayList<>();
  private final Set<RunId> unsettled = ConcurrentHashMap.newKeySet();
  private volatile TimeLimits limits = TimeLimits.NONE;
  private volatile String problem = "";
  private volatile long damaged;
  private volatile boolean begins = true;
  private volatile boolean collects = true;
  private volatile boolean recovers;
  private volatile boolean records;
  private volatile boolean overfull;

  /** The save of a run, whatever player and game. */
  static Save saveOf(long epoch) {
    var file = new SavedFile("save", 3, "ab".repeat(32));
    return new Save(epoch, SAVED_AT, BUILD, new Progress("7", "Dlvl:2"), List.of(file));
  }

  private static final Instant SAVED_AT = Instant.parse("2026-11-26T12:00:00Z");
  private static final Save.Build BUILD = new Save.Build("3.6.6", "");

  /** What menus show of a save. */
  static final KeptGame SAVED = new KeptGame(Standing.SAVED, SAVED_AT, "T:7 on Dlvl:2");

  private volatile int most;
  private volatile List<GameId> games = List.of(NETHACK, ROBOTS);

  void save(String player, GameId game) {
    saves.add(player + game);
  }

  void forget(String player, GameId game) {
    saves.remove(player + game);
  }

  void stopBy(StopStep... steps) {
    stop = List.of(steps);
  }

  void limits(TimeLimits times) {
    limits = times;
  }

  void cannotPrepare(String line) {
    problem = line;
  }

  /** The save of this epoch turns out to be damaged. */
  void damages(long epoch) {
    damaged = epoch;
  }

  /** Runs that vanish have never begun. */
  void beginsNothing() {
    begins = false;
  }

  /** What runs leave cannot be stored, or can. */
  void collects(boolean possible) {
    collects = possible;
  }

  /** What runs have written is too much. */
  void isFull() {
    overfull = true;
  }

  /** NetHack has means of its own to recover. */
  void recovers() {
    recovers = true;
  }

  /** The game has written down that it is over. */
  void recordsEnds() {
    records = true;
  }

  /** The runs whose end was followed. */
  List<RunId> settled() {
    return settled;
  }

  /** A run whose files are still there. */
  void leavesUnsettled(RunId run) {
    unsettled.add(run);
  }

  void mayRunOnly(int most) {
    this.most = most;
  }

  void offers(GameId... offered) {
    games = List.of(offered);
  }

  @Override
  public Shelf pinned() {
    return this;
  }

  @Override
  public List<GameId> games() {
    return games;
  }

  @Override
  public CompletionStage<List<Games.Offer>> offers() {
    return CompletableFuture.completedStage(
        List.of(
            new Games.Offer(NETHACK, "NetHack", ""),
            new Games.Offer(ROBOTS, "Robots", "not installed")));
  }

  @Override
  public Optional<Title> title(GameId game) {
    return games().contains(game)
        ? Optional.of(
            new Title(
                game,
                "NetHack",
                "NH36",
                Set.of(0),
                stop,
                most,
                recovers,
                ProgressPatterns.NONE,
                limits))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Prepared> prepare(
      GameId game, PlayerName player, TerminalSize size, String term, Beginning beginning) {
    if (beginning.save().filter(save -> save.epoch() == damaged).isPresent()) {
      return CompletableFuture.failedStage(new SaveDamaged("The save is damaged.", damaged));
    }
    var how =
        switch (beginning.way()) {
          case ANEW -> Games.How.STARTED;
          case RESUME -> Games.How.RESUMED;
          case RECOVER -> beginning.save().isPresent() ? Games.How.RECOVERED : Games.How.STARTED;
        };
    var program =
        new PtyProgram(List.of("/usr/games/" + game), Map.of("TERM", term), Path.of("/"), size);
    return problem.isEmpty()
        ? CompletableFuture.completedStage(new Prepared(program, how))
        : CompletableFuture.failedStage(new CannotPrepare(problem));
  }

  @Override
  public CompletionStage<Remains> collect(RunId run, Progress progress) {
    if (!collects) {
      return CompletableFuture.failedStage(new IOException("No space left on device"));
    }
    if (!begins) {
      return CompletableFuture.completedStage(new NeverBegan());
    }
    return CompletableFuture.completedStage(
        saves.contains(run.player() + run.game())
            ? new LeftSave(saveOf(run.epoch()))
            : records ? new LeftRecord() : new LeftNothing());
  }

  @Override
  public CompletionStage<Boolean> isOverfull(RunId run) {
    return CompletableFuture.completedStage(overfull);
  }

  @Override
  public List<Save> surplus(List<Save> others, Save newest) {
    return others.stream().skip(2).toList();
  }

  @Override
  public CompletionStage<Done> settle(RunId run, Optional<KeptGame> kept, List<Save> givenUp) {
    settled.add(run);
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public CompletionStage<List<RunId>> unsettled() {
    return CompletableFuture.completedStage(List.copyOf(unsettled));
  }

  @Override
  public CompletionStage<Kept> kept(PlayerName player) {
    return CompletableFuture.completedStage(
        new Kept(
            games().stream()
                .filter(game -> saves.contains(player.folded() + game))
                .collect(Collectors.toMap(game -> game, game -> SAVED)),
            Optional.empty()));
  }
}
