package gatehouse.session;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.session.SshSession.Command;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.session.SshSession.FromQueue;
import gatehouse.session.SshSession.FromTimer;

/** A state in which a screen of ours is shown and keys are keys. */
abstract sealed class MenuState extends SessionState
    permits AtMenu, FillingForm, AwaitingAnswer, ChoosingGame, ChoosingWatched, Asking, Queueing {

  MenuState(Desk desk) {
    super(desk);
  }

  /** Puts this state's screen on the terminal, all of it. */
  abstract void draw();

  /** A second has passed, if {@link Desk#followLiveGames} was asked for. */
  SessionState onRefresh() {
    return this;
  }

  /** Means something to who waits. */
  SessionState onQueue(FromQueue news) {
    return this;
  }

  /** Something was told that this state may care about; it has been remembered already. */
  abstract SessionState onTold(FromBackend told);

  @Override
  public final Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case SshSession.Typed(var bytes) -> {
        desk.restartIdleTimer();
        yield onKeys(desk.decode(bytes));
      }
      case SshSession.Resized resized -> {
        draw();
        yield this;
      }
      case SshSession.HungUp gone -> Behaviors.stopped();
      case FromBackend told -> {
        remember(told);
        yield onTold(told);
      }
      case FromTimer due -> onTimer(due);
      case SshSession.FromQueue news -> onQueue(news);
      case SshSession.FromLink late -> this;
      case SshSession.FromSpectator late -> this;
      case SshSession.ClosingDown(String farewell, boolean gamesEnd) ->
          Leaving.enter(desk, farewell);
    };
  }

  private SessionState onTimer(FromTimer due) {
    return switch (due) {
      case SshSession.EscapeTimedOut silent -> onKeys(desk.flushKeys());
      case SshSession.IdleTooLong idle -> Leaving.enter(desk, "Idle for too long. Goodbye.");
      case SshSession.RenewalDue renewal -> {
        desk.renew();
        yield this;
      }
      case SshSession.AskForNewsAgain(var source) -> {
        desk.followNews(source);
        yield this;
      }
      case SshSession.GoodbyeTimedOut stale -> this;
      case SshSession.RefreshDue refresh -> onRefresh();
    };
  }
}
