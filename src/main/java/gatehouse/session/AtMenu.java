package gatehouse.session;

import gatehouse.backend.Games.Standing;
import gatehouse.menu.Forms;
import gatehouse.menu.MainMenu;
import gatehouse.menu.MainMenu.Running;
import gatehouse.menu.Visitor;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalReset;

/** The main menu is on screen and the person is choosing. */
final class AtMenu extends MenuState {

  private final String notice;

  private AtMenu(Desk desk, String notice) {
    super(desk);
    this.notice = notice;
  }

  /**
   * Shows the menu.
   *
   * @param notice what has just happened, or empty
   */
  static SessionState enter(Desk desk, String notice) {
    desk.restartIdleTimer();
    var state = new AtMenu(desk, notice);
    state.draw();
    return state;
  }

  /** The same on a terminal that a game has left in whatever state. */
  static SessionState enterAfterGame(Desk desk, String notice) {
    desk.draw(TerminalReset.bytes(desk.line().term()));
    return enter(desk, notice);
  }

  private MainMenu menu() {
    var running =
        desk.own().games().stream()
            .filter(game -> game.standing() != Standing.SAVED)
            .map(game -> new Running(game.id(), desk.nameOf(game.id())))
            .toList();
    return new MainMenu(desk.bannerFor(visitor()), visitor(), running, notice);
  }

  private Visitor visitor() {
    return desk.pass()
        .<Visitor>map(pass -> new Visitor.Player(pass.name()))
        .orElseGet(Visitor.Anonymous::new);
  }

  @Override
  void draw() {
    desk.show(menu().page());
  }

  @Override
  SessionState onTold(FromBackend told) {
    draw();
    return this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (menu().choose(key)) {
      case MainMenu.Login login -> FillingForm.enter(desk, Forms.login(), new LoggingIn(desk));
      case MainMenu.Register register ->
          FillingForm.enter(desk, Forms.registration(), new Registering(desk));
      case MainMenu.ChangePassword change ->
          FillingForm.enter(desk, Forms.passwordChange(), new ChangingPassword(desk));
      case MainMenu.Play play -> ChoosingGame.enter(desk);
      case MainMenu.ReturnTo(var game) ->
          desk.pass()
              .map(pass -> Playing.enter(desk, pass, game))
              .orElseGet(() -> AtMenu.enter(desk, ""));
      case MainMenu.Quit quit -> Leaving.enter(desk, "Goodbye.");
      case MainMenu.Redraw redraw -> {
        draw();
        yield this;
      }
      case MainMenu.Ignored ignored -> this;
    };
  }
}
