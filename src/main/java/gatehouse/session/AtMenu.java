package gatehouse.session;

import gatehouse.backend.Games.OwnGame;
import gatehouse.backend.Games.Standing;
import gatehouse.backend.Pass;
import gatehouse.menu.Forms;
import gatehouse.menu.MainMenu;
import gatehouse.menu.MainMenu.NamedGame;
import gatehouse.menu.MainMenu.RunningGame;
import gatehouse.menu.Visitor;
import gatehouse.model.GameId;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalReset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The main menu is on screen and the person is choosing. */
final class AtMenu extends MenuState {

  /** Keys that mean nothing, but may as soon as it is known which games the person has. */
  private final List<Key> ahead = new ArrayList<>();

  private MainMenu menu;

  private AtMenu(Desk desk, String notice) {
    super(desk);
    this.menu = MainMenu.of(desk.bannerFor(visitor()), visitor(), notice);
    learn();
  }

  /** Shows the menu to somebody who has just come in. */
  static SessionState enter(Desk desk, Optional<Pass> who) {
    who.ifPresent(desk::holds);
    return enter(desk, "");
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

  /** Takes over what has been told of the person's games. */
  private void learn() {
    var running =
        desk.own().games().stream()
            .filter(OwnGame::runs)
            .map(game ->
                new RunningGame(
                    game.id(), desk.nameOf(game.id()), game.standing() == Standing.ATTACHED))
            .toList();
    menu =
        menu.under(desk.bannerFor(visitor()))
            .withGames(
                running,
                desk.own().lastPlayed().map(this::named),
                desk.own().lastSaved().map(this::named));
  }

  private NamedGame named(GameId game) {
    return new NamedGame(game, desk.nameOf(game));
  }

  private Visitor visitor() {
    return desk.pass()
        .<Visitor>map(pass -> new Visitor.Player(pass.name()))
        .orElseGet(Visitor.Anonymous::new);
  }

  @Override
  void draw() {
    desk.show(menu.page());
  }

  @Override
  SessionState onTold(FromBackend told) {
    if (told instanceof SshSession.OwnGamesTold && desk.hearsOfOwnGamesFirst()) {
      var elsewhere =
          desk.own().games().stream()
              .filter(game -> game.standing() == Standing.ATTACHED)
              .findFirst();
      if (elsewhere.isPresent()) {
        return TakingOver.enter(desk, elsewhere.get());
      }
    }
    if (desk.pass().isEmpty() && menu.visitor() instanceof Visitor.Player) {
      return AtMenu.enter(desk, "You are no longer signed in.");
    }
    learn();
    draw();
    return told instanceof SshSession.OwnGamesTold ? onKeysAhead() : this;
  }

  private SessionState onKeysAhead() {
    var typed = List.copyOf(ahead);
    ahead.clear();
    return onKeys(typed);
  }

  private SessionState keep(Key key) {
    if (desk.pass().isPresent()
        && !desk.knowsOwnGames()
        && ahead.size() < desk.settings().mostKeysAhead()) {
      ahead.add(key);
    }
    return this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (menu.choose(key)) {
      case MainMenu.Login login -> FillingForm.enter(desk, Forms.login(), new LoggingIn(desk));
      case MainMenu.Register register ->
          FillingForm.enter(desk, Forms.registration(), new Registering(desk));
      case MainMenu.ChangePassword change ->
          FillingForm.enter(desk, Forms.passwordChange(), new ChangingPassword(desk));
      case MainMenu.ChangeEmail change ->
          FillingForm.enter(desk, Forms.emailChange(), new ChangingEmail(desk));
      case MainMenu.Play play -> ChoosingGame.enter(desk);
      case MainMenu.PlayGame(GameId game) -> Playing.orAsking(desk, game);
      case MainMenu.Watch watch -> ChoosingWatched.enter(desk, "");
      case MainMenu.Quit quit -> Leaving.enter(desk, "Goodbye.");
      case MainMenu.Changed(MainMenu changed) -> {
        menu = changed;
        draw();
        yield this;
      }
      case MainMenu.Redraw redraw -> {
        draw();
        yield this;
      }
      case MainMenu.Ignored ignored -> keep(key);
    };
  }
}
