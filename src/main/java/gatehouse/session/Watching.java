package gatehouse.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Signal;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games.Ended;
import gatehouse.backend.Pass;
import gatehouse.menu.WatchHelp;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.play.Notices;
import gatehouse.session.SshSession.Command;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.session.SshSession.FromSpectator;
import gatehouse.session.SshSession.FromTimer;
import gatehouse.spectate.Spectator;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalReset;
import gatehouse.terminal.View;
import gatehouse.terminal.View.Charset;
import java.util.List;
import java.util.Optional;

/**
 * Watching a game, through a {@link Spectator}. No key reaches the game: the few that mean
 * something are the session's own.
 */
final class Watching extends SessionState {

  private final String whose;
  private final ActorRef<Spectator.Command> spectator;

  private Optional<Charset> charset = Optional.empty();
  private boolean helping;
  private Optional<Ended> end = Optional.empty();

  private Watching(Desk desk, String whose, ActorRef<Spectator.Command> spectator) {
    super(desk);
    this.whose = whose;
    this.spectator = spectator;
  }

  /**
   * Begins to watch.
   *
   * @param whose the game, for people: {@code Alice's game}
   */
  static SessionState enter(Desk desk, SessionId session, String whose) {
    desk.stopIdleTimer();
    desk.draw(TerminalReset.bytes(desk.line().term()));
    desk.draw(Screens.line("Joining " + whose + " ..."));
    var games = desk.games();
    var context = desk.context();
    var spectator =
        context.spawnAnonymous(
            Spectator.create(
                desk.line(),
                desk.broadcasts(),
                () -> games.join(desk.pass().map(Pass::access), RequestId.random(), session),
                desk.settings().spectate(),
                context.messageAdapter(Spectator.News.class, FromSpectator::new)));
    context.watch(spectator);
    return new Watching(desk, whose, spectator);
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case SshSession.Typed(var bytes) -> onKeys(desk.decode(bytes));
      case SshSession.Resized resized -> {
        look();
        yield this;
      }
      case SshSession.HungUp gone -> Behaviors.stopped();
      case FromBackend told -> {
        remember(told);
        yield this;
      }
      case FromTimer due -> onTimer(due);
      case FromSpectator(Spectator.News news) -> onNews(news);
      case SshSession.FromLink late -> this;
      case SshSession.FromQueue late -> this;
      case SshSession.ClosingDown(String text, boolean gamesEnd) -> Leaving.enter(desk, text);
    };
  }

  private Behavior<Command> onNews(Spectator.News news) {
    switch (news) {
      case Spectator.Watching now -> {
        if (charset.isPresent()) {
          look();
        }
        if (helping) {
          help();
        }
      }
      case Spectator.Interrupted lost -> {
        var _ =
            desk.line()
                .write(
                    Notices.onLastRow(
                        desk.line().size(), "The game is out of reach; trying again ..."));
      }
      case Spectator.Finished(Ended how) -> end = Optional.of(how);
    }
    return this;
  }

  private SessionState onTimer(FromTimer due) {
    return switch (due) {
      case SshSession.RenewalDue renewal -> {
        desk.renew();
        yield this;
      }
      case SshSession.AskForNewsAgain(var source) -> {
        desk.followNews(source);
        yield this;
      }
      case SshSession.EscapeTimedOut silent -> onKeys(desk.flushKeys());
      case SshSession.IdleTooLong stale -> this;
      case SshSession.GoodbyeTimedOut stale -> this;
      case SshSession.RefreshDue stale -> this;
    };
  }

  @Override
  SessionState onKey(Key key) {
    if (helping) {
      helping = false;
      spectator.tell(new Spectator.Uncover());
      return this;
    }
    return switch (WatchHelp.choose(key)) {
      case WatchHelp.Back back -> leave("");
      case WatchHelp.Help help -> help();
      case WatchHelp.NextCharset next -> {
        charset = Optional.of(after(charset.orElse(view().charset())));
        look();
        yield this;
      }
      case WatchHelp.Fit fit -> {
        spectator.tell(new Spectator.Fit());
        yield this;
      }
      case WatchHelp.Redraw redraw -> {
        spectator.tell(new Spectator.Uncover());
        yield this;
      }
      case WatchHelp.Ignored ignored -> this;
    };
  }

  private SessionState help() {
    helping = true;
    spectator.tell(new Spectator.Cover());
    desk.show(WatchHelp.page());
    return this;
  }

  private void look() {
    if (helping) {
      desk.show(WatchHelp.page());
    }
    spectator.tell(new Spectator.Look(view()));
  }

  private View view() {
    var line = desk.line();
    var natural = View.of(line.term(), line.size()).saying(line.environment());
    return charset
        .map(chosen -> new View(natural.size(), chosen, natural.colours()))
        .orElse(natural);
  }

  private static Charset after(Charset charset) {
    var all = List.of(Charset.values());
    return all.get((all.indexOf(charset) + 1) % all.size());
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) throws Exception {
    return switch (signal) {
      case ChildFailed failed -> back(Screens.explainGame(BackendFailure.of(failed.getCause())));
      case Terminated over -> back(end.map(this::explain).orElse(""));
      default -> super.onSignal(signal);
    };
  }

  private String explain(Ended how) {
    return switch (how.ending()) {
      case EXITED -> whose + " is over.";
      case SAVED -> whose + " is saved.";
      case CRASHED -> whose + " has crashed.";
      case STOPPED, TAKEN_OVER -> whose + " was ended by the server.";
    };
  }

  private SessionState leave(String notice) {
    getContext().unwatch(spectator);
    getContext().stop(spectator);
    return back(notice);
  }

  private SessionState back(String notice) {
    desk.draw(TerminalReset.bytes(desk.line().term()));
    return ChoosingWatched.enter(desk, notice);
  }
}
