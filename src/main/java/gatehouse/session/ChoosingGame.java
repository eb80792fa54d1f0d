package gatehouse.session;

import gatehouse.backend.Games.OfferedGame;
import gatehouse.menu.GameMenu;
import gatehouse.menu.GameMenu.Entry;
import gatehouse.menu.GameMenu.Standing;
import gatehouse.model.GameId;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import java.util.List;

/** The list of games is on screen and the person is choosing one. */
final class ChoosingGame extends MenuState {

  private GameMenu menu;

  private ChoosingGame(Desk desk) {
    super(desk);
    this.menu = GameMenu.of(entries(desk));
  }

  /** Shows the list, which follows the catalogue. */
  static SessionState enter(Desk desk) {
    desk.restartIdleTimer();
    var state = new ChoosingGame(desk);
    state.draw();
    return state;
  }

  private static List<Entry> entries(Desk desk) {
    return desk.offered().stream().map(game -> entry(desk, game)).toList();
  }

  private static Entry entry(Desk desk, OfferedGame game) {
    var standing =
        desk.own().stream()
            .filter(own -> own.id().equals(game.id()))
            .findFirst()
            .map(own ->
                switch (own.standing()) {
                  case RUNNING -> Standing.RUNNING;
                  case SAVED -> Standing.SAVED;
                })
            .orElse(Standing.NEW);
    return new Entry(game.id(), game.name(), game.missing(), standing);
  }

  @Override
  void draw() {
    desk.show(menu.page(desk.line().size()));
  }

  @Override
  SessionState onTold(FromBackend told) {
    if (desk.pass().isEmpty()) {
      return AtMenu.enter(desk, "You are no longer signed in.");
    }
    menu = menu.withEntries(entries(desk));
    draw();
    return this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (menu.choose(key, desk.line().size())) {
      case GameMenu.Start(GameId game) ->
          desk.pass()
              .map(pass -> Playing.enter(desk, pass, game))
              .orElseGet(() -> AtMenu.enter(desk, "You are no longer signed in."));
      case GameMenu.Back back -> AtMenu.enter(desk, "");
      case GameMenu.Turned(GameMenu page) -> {
        menu = page;
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
