package gatehouse.session;

import gatehouse.backend.Games.AfterCrash;
import gatehouse.backend.Games.OwnGame;
import gatehouse.backend.Games.Standing;
import gatehouse.menu.RecoveryMenu;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;

/**
 * The person's last game crashed, or their save is damaged, and they choose what to do about it.
 */
final class Recovering extends MenuState {

  private final OwnGame game;
  private RecoveryMenu menu;

  private Recovering(Desk desk, OwnGame game) {
    super(desk);
    this.game = game;
    this.menu =
        RecoveryMenu.of(
            new RecoveryMenu.Wreck(
                desk.nameOf(game.id()), game.standing() == Standing.DAMAGED, game.progress()));
  }

  /** Asks about a game that was lost. */
  static SessionState enter(Desk desk, OwnGame game) {
    desk.restartIdleTimer();
    var state = new Recovering(desk, game);
    state.draw();
    return state;
  }

  @Override
  void draw() {
    desk.show(menu.page());
  }

  @Override
  SessionState onTold(FromBackend told) {
    return desk.ownGame(game.id()).filter(game::equals).isEmpty() ? AtMenu.enter(desk, "") : this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (menu.choose(key)) {
      case RecoveryMenu.Recover recover -> open(AfterCrash.RECOVER);
      case RecoveryMenu.StartAnew anew -> open(AfterCrash.START_ANEW);
      case RecoveryMenu.Leave leave -> AtMenu.enter(desk, "");
      case RecoveryMenu.Changed(RecoveryMenu changed) -> {
        menu = changed;
        draw();
        yield this;
      }
      case RecoveryMenu.Redraw redraw -> {
        draw();
        yield this;
      }
      case RecoveryMenu.Ignored ignored -> this;
    };
  }

  private SessionState open(AfterCrash wanted) {
    return desk.pass()
        .map(pass -> Playing.enter(desk, pass, game.id(), wanted))
        .orElseGet(() -> AtMenu.enter(desk, ""));
  }
}
