package gatehouse.session;

import akka.Done;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games.OwnGame;
import gatehouse.backend.Games.Standing;
import gatehouse.menu.TakeoverMenu;
import gatehouse.model.RequestId;
import gatehouse.session.SshSession.FromBackend;

/**
 * The person's game is being played at another terminal, and they choose what is to become of it.
 * When it is not any more, there is nothing to choose.
 */
final class TakingOver extends Asking<TakeoverMenu.Answer> {

  private final OwnGame game;

  private TakingOver(Desk desk, OwnGame game) {
    super(desk, TakeoverMenu.of(desk.nameOf(game.id())));
    this.game = game;
  }

  /** Asks about a game that is attached elsewhere. */
  static SessionState enter(Desk desk, OwnGame game) {
    return new TakingOver(desk, game).ask();
  }

  @Override
  SessionState onTold(FromBackend told) {
    if (desk.ownGame(game.id()).filter(now -> now.standing() == Standing.ATTACHED).isEmpty()) {
      return AtMenu.enter(desk, "");
    }
    if (told instanceof SshSession.CatalogueTold) {
      askAs(TakeoverMenu.of(desk.nameOf(game.id())));
    }
    return this;
  }

  @Override
  SessionState onAnswer(TakeoverMenu.Answer answer) {
    return switch (answer) {
      case TAKE_OVER ->
          desk.pass()
              .map(pass -> Playing.enter(desk, pass, game.id()))
              .orElseGet(() -> AtMenu.enter(desk, ""));
      case WATCH ->
          game.session()
              .map(session -> Watching.enter(desk, session, "Your game"))
              .orElseGet(() -> AtMenu.enter(desk, ""));
      case SAVE_AND_END -> end();
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
