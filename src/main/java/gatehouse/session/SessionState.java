package gatehouse.session;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import gatehouse.session.SshSession.Command;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where a session is: what is on screen, and what keys mean. */
abstract sealed class SessionState extends AbstractOnMessageBehavior<Command>
    permits MenuState, Playing, Watching, Leaving {

  protected final Desk desk;

  SessionState(Desk desk) {
    super(desk.context());
    this.desk = desk;
  }

  /** What a key means here, and where the person is after it. */
  abstract SessionState onKey(Key key);

  /** Keys one after the other, each with the meaning it has where the one before has led. */
  SessionState onKeys(List<Key> keys) {
    SessionState state = this;
    for (Key key : keys) {
      state = state.onKey(key);
    }
    return state;
  }

  /** Remembers what a service told, whatever is on screen. */
  final void remember(FromBackend told) {
    switch (told) {
      case SshSession.CatalogueTold(var games) -> desk.onCatalogue(games);
      case SshSession.OwnGamesTold(var games) -> desk.onOwnGames(games);
      case SshSession.NewsEnded(var source) -> desk.askForNewsLater(source);
      case SshSession.Renewed renewed -> desk.onRenewed();
      case SshSession.NotRenewed(var why) -> desk.onNotRenewed(why);
      case SshSession.LiveGamesTold(var games) -> desk.onLiveGames(games);
      case SshSession.Answered late -> {}
    }
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) throws Exception {
    return switch (signal) {
      case PostStop stopped -> {
        getContext()
            .getLog()
            .info(
                "{} from {} left after {} s",
                desk.name().orElse("nobody"),
                desk.line().peer(),
                Duration.between(desk.since(), Instant.now()).toSeconds());
        desk.signOut();
        desk.line().hangUp(0);
        yield super.onSignal(signal);
      }
      default -> super.onSignal(signal);
    };
  }
}
