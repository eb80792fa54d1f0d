package gatehouse.session;

import gatehouse.backend.Games.LiveGame;
import gatehouse.menu.WatchMenu;
import gatehouse.menu.WatchMenu.Occasion;
import gatehouse.menu.WatchMenu.Watchable;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The list of games in progress is on screen and follows them, once a second. */
final class ChoosingWatched extends MenuState {

  private static final ZoneId ZONE = ZoneId.systemDefault();

  private WatchMenu menu;

  private ChoosingWatched(Desk desk, String notice) {
    super(desk);
    this.menu = WatchMenu.of(watchable(desk), notice);
  }

  /**
   * Shows the list.
   *
   * @param notice what has just happened, or empty
   */
  static SessionState enter(Desk desk, String notice) {
    desk.restartIdleTimer();
    desk.followLiveGames();
    var state = new ChoosingWatched(desk, notice);
    state.draw();
    return state;
  }

  private static List<Watchable> watchable(Desk desk) {
    return desk.live().stream().map(ChoosingWatched::watchable).toList();
  }

  private static Watchable watchable(LiveGame game) {
    return new Watchable(
        game.session(),
        game.player(),
        game.shortName(),
        game.size(),
        game.started(),
        game.active(),
        game.watchers(),
        game.recovered());
  }

  private Occasion occasion() {
    return new Occasion(desk.line().size(), Instant.now(), ZONE);
  }

  @Override
  void draw() {
    desk.show(menu.page(occasion()));
  }

  @Override
  SessionState onTold(FromBackend told) {
    if (told instanceof SshSession.LiveGamesTold) {
      menu = menu.withGames(watchable(desk));
      draw();
    }
    return this;
  }

  @Override
  SessionState onRefresh() {
    if (!menu.paused() && !menu.helping() && !menu.games().isEmpty()) {
      draw();
    }
    return this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (menu.choose(key, occasion(), ThreadLocalRandom.current())) {
      case WatchMenu.Watch(Watchable game) -> {
        desk.leaveLiveGames();
        yield Watching.enter(desk, game.session(), game.player() + "'s game");
      }
      case WatchMenu.Back back -> {
        desk.leaveLiveGames();
        yield AtMenu.enter(desk, "");
      }
      case WatchMenu.Changed(WatchMenu changed) -> {
        menu = changed;
        draw();
        yield this;
      }
      case WatchMenu.Redraw redraw -> {
        draw();
        yield this;
      }
      case WatchMenu.Ignored ignored -> this;
    };
  }
}
