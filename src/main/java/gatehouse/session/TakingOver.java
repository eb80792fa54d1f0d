package gatehouse.session;

import akka.Done;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games.OwnGame;
import gatehouse.backend.Games.Standing;
import gatehouse.menu.TakeoverMenu;
import gatehouse.model.RequestId;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;

/**
 * The person's game is being played at another terminal, and they choose what is to become of it.
 * When it is not any more, there is nothing to choose.
 */
final class TakingOver extends MenuState {

  private final OwnGame game;
  private TakeoverMenu menu;

  private TakingOver(Desk desk, OwnGame game) {
    super(desk);
    this.game = game;
    this.menu = TakeoverMenu.of(desk.nameOf(game.id()));
  }

  /** Asks about a game that is attached elsewhere. */
  static SessionState enter(Desk desk, OwnGame game) {
    desk.restartIdleTimer();
    var state = new TakingOver(desk, game);
    state.draw();
    return state;
  }

  @Override
  void draw() {
    desk.show(menu.page());
  }

  @Override
  SessionState onTold(FromBackend told) {
    if (desk.ownGame(game.id()).filter(now -> now.standing() == Standing.ATTACHED).isEmpty()) {
      return AtMenu.enter(desk, "");
    }
    if (told instanceof SshSession.CatalogueTold) {
      menu = new TakeoverMenu(desk.nameOf(game.id()), menu.selected(), menu.helping());
      draw();
    }
    return this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (menu.choose(key)) {
      case TakeoverMenu.TakeOver here ->
          desk.pass()
              .map(pass -> Playing.enter(desk, pass, game.id()))
              .orElseGet(() -> AtMenu.enter(desk, ""));
      case TakeoverMenu.Watch watch ->
          game.session()
              .map(session -> Watching.enter(desk, session, "Your game"))
              .orElseGet(() -> AtMenu.enter(desk, ""));
      case TakeoverMenu.SaveAndEnd end -> end();
      case TakeoverMenu.Leave leave -> AtMenu.enter(desk, "");
      case TakeoverMenu.Changed(TakeoverMenu changed) -> {
        menu = changed;
        draw();
        yield this;
      }
      case TakeoverMenu.Redraw redraw -> {
        draw();
        yield this;
      }
      case TakeoverMenu.Ignored ignored -> this;
    };
  }

  private SessionState end() {
    if (desk.pass().isEmpty()) {
      return AtMenu.enter(desk, "");
    }
    var name = desk.nameOf(game.id());
    desk.draw(Screens.line("Your game of " + name + " is being saved and ended ..."));
    var ended = desk.games().end(desk.pass().get().access(), RequestId.random(), game.id());
    return AwaitingAnswer.enter(desk, ended, new Ended(desk, name));
  }

  private record Ended(Desk desk, String name) implements AwaitingAnswer.Outcome<Done> {

    @Override
    public SessionState succeeded(Done done) {
      return AtMenu.enter(desk, "Your game of " + name + " has been ended, saved if it can be.");
    }

    @Override
    public SessionState failed(BackendFailure why) {
      return AtMenu.enter(desk, Screens.explainGame(why));
    }
  }
}
