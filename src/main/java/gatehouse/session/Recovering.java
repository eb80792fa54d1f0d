package gatehouse.session;

import gatehouse.backend.Games.AfterCrash;
import gatehouse.backend.Games.OwnGame;
import gatehouse.backend.Games.Standing;
import gatehouse.menu.RecoveryMenu;
import gatehouse.session.SshSession.FromBackend;

/**
 * The person's last game crashed, or their save is damaged, and they choose what to do about it.
 */
final class Recovering extends Asking<RecoveryMenu.Answer> {

  private final OwnGame game;

  private Recovering(Desk desk, OwnGame game) {
    super(
        desk,
        RecoveryMenu.of(
            new RecoveryMenu.Wreck(
                desk.nameOf(game.id()), game.standing() == Standing.DAMAGED, game.progress())));
    this.game = game;
  }

  /** Asks about a game that was lost. */
  static SessionState enter(Desk desk, OwnGame game) {
    return new Recovering(desk, game).ask();
  }

  @Override
  SessionState onTold(FromBackend told) {
    return desk.ownGame(game.id()).filter(game::equals).isEmpty() ? AtMenu.enter(desk, "") : this;
  }

  @Override
  SessionState onAnswer(RecoveryMenu.Answer answer) {
    var wanted =
        switch (answer) {
          case RECOVER -> AfterCrash.RECOVER;
          case START_ANEW -> AfterCrash.START_ANEW;
        };
    return desk.pass()
        .map(pass -> Playing.enter(desk, pass, game.id(), wanted))
        .orElseGet(() -> AtMenu.enter(desk, ""));
  }
}
