package gatehouse.game;

import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.game.catalogue.StopStep;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
  private volatile TimeLimits limits = TimeLimits.NONE;
  private volatile String problem = "";

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

  @Override
  public List<GameId> games() {
    return List.of(NETHACK, ROBOTS);
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
        ? Optional.of(new Title(game, "NetHack", "NH36", Set.of(0), stop, limits))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Prepared> prepare(
      GameId game, PlayerName player, TerminalSize size, String term) {
    return problem.isEmpty()
        ? CompletableFuture.completedStage(
            new Prepared(
                new PtyProgram(
                    List.of("/usr/games/" + game), Map.of("TERM", term), Path.of("/"), size),
                saves.contains(player.folded() + game)))
        : CompletableFuture.failedStage(new CannotPrepare(problem));
  }

  @Override
  public CompletionStage<Boolean> saveExists(GameId game, PlayerName player) {
    return CompletableFuture.completedStage(saves.contains(player.folded() + game));
  }

  @Override
  public CompletionStage<Kept> kept(PlayerName player) {
    var kept =
        games().stream()
            .filter(game -> saves.contains(player.folded() + game))
            .collect(Collectors.toSet());
    return CompletableFuture.completedStage(
        new Kept(kept, Optional.empty(), kept.stream().findFirst()));
  }
}
