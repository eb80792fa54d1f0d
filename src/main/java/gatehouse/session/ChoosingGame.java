package gatehouse.session;

import gatehouse.backend.Games.OfferedGame;
import gatehouse.backend.Games.OwnGame;
import gatehouse.menu.GameMenu;
import gatehouse.menu.GameMenu.Entry;
import gatehouse.menu.GameMenu.Standing;
import gatehouse.model.GameId;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of games is on screen and the person is choosing one. Keys typed before the list is
 * known are kept until it is.
 */
final class ChoosingGame extends MenuState {

  private static final String SIGNED_OUT = "You are no longer signed in.";

  private final List<Key> ahead = new ArrayList<>();
  private Optional<GameMenu> menu;

  private ChoosingGame(Desk desk) {
    super(desk);
    this.menu = entries(desk).map(GameMenu::of);
  }

  /** Shows the list, which follows the catalogue. */
  static SessionState enter(Desk desk) {
    desk.restartIdleTimer();
    var state = new ChoosingGame(desk);
    state.draw();
    return state;
  }

  private static Optional<List<Entry>> entries(Desk desk) {
    return desk.offered().map(games -> games.stream().map(game -> entry(desk, game)).toList());
  }

  private static Entry entry(Desk desk, OfferedGame game) {
    var own = desk.ownGame(game.id());
    var standing =
        own.map(waiting ->
                switch (waiting.standing()) {
                  case RUNNING, ATTACHED -> Standing.RUNNING;
                  case SAVED -> Standing.SAVED;
                  case CRASHED -> Standing.CRASHED;
                  case DAMAGED -> Standing.DAMAGED;
                })
            .orElse(Standing.NEW);
    return new Entry(
        game.id(), game.name(), game.missing(), standing, own.map(OwnGame::progress).orElse(""));
  }

  @Override
  void draw() {
    desk.show(menu.map(list -> list.page(desk.line().size())).orElseGet(GameMenu::awaited));
  }

  @Override
  SessionState onTold(FromBackend told) {
    if (desk.pass().isEmpty()) {
      return AtMenu.enter(desk, SIGNED_OUT);
    }
    menu = entries(desk).map(games -> menu.orElse(GameMenu.of(games)).withEntries(games));
    draw();
    if (menu.isEmpty() || ahead.isEmpty()) {
      return this;
    }
    var typed = List.copyOf(ahead);
    ahead.clear();
    return onKeys(typed);
  }

  @Override
  SessionState onKey(Key key) {
    return menu.map(list -> onChoice(list.choose(key, desk.line().size())))
        .orElseGet(() -> keep(key));
  }

  private SessionState keep(Key key) {
    if (GameMenu.of(List.of()).choose(key, desk.line().size()) instanceof GameMenu.Back) {
      return AtMenu.enter(desk, "");
    }
    if (ahead.size() < desk.settings().mostKeysAhead()) {
      ahead.add(key);
    }
    return this;
  }

  private SessionState onChoice(GameMenu.Choice choice) {
    return switch (choice) {
      case GameMenu.Start(GameId game) -> Playing.orAsking(desk, game);
      case GameMenu.Back back -> AtMenu.enter(desk, "");
      case GameMenu.Changed(GameMenu page) -> {
        menu = Optional.of(page);
        draw();
        yield this;
      }
      case GameMenu.Redraw redraw -> {
        draw();
        yield this;
      }
      case GameMenu.Ignored ignored -> this;
    };
  }
}
